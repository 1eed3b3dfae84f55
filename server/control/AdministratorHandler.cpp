// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/AdministratorHandler.h"

#include "server/auth/AdministratorPassword.h"
#include "server/control/AccountAddition.h"
#include "server/control/Page.h"
#include "server/storage/AdministratorStore.h"
#include "shared/ErrorCode.h"
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
                     QStringLiteral("name"),
                     withCode(ErrorCode::OthersPassword, {{QStringLiteral("name"), wish.name}})};
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

void AdministratorHandler::add(const Call &call, const Reply &reply)
{
    const Result<Wish> wish = readAddition(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    using Addition = AccountAddition<Administrator, QByteArray>;
    Addition::Steps steps{
        Repetition(
            call.actor, QStringLiteral("admin"),
            {{QStringLiteral("name"), wish->name}, {QStringLiteral("role"), roleName(wish->role)}}),
        [name = wish->name](storage::Database &database) {
            return storage::AdministratorStore(database).find(name);
        },
        hashing(wish->password),
        [wish = *wish, actor = call.actor, now = m_context.now()](storage::Database &database,
                                                                  const QByteArray &hash) {
            return storage::AdministratorStore(database).addAdministrator(wish.name, wish.role,
                                                                          hash, actor, now);
        },
        {},
        checkOf(*wish),
        [this] { announce(); },
        [reply](const Administrator &administrator) {
            reply(QJsonObject{{QStringLiteral("administrator"), toJson(administrator)}});
        }};
    std::make_shared<Addition>(m_context, call, reply, std::move(steps))->run();
}

std::function<Result<QByteArray>()> AdministratorHandler::hashing(const QString &password)
{
    return [password] { return auth::AdministratorPassword::hash(password); };
}

AdministratorHandler::CheckOf AdministratorHandler::checkOf(const Wish &wish)
{
    return [wish](storage::Database &database) -> Result<std::function<bool()>> {
        const auto stored = storage::AdministratorStore(database).administratorHash(wish.name);
        if (!stored.ok())
            return stored.error();
        return std::function<bool()>([wish, hash = *stored] {
            return auth::AdministratorPassword::check(hash, wish.password);
        });
    };
}

void AdministratorHandler::setPassword(const Call &call, const Reply &reply)
{
    const Result<Wish> wish = readNewPassword(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    PasswordWork(m_context, call, reply)
        .run<QByteArray>(hashing(wish->password), [this, call, name = wish->name,
                                                   reply](const QByteArray &hash) {
            m_context.write(
                call,
                [name, hash, actor = call.actor,
                 now = m_context.now()](storage::Database &database) {
                    return storage::AdministratorStore(database).setAdministratorPassword(
                        name, hash, actor, now);
                },
                [this, name, reply] {
                    announce();
                    reply(QJsonObject());
                    m_context.endConnections(
                        name,
                        QStringLiteral("Your password was changed. Log in with the new one."));
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
    m_context.write(
        call,
        [name, actor = call.actor, now = m_context.now()](storage::Database &database) {
            return storage::AdministratorStore(database).removeAdministrator(name, actor, now);
        },
        [this, name, reply] {
            announce();
            reply(QJsonObject());
            m_context.endConnections(
                name, QStringLiteral("You are no longer an administrator of this server."));
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
        call,
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
    announceList(m_context, Topic::Administrators, QStringLiteral("admin.changed"),
                 storage::AdministratorStore(*m_context.database).administrators());
}

} // namespace postern::control
