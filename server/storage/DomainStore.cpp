// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/DomainStore.h"

#include "server/storage/AuditStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::storage
{

Result<QList<AcceptedDomain>> DomainStore::list()
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT name, created_at, created_by FROM accepted_domain ORDER BY name"));
    if (!rows)
        return rows.error();
    QList<AcceptedDomain> domains;
    while (rows.value().next())
        domains.append(AcceptedDomain{rows->text(0), rows->integer(1), rows->text(2)});
    return domains;
}

Result<AcceptedDomain> DomainStore::find(const QString &name)
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT name, created_at, created_by FROM accepted_domain WHERE name = ?"),
        {name});
    if (!rows)
        return rows.error();
    if (!rows.value().next()) {
        return Error{ErrorKind::NotFound, QStringLiteral("%1 is not an accepted domain.").arg(name),
                     QStringLiteral("domain")};
    }
    return AcceptedDomain{rows->text(0), rows->integer(1), rows->text(2)};
}

Result<AcceptedDomain> DomainStore::add(const QString &canonicalName, const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<AcceptedDomain> existing = find(canonicalName);
    if (existing) {
        return Error{ErrorKind::Refused,
                     QStringLiteral("%1 is an accepted domain already.").arg(canonicalName),
                     QStringLiteral("domain"),
                     {{QStringLiteral("existing"), control::toJson(*existing)}}};
    }
    if (existing.error().kind != ErrorKind::NotFound)
        return existing.error();
    const AcceptedDomain added{canonicalName, now, actor.who};
    const Result<int> inserted =
        m_database.change(QStringLiteral("INSERT INTO accepted_domain (name, created_at, "
                                         "created_by) VALUES (?, ?, ?)"),
                          {added.name, qint64(now), added.createdBy});
    if (!inserted)
        return inserted.error();
    const Result<void> noted = AuditStore(m_database)
                                   .append(actor, now, QStringLiteral("domain.add"), canonicalName,
                                           {}, control::toJson(added));
    if (!noted)
        return noted.error();
    return added;
}

Result<void> DomainStore::remove(const QString &canonicalName, const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<AcceptedDomain> before = find(canonicalName);
    if (!before)
        return before.error();
    const Result<int> removed = m_database.change(
        QStringLiteral("DELETE FROM accepted_domain WHERE name = ?"), {canonicalName});
    if (!removed)
        return removed.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("domain.remove"), canonicalName,
                control::toJson(*before), {});
}

} // namespace postern::storage
