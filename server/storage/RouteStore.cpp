// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/RouteStore.h"

#include "server/storage/AuditStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::storage
{

namespace
{

Result<Route> routeFrom(const Rows &rows)
{
    Result<Route> route = Route::parseTarget(rows.text(1));
    if (!route) {
        return Error{ErrorKind::Internal,
                     QStringLiteral("The route of %1 has the target \"%2\" in the database, which "
                                    "cannot be read.")
                         .arg(rows.text(0), rows.text(1))};
    }
    route.value().domain = rows.text(0);
    route.value().revision = rows.integer(2);
    route.value().changedAt = rows.integer(3);
    route.value().changedBy = rows.text(4);
    return route;
}

Error stale(const Route &wanted, const Result<Route> &current)
{
    if (!current) {
        return {ErrorKind::Conflict,
                QStringLiteral("The route of %1 was removed meanwhile; nothing was saved.")
                    .arg(wanted.domain)};
    }
    return {ErrorKind::Conflict,
            QStringLiteral("The route of %1 was changed to %2 by %3 meanwhile; nothing was saved.")
                .arg(wanted.domain, current->target(), current->changedBy),
            {},
            {{QStringLiteral("current"), control::toJson(*current)}}};
}

} // namespace

Result<QList<Route>> RouteStore::list()
{
    Result<Rows> rows = m_database.run(QStringLiteral(
        "SELECT domain, target, revision, changed_at, changed_by FROM route ORDER BY domain"));
    if (!rows)
        return rows.error();
    QList<Route> routes;
    while (rows.value().next()) {
        Result<Route> route = routeFrom(*rows);
        if (!route)
            return route.error();
        routes.append(std::move(route).value());
    }
    return routes;
}

Result<Route> RouteStore::find(const QString &domain)
{
    Result<Rows> rows = m_database.run(QStringLiteral("SELECT domain, target, revision, "
                                                      "changed_at, changed_by FROM route "
                                                      "WHERE domain = ?"),
                                       {domain});
    if (!rows)
        return rows.error();
    if (!rows.value().next()) {
        return Error{ErrorKind::NotFound, QStringLiteral("There is no route for %1.").arg(domain),
                     QStringLiteral("domain")};
    }
    return routeFrom(*rows);
}

Result<Route> RouteStore::set(const Route &route, const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<Route> before = find(route.domain);
    if (!before && before.error().kind != ErrorKind::NotFound)
        return before.error();
    const qint64 currentRevision = before ? before->revision : 0;
    if (route.revision != 0 && route.revision != currentRevision)
        return stale(route, before);
    Route after = route;
    after.revision = currentRevision + 1;
    after.changedAt = now;
    after.changedBy = actor.who;
    const QVariantList values{after.target(), after.revision, qint64(now), after.changedBy,
                              after.domain};
    const Result<int> written =
        before
            ? m_database.change(QStringLiteral("UPDATE route SET target = ?, revision = ?, "
                                               "changed_at = ?, changed_by = ? WHERE domain = ?"),
                                values)
            : m_database.change(QStringLiteral("INSERT INTO route (target, revision, changed_at, "
                                               "changed_by, domain) VALUES (?, ?, ?, ?, ?)"),
                                values);
    if (!written)
        return written.error();
    const Result<void> noted =
        AuditStore(m_database)
            .append(actor, now, QStringLiteral("route.set"), route.domain,
                    before ? control::toJson(*before) : QJsonObject(), control::toJson(after));
    if (!noted)
        return noted.error();
    return after;
}

Result<void> RouteStore::remove(const QString &domain, const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<Route> before = find(domain);
    if (!before)
        return before.error();
    const Result<int> removed =
        m_database.change(QStringLiteral("DELETE FROM route WHERE domain = ?"), {domain});
    if (!removed)
        return removed.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("route.remove"), domain, control::toJson(*before), {});
}

} // namespace postern::storage
