// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/UserStore.h"

#include "server/storage/AuditStore.h"
#include "shared/ErrorCode.h"
#include "shared/control/ValueCodec.h"

#include <QUuid>

namespace postern::storage
{

namespace
{

const QString mechanism = QStringLiteral("SCRAM-SHA-256");

/// Each user with the last use of any of its credentials.
const QString selectUsers =
    QStringLiteral("SELECT name, enabled, revision, created_at, changed_at, changed_by, "
                   "COALESCE((SELECT c.last_used_at FROM credential c WHERE c.smtp_user = u.name "
                   "ORDER BY c.last_used_at DESC LIMIT 1), 0), "
                   "COALESCE((SELECT c.last_used_from FROM credential c WHERE c.smtp_user = u.name "
                   "ORDER BY c.last_used_at DESC LIMIT 1), '') FROM smtp_user u ");

SmtpUser userFrom(const Rows &rows)
{
    SmtpUser user;
    user.name = rows.text(0);
    user.enabled = rows.flag(1);
    user.revision = rows.integer(2);
    user.createdAt = rows.integer(3);
    user.changedAt = rows.integer(4);
    user.changedBy = rows.text(5);
    user.lastUsedAt = rows.integer(6);
    user.lastUsedFrom = rows.text(7);
    return user;
}

} // namespace

Result<QList<SmtpUser>> UserStore::users()
{
    Result<Rows> rows = m_database.run(selectUsers + QStringLiteral("ORDER BY name"));
    if (!rows)
        return rows.error();
    QList<SmtpUser> users;
    while (rows.value().next())
        users.append(userFrom(*rows));
    return users;
}

Result<SmtpUser> UserStore::find(const QString &name)
{
    Result<Rows> rows = m_database.run(selectUsers + QStringLiteral("WHERE name = ?"), {name});
    if (!rows)
        return rows.error();
    if (!rows.value().next()) {
        return Error{ErrorKind::NotFound,
                     QStringLiteral("There is no SMTP user named %1.").arg(name),
                     QStringLiteral("name")};
    }
    return userFrom(*rows);
}

Result<void> UserStore::refuseTaken(const QString &name, const QString &login)
{
    Result<Rows> rows =
        m_database.run(QStringLiteral("SELECT name FROM smtp_user WHERE name = ? "
                                      "UNION SELECT smtp_user FROM credential WHERE login = ?"),
                       {name, login});
    if (!rows)
        return rows.error();
    if (!rows.value().next())
        return {};
    return Error{ErrorKind::Refused,
                 QStringLiteral("The login name %1 is taken by the SMTP user %2. Choose another.")
                     .arg(login, rows->text(0)),
                 QStringLiteral("name"),
                 withCode(ErrorCode::UserTaken, {{QStringLiteral("name"), login},
                                                 {QStringLiteral("user"), rows->text(0)}})};
}

Result<SmtpUser> UserStore::addUser(const QString &name, const Credential &credential,
                                    const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    if (const Result<void> isFree = refuseTaken(name, credential.login); !isFree)
        return isFree.error();
    SmtpUser user;
    user.name = name;
    user.revision = 1;
    user.createdAt = now;
    user.changedAt = now;
    user.changedBy = actor.who;
    const Result<int> inserted = m_database.change(
        QStringLiteral("INSERT INTO smtp_user (name, enabled, revision, created_at, changed_at, "
                       "changed_by) VALUES (?, 1, 1, ?, ?, ?)"),
        {name, qint64(now), qint64(now), actor.who});
    if (!inserted)
        return inserted.error();
    if (const Result<void> stored = insertCredential(name, credential, now); !stored)
        return stored.error();
    const Result<void> noted =
        AuditStore(m_database)
            .append(actor, now, QStringLiteral("user.add"), name, {}, control::toJson(user));
    if (!noted)
        return noted.error();
    return user;
}

Result<void> UserStore::insertCredential(const QString &name, const Credential &credential,
                                         UtcMs now)
{
    const QString id = credential.id.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces)
                                               : credential.id;
    const Result<int> inserted = m_database.change(
        QStringLiteral("INSERT INTO credential (id, smtp_user, login, label, mechanism, "
                       "iterations, salt, stored_key, server_key, created_at, last_used_at, "
                       "last_used_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')"),
        {id, name, credential.login, credential.label, mechanism, credential.iterations,
         credential.salt, credential.storedKeySealed, credential.serverKeySealed, qint64(now)});
    if (!inserted)
        return inserted.error();
    return {};
}

