// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/UserHandler.h"

#include "server/auth/PasswordVerifier.h"
#include "server/auth/SealedCredential.h"
#include "server/auth/ServerMadePassword.h"
#include "server/control/AccountAddition.h"
#include "server/control/Page.h"
#include "server/storage/UserStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

/// A user's name with the password it shall have; `isMade`: the server chose it.
struct UserHandler::Wish
{
    QString name;
    QString password;
    bool isMade = false;

    /// What to answer besides: the password that nobody has seen yet.
    [[nodiscard]] QJsonObject extra() const
    {
        return isMade ? QJsonObject{{QStringLiteral("password"), password}} : QJsonObject();
    }
};

namespace
{

Result<QString> readName(const Call &call)
{
    ObjectReader reader = call.reader();
    const QString name = reader.text(u"name");
    if (const auto error = reader.finish())
        return *error;
    if (const Result<void> valid = validateAccountName(name); !valid.ok())
        return valid.error();
    return name;
}

} // namespace

Result<UserHandler::Wish> UserHandler::readWish(const Call &call)
{
    ObjectReader reader = call.reader();
    Wish wish;
    wish.name = reader.text(u"name");
    wish.password = reader.text(u"password", ObjectReader::Presence::Optional);
    wish.isMade = !reader.has(u"password");
    if (const auto error = reader.finish())
        return *error;
    if (const Result<void> valid = validateAccountName(wish.name); !valid.ok())
        return valid.error();
    if (wish.isMade)
        wish.password = auth::ServerMadePassword::generate();
    else if (const Result<void> valid = validatePassword(wish.password); !valid.ok())
        return valid.error();
    return wish;
}

Result<QJsonObject> UserHandler::list(const Call &call)
{
    auto users = storage::UserStore(*m_context.database).users();
    if (!users.ok())
        return users.error();
    return pageByName(call, std::move(users).value(), &SmtpUser::name);
}

std::function<Result<storage::Credential>()> UserHandler::sealing(const Wish &wish) const
{
    const int iterations = wish.isMade ? auth::PasswordVerifier::madeIterations
                                       : auth::PasswordVerifier::chosenIterations;
    return [wish, iterations, &key = m_context.sources.secretKey] {
        return auth::SealedCredential::make(wish.name, wish.name, wish.password, iterations, key);
    };
}

void UserHandler::add(const Call &call, const Reply &reply)
{
    const Result<Wish> wish = readWish(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    using Addition = AccountAddition<SmtpUser, storage::Credential>;
    const QString name = wish->name;
    const storage::Actor actor = call.actor;
    const UtcMs now = m_context.now();
    const auto find = [name](storage::Database &database) {
        return storage::UserStore(database).find(name);
    };
    Addition::Steps steps{
        Repetition(actor, QStringLiteral("user"), {{QStringLiteral("name"), name}}),
        find,
        sealing(*wish),
        [name, actor, now](storage::Database &database, const storage::Credential &made) {
            return storage::UserStore(database).addUser(name, made, actor, now);
        },
        {},
        checkOf(*wish),
        [this] { announce(); },
        [reply, wish = *wish](const SmtpUser &user) {
            QJsonObject answer = wish.extra();
            answer.insert(QStringLiteral("user"), toJson(user));
            reply(answer);
        }};
    if (wish->isMade) {
        // What was made before was told to nobody, or to this administrator, who asks anew.
        steps.replace = [name, actor, now](storage::Database &database,
                                           const storage::Credential &made) -> Result<SmtpUser> {
            storage::UserStore store(database);
            const Result<void> done = store.setUserCredential(name, made, actor, now);
            return done.ok() ? store.find(name) : Result<SmtpUser>(done.error());
        };
    }
    std::make_shared<Addition>(m_context, call, reply, std::move(steps))->run();
}

UserHandler::CheckOf UserHandler::checkOf(const Wish &wish) const
{
    return [wish, &key = m_context.sources.secretKey](
               storage::Database &database) -> Result<std::function<bool()>> {
        const auto stored = storage::UserStore(database).findCredential(wish.name);
        if (!stored.ok())
            return stored.error();
        return std::function<bool()>([wish, stored = *stored, &key] {
            const auto verifier = auth::SealedCredential::open(stored, key);
            return verifier.ok()
                   && auth::PasswordVerifier::check(*verifier, wish.password.toUtf8()).isMatch;
        });
    };
}

void UserHandler::setPassword(const Call &call, const Reply &reply)
{
    const Result<Wish> wish = readWish(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    PasswordWork(m_context, call, reply)
        .run<storage::Credential>(
            sealing(*wish), [this, call, wish = *wish, reply](const storage::Credential &made) {
                m_context.write(
                    call,
                    [wish, made, actor = call.actor,
                     now = m_context.now()](storage::Database &database) {
                        return storage::UserStore(database).setUserCredential(wish.name, made,
                                                                              actor, now);
                    },
                    [this, wish, reply] {
                        announce();
                        reply(wish.extra());
                    },
                    reply);
            });
}

void UserHandler::remove(const Call &call, const Reply &reply)
{
    const Result<QString> name = readName(call);
    if (!name.ok()) {
        reply(name.error());
        return;
    }
    m_context.write(
        call,
        [name = *name, actor = call.actor, now = m_context.now()](storage::Database &database) {
            return storage::UserStore(database).removeUser(name, actor, now);
        },
        [this, reply] {
            announce();
            reply(QJsonObject());
        },
        reply);
}

void UserHandler::enable(const Call &call, const Reply &reply)
{
    setEnabled(call, reply, true);
}

void UserHandler::disable(const Call &call, const Reply &reply)
{
    setEnabled(call, reply, false);
}

void UserHandler::setEnabled(const Call &call, const Reply &reply, bool isEnabled)
{
    const Result<QString> name = readName(call);
    if (!name.ok()) {
        reply(name.error());
        return;
    }
    m_context.write<SmtpUser>(
        call,
        [name = *name, isEnabled, actor = call.actor,
         now = m_context.now()](storage::Database &database) {
            return storage::UserStore(database).setUserEnabled(name, isEnabled, actor, now);
        },
        [this, reply](const SmtpUser &user) {
            announce();
            reply(QJsonObject{{QStringLiteral("user"), toJson(user)}});
        },
        reply);
}

void UserHandler::announce()
{
    announceList(m_context, Topic::Users, QStringLiteral("user.changed"),
                 storage::UserStore(*m_context.database).users());
}

} // namespace postern::control
