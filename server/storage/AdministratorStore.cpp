// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AdministratorStore.h"

#include "server/storage/AuditStore.h"
#include "shared/ErrorCode.h"
#include "shared/control/ValueCodec.h"

namespace postern::storage
{

namespace
{

const QString select = QStringLiteral(
    "SELECT name, role, revision, created_at, changed_at, changed_by, last_login_at, "
    "last_login_from FROM administrator ");

Result<Administrator> administratorFrom(const Rows &rows)
{
    const std::optional<Role> role = roleFromName(rows.text(1));
    if (!role) {
        return Error{
            ErrorKind::Internal,
            QStringLiteral("The administrator %1 has the role \"%2\" in the database, which "
                           "this program does not know.")
                .arg(rows.text(0), rows.text(1))};
    }
    Administrator administrator;
    administrator.name = rows.text(0);
    administrator.role = *role;
    administrator.revision = rows.integer(2);
    administrator.createdAt = rows.integer(3);
    administrator.changedAt = rows.integer(4);
    administrator.changedBy = rows.text(5);
    administrator.lastLoginAt = rows.integer(6);
    administrator.lastLoginFrom = rows.text(7);
    return administrator;
}

} // namespace

Result<QList<Administrator>> AdministratorStore::administrators()
{
    Result<Rows> rows = m_database.run(select + QStringLiteral("ORDER BY name"));
    if (!rows)
        return rows.error();
    QList<Administrator> administrators;
    while (rows.value().next()) {
        Result<Administrator> administrator = administratorFrom(*rows);
        if (!administrator)
            return administrator.error();
        administrators.append(std::move(administrator).value());
    }
    return administrators;
}

Result<Administrator> AdministratorStore::find(const QString &name)
{
    Result<Rows> rows = m_database.run(select + QStringLiteral("WHERE name = ?"), {name});
    if (!rows)
        return rows.error();
    if (!rows.value().next()) {
        return Error{ErrorKind::NotFound,
                     QStringLiteral("There is no administrator named %1.").arg(name),
                     QStringLiteral("name")};
    }
    return administratorFrom(*rows);
}

Result<Administrator> AdministratorStore::addAdministrator(const QString &name, Role role,
                                                           const QByteArray &passwordHash,
                                                           const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<Administrator> existing = find(name);
    if (existing) {
        return Error{ErrorKind::Refused,
                     QStringLiteral("There is an administrator named %1 already. Choose another "
                                    "name.")
                         .arg(name),
                     QStringLiteral("name"),
                     withCode(ErrorCode::AdministratorTaken, {{QStringLiteral("name"), name}})};
    }
    if (existing.error().kind != ErrorKind::NotFound)
        return existing.error();
    const Result<int> inserted = m_database.change(
        QStringLiteral("INSERT INTO administrator (name, role, password_hash, revision, "
                       "created_at, changed_at, changed_by, last_login_at, last_login_from) "
                       "VALUES (?, ?, ?, 1, ?, ?, ?, 0, '')"),
        {name, roleName(role), passwordHash, qint64(now), qint64(now), actor.who});
    if (!inserted)
        return inserted.error();
    const Administrator added{name, role, 1, now, now, actor.who, 0, {}};
    const Result<void> noted =
        AuditStore(m_database)
            .append(actor, now, QStringLiteral("admin.add"), name, {}, control::toJson(added));
    if (!noted)
        return noted.error();
    return added;
}

Result<void> AdministratorStore::refuseIfLastAdmin(const Administrator &administrator,
                                                   const QString &deed)
{
    if (administrator.role != Role::Admin)
        return {};
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT COUNT(*) FROM administrator WHERE role = ? AND name <> ?"),
        {roleName(Role::Admin), administrator.name});
    if (!rows)
        return rows.error();
    rows.value().next();
    if (rows->integer(0) > 0)
        return {};
    return Error{
        ErrorKind::Refused,
        QStringLiteral("%1 is the last System Administrator and cannot be %2. Give another "
                       "administrator that role first.")
            .arg(administrator.name, deed),
        QStringLiteral("name"),
        withCode(ErrorCode::LastAdministrator, {{QStringLiteral("name"), administrator.name}})};
}