Result<void> UserStore::removeUser(const QString &name, const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<SmtpUser> before = find(name);
    if (!before)
        return before.error();
    const Result<int> removed =
        m_database.change(QStringLiteral("DELETE FROM smtp_user WHERE name = ?"), {name});
    if (!removed)
        return removed.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("user.remove"), name, control::toJson(*before), {});
}

Result<SmtpUser> UserStore::touch(const SmtpUser &before, const QString &action, bool enabled,
                                  const Actor &actor, UtcMs now)
{
    SmtpUser after = before;
    after.enabled = enabled;
    after.revision = before.revision + 1;
    after.changedAt = now;
    after.changedBy = actor.who;
    const Result<int> updated = m_database.change(
        QStringLiteral("UPDATE smtp_user SET enabled = ?, revision = ?, changed_at = ?, "
                       "changed_by = ? WHERE name = ?"),
        {int(enabled), after.revision, qint64(now), actor.who, before.name});
    if (!updated)
        return updated.error();
    const Result<void> noted = AuditStore(m_database)
                                   .append(actor, now, action, before.name, control::toJson(before),
                                           control::toJson(after));
    if (!noted)
        return noted.error();
    return after;
}

Result<SmtpUser> UserStore::setUserEnabled(const QString &name, bool enabled, const Actor &actor,
                                           UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<SmtpUser> before = find(name);
    if (!before || before->enabled == enabled)
        return before;
    return touch(*before, enabled ? QStringLiteral("user.enable") : QStringLiteral("user.disable"),
                 enabled, actor, now);
}

Result<void> UserStore::setUserCredential(const QString &name, const Credential &credential,
                                          const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<SmtpUser> before = find(name);
    if (!before)
        return before.error();
    const Result<int> removed = m_database.change(
        QStringLiteral("DELETE FROM credential WHERE smtp_user = ? AND label = ?"),
        {name, credential.label});
    if (!removed)
        return removed.error();
    if (const Result<void> stored = insertCredential(name, credential, now); !stored)
        return stored.error();
    const Result<SmtpUser> touched =
        touch(*before, QStringLiteral("user.set-password"), before->enabled, actor, now);
    if (!touched)
        return touched.error();
    return {};
}

Result<Credential> UserStore::findCredential(const QString &login)
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT c.id, c.smtp_user, c.login, c.label, c.iterations, c.salt, "
                       "c.stored_key, c.server_key, u.enabled FROM credential c "
                       "JOIN smtp_user u ON u.name = c.smtp_user WHERE c.login = ?"),
        {login});
    if (!rows)
        return rows.error();
    if (!rows.value().next())
        return Error{ErrorKind::NotFound, QStringLiteral("There is no such login name.")};
    Credential credential;
    credential.id = rows->text(0);
    credential.user = rows->text(1);
    credential.login = rows->text(2);
    credential.label = rows->text(3);
    credential.iterations = static_cast<int>(rows->integer(4));
    credential.salt = rows->bytes(5);
    credential.storedKeySealed = rows->bytes(6);
    credential.serverKeySealed = rows->bytes(7);
    credential.isUserEnabled = rows->flag(8);
    return credential;
}

Result<QSet<QString>> UserStore::usableCredentials()
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT c.id FROM credential c JOIN smtp_user u ON u.name = c.smtp_user "
                       "WHERE u.enabled <> 0"));
    if (!rows)
        return rows.error();
    QSet<QString> ids;
    while (rows.value().next())
        ids.insert(rows->text(0));
    return ids;
}

Result<void> UserStore::noteUse(const QString &credentialId, const QString &from, UtcMs now)
{
    const Result<int> updated = m_database.change(
        QStringLiteral("UPDATE credential SET last_used_at = ?, last_used_from = ? WHERE id = ?"),
        {qint64(now), from, credentialId});
    if (!updated)
        return updated.error();
    return {};
}

} // namespace postern::storage
