// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/AdministratorHandler.h"

#include "server/auth/AdministratorPassword.h"
#include "server/control/ControlContext.h"
#include "server/control/Page.h"
#include "server/control/Repetition.h"
#include "server/storage/AdministratorStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

struct AdministratorHandler::Wish
{
    QString name;
    QString password;
    Role role = Role::Auditor;
};

namespace
{

struct RoleChange
{
    Administrator administrator;
    bool isMade = false; ///< false: it had that role already
};

} // namespace

Result<AdministratorHandler::Wish> AdministratorHandler::readAddition(const Call &call)
{
    ObjectReader reader = call.reader();
    Wish wish;
    wish.name = reader.text(u"name");
    wish.password = reader.text(u"password");
    wish.role = readRole(reader, u"role");
    if (const auto error = reader.finish())
        return *error;
    if (const Result<void> valid = validateAdministratorName(wish.name); !valid.ok())
        return valid.error();
    if (const Result<void> valid = validatePassword(wish.password); !valid.ok())
        return valid.error();
    return wish;
}

Result<AdministratorHandler::Wish> AdministratorHandler::readNewPassword(const Call &call)
{
    ObjectReader reader = call.reader();
    Wish wish;
    wish.name = reader.text(u"name", ObjectReader::Presence::Optional);
    wish.password = reader.text(u"password");
    if (const auto error = reader.finish())
        return *error;
    if (wish.name.isEmpty())
        wish.name = call.actor.who;
    if (wish.name != call.actor.who && !mayCall(call.role, Role::Admin)) {
        return Error{ErrorKind::Forbidden,
                     QStringLiteral("You may change your own password; changing that of \"%1\" "
                                    "needs a System Administrator.")
                         .arg(wish.name),
                     QStringLiteral("name")};
    }
    if (const Result<void> valid = validatePassword(wish.password); !valid.ok())
        return valid.error();
    return wish;
}

Result<QJsonObject> AdministratorHandler::list(const Call &call)
{
    auto administrators = storage::AdministratorStore(*m_context.database).administrators();
    if (!administrators.ok())
        return administrators.error();
    return pageByName(call, std::move(administrators).value(), &Administrator::name);
}

void AdministratorHandler::withHash(const Call &call, const QString &password, const Reply &reply,
                                    std::function<void(const QByteArray &)> then)
{
    const bool isAccepted = m_context.passwords.run<Result<QByteArray>>(
        m_context.receiver, [password] { return auth::AdministratorPassword::hash(password); },
        [call, then = std::move(then), reply](const Result<QByteArray> &hash) {
            if (!hash.ok())
                reply(hash.error());
            else if (call.isStillAllowed())
                then(*hash);
        });
    if (!isAccepted)
        reply(PasswordPool::busy());
}

void AdministratorHandler::add(const Call &call, const Reply &reply)
{
    const Result<Wish> wish = readAddition(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    if (!answerRepetition(call, *wish, reply))
        addNew(call, *wish, reply);
}

/// False: it is none.
bool AdministratorHandler::answerRepetition(const Call &call, const Wish &wish, const Reply &reply)
{
    storage::AdministratorStore store(*m_context.database);
    const Result<Administrator> present = store.find(wish.name);
    if (!present.ok() || present->revision != 1 || present->role != wish.role
        || !isRepetition(present->changedBy, present->createdAt, call.actor, m_context.now()))
        return false;
    const Result<QByteArray> stored = store.administratorHash(wish.name);
    if (!stored.ok())
        return false;
    const bool isAccepted = m_context.passwords.run<bool>(
        m_context.receiver,
        [hash = *stored, password = wish.password] {
            return auth::AdministratorPassword::check(hash, password);
        },
        [this, call, wish, reply, administrator = *present](const bool &isSame) {
            if (isSame)
                reply(QJsonObject{{QStringLiteral("administrator"), toJson(administrator)}});
            else
                addNew(call, wish, reply);
        });
    if (!isAccepted)
        reply(PasswordPool::busy());
    return true;
}

void AdministratorHandler::addNew(const Call &call, const Wish &wish, const Reply &reply)
{
    withHash(
        call, wish.password, reply,
        [this, wish, actor = call.actor, reply](const QByteArray &hash) {
            m_context.write<Administrator>(
                [wish, hash, actor, now = m_context.now()](storage::Database &database) {
                    return storage::AdministratorStore(database).addAdministrator(
                        wish.name, wish.role, hash, actor, now);
                },
                [this, reply](const Administrator &administrator) {
                    announce();
                    reply(QJsonObject{{QStringLiteral("administrator"), toJson(administrator)}});
                },
                reply);
        });
}

void AdministratorHandler::setPassword(const Call &call, const Reply &reply)
{
    const Result<Wish> wish = readNewPassword(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    withHash(call, wish->password, reply,
             [this, name = wish->name, actor = call.actor, reply](const QByteArray &hash) {
                 m_context.write<QString>(
                     [name, hash, actor,
                      now = m_context.now()](storage::Database &database) -> Result<QString> {
                         const Result<void> done =
                             storage::AdministratorStore(database).setAdministratorPassword(
                                 name, hash, actor, now);
                         if (!done.ok())
                             return done.error();
                         return name;
                     },
                     [this, reply](const QString &changed) {
                         announce();
                         reply(QJsonObject());
                         m_context.endConnections(
                             changed, QStringLiteral("Your password was changed. Log in with the "
                                                     "new one."));
                     },
                     reply);
             });
}

void AdministratorHandler::remove(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    const QString name = reader.text(u"name");
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    m_context.write<QString>(
        [name, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<QString> {
            const Result<void> done =
                storage::AdministratorStore(database).removeAdministrator(name, actor, now);
            if (!done.ok())
                return done.error();
            return name;
        },
        [this, reply](const QString &removed) {
            announce();
            reply(QJsonObject());
            m_context.endConnections(
                removed, QStringLiteral("You are no longer an administrator of this server."));
        },
        reply);
}

void AdministratorHandler::setRole(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    const QString name = reader.text(u"name");
    const Role role = readRole(reader, u"role");
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    m_context.write<RoleChange>(
        [name, role, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<RoleChange> {
            storage::AdministratorStore store(database);
            const Result<Administrator> before = store.find(name);
            if (!before.ok())
                return before.error();
            const Result<Administrator> after = store.setRole(name, role, actor, now);
            if (!after.ok())
                return after.error();
            return RoleChange{*after, after->revision != before->revision};
        },
        [this, reply](const RoleChange &change) {
            const Administrator &administrator = change.administrator;
            if (change.isMade)
                announce();
            reply(QJsonObject{{QStringLiteral("administrator"), toJson(administrator)}});
            if (!change.isMade)
                return;
            m_context.endConnections(
                administrator.name,
                QStringLiteral("Your role was changed to %1. Log in again to work with it.")
                    .arg(roleLabel(administrator.role)));
        },
        reply);
}

void AdministratorHandler::announce()
{
    m_context.changed(Topic::Administrators);
    const auto administrators = storage::AdministratorStore(*m_context.database).administrators();
    if (administrators.ok()) {
        m_context.publish(QStringLiteral("admin.changed"), eventItems(administrators.value()));
    }
}

} // namespace postern::control