Result<void> AdministratorStore::endRightsOf(const QString &name)
{
    const Result<int> uninvited =
        m_database.change(QStringLiteral("DELETE FROM pairing_code WHERE created_by = ?"), {name});
    if (!uninvited)
        return uninvited.error();
    const Result<int> ended = m_database.change(
        QStringLiteral("DELETE FROM administrator_session WHERE administrator = ?"), {name});
    if (!ended)
        return ended.error();
    return {};
}

Result<void> AdministratorStore::removeAdministrator(const QString &name, const Actor &actor,
                                                     UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<Administrator> before = find(name);
    if (!before)
        return before.error();
    if (const Result<void> allowed = refuseIfLastAdmin(*before, QStringLiteral("removed"));
        !allowed)
        return allowed.error();
    if (const Result<void> ended = endRightsOf(name); !ended)
        return ended.error();
    const Result<int> removed =
        m_database.change(QStringLiteral("DELETE FROM administrator WHERE name = ?"), {name});
    if (!removed)
        return removed.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("admin.remove"), name, control::toJson(*before), {});
}

Result<Administrator> AdministratorStore::touch(const Administrator &before, const QString &action,
                                                Role role, const Actor &actor, UtcMs now)
{
    Administrator after = before;
    after.role = role;
    after.revision = before.revision + 1;
    after.changedAt = now;
    after.changedBy = actor.who;
    const Result<int> updated = m_database.change(
        QStringLiteral("UPDATE administrator SET role = ?, revision = ?, changed_at = ?, "
                       "changed_by = ? WHERE name = ?"),
        {roleName(role), after.revision, qint64(now), actor.who, before.name});
    if (!updated)
        return updated.error();
    if (const Result<void> ended = endRightsOf(before.name); !ended)
        return ended.error();
    const Result<void> noted = AuditStore(m_database)
                                   .append(actor, now, action, before.name, control::toJson(before),
                                           control::toJson(after));
    if (!noted)
        return noted.error();
    return after;
}

Result<Administrator> AdministratorStore::setRole(const QString &name, Role role,
                                                  const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<Administrator> before = find(name);
    if (!before || before->role == role)
        return before;
    if (const Result<void> allowed =
            refuseIfLastAdmin(*before, QStringLiteral("given another role"));
        !allowed)
        return allowed.error();
    return touch(*before, QStringLiteral("admin.set-role"), role, actor, now);
}

Result<void> AdministratorStore::setAdministratorPassword(const QString &name,
                                                          const QByteArray &passwordHash,
                                                          const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<Administrator> before = find(name);
    if (!before)
        return before.error();
    const Result<int> updated =
        m_database.change(QStringLiteral("UPDATE administrator SET password_hash = ? "
                                         "WHERE name = ?"),
                          {passwordHash, name});
    if (!updated)
        return updated.error();
    const Result<Administrator> touched =
        touch(*before, QStringLiteral("admin.set-password"), before->role, actor, now);
    if (!touched)
        return touched.error();
    return {};
}

Result<QByteArray> AdministratorStore::administratorHash(const QString &name)
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT password_hash FROM administrator WHERE name = ?"), {name});
    if (!rows)
        return rows.error();
    if (!rows.value().next())
        return Error{ErrorKind::NotFound, QStringLiteral("There is no such administrator.")};
    return rows->bytes(0);
}

Result<void> AdministratorStore::noteLogin(const QString &name, bool isSuccess, const Actor &actor,
                                           UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    if (isSuccess) {
        const Result<int> updated =
            m_database.change(QStringLiteral("UPDATE administrator SET last_login_at = ?, "
                                             "last_login_from = ? WHERE name = ?"),
                              {qint64(now), actor.from, name});
        if (!updated)
            return updated.error();
    }
    return AuditStore(m_database)
        .append(actor, now,
                isSuccess ? QStringLiteral("admin.login") : QStringLiteral("admin.login-failed"),
                name, {}, {});
}

} // namespace postern::storage
