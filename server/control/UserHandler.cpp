// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/UserHandler.h"

#include "server/auth/PasswordVerifier.h"
#include "server/auth/SealedCredential.h"
#include "server/auth/ServerMadePassword.h"
#include "server/control/ControlContext.h"
#include "server/control/Page.h"
#include "server/control/Repetition.h"
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

void UserHandler::withCredential(const Call &call, const Wish &wish, const Reply &reply,
                                 std::function<void(const storage::Credential &)> then)
{
    using Made = Result<storage::Credential>;
    const int iterations = wish.isMade ? auth::PasswordVerifier::madeIterations
                                       : auth::PasswordVerifier::chosenIterations;
    const bool isAccepted = m_context.passwords.run<Made>(
        m_context.receiver,
        [wish, iterations, &key = m_context.sources.secretKey]() -> Made {
            return auth::SealedCredential::make(wish.name, wish.name, wish.password, iterations,
                                                key);
        },
        [call, then = std::move(then), reply](const Made &credential) {
            if (!credential.ok())
                reply(credential.error());
            else if (call.isStillAllowed())
                then(*credential);
        });
    if (!isAccepted)
        reply(PasswordPool::busy());
}

void UserHandler::add(const Call &call, const Reply &reply)
{
    const Result<Wish> wish = readWish(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    if (!answerRepetition(call, *wish, reply))
        addNew(call, *wish, reply);
}

/// False: it is none. A password that the server made was shown to nobody if the answer was lost,
/// and is not made again: user.set-password makes another.
bool UserHandler::answerRepetition(const Call &call, const Wish &wish, const Reply &reply)
{
    storage::UserStore store(*m_context.database);
    const Result<SmtpUser> present = store.find(wish.name);
    if (wish.isMade || !present.ok() || present->revision != 1
        || !isRepetition(present->changedBy, present->createdAt, call.actor, m_context.now()))
        return false;
    const Result<storage::Credential> credential = store.findCredential(wish.name);
    if (!credential.ok())
        return false;
    const bool isAccepted = m_context.passwords.run<bool>(
        m_context.receiver,
        [wish, credential = *credential, &key = m_context.sources.secretKey] {
            const auto verifier = auth::SealedCredential::open(credential, key);
            return verifier.ok()
                   && auth::PasswordVerifier::check(*verifier, wish.password.toUtf8()).isMatch;
        },
        [this, call, wish, reply, user = *present](const bool &isSame) {
            if (isSame)
                reply(QJsonObject{{QStringLiteral("user"), toJson(user)}});
            else
                addNew(call, wish, reply);
        });
    if (!isAccepted)
        reply(PasswordPool::busy());
    return true;
}

void UserHandler::addNew(const Call &call, const Wish &wish, const Reply &reply)
{
    withCredential(call, wish, reply, [this, wish, actor = call.actor, reply](const auto &made) {
        m_context.write<SmtpUser>(
            [wish, made, actor, now = m_context.now()](storage::Database &database) {
                return storage::UserStore(database).addUser(wish.name, made, actor, now);
            },
            [this, wish, reply](const SmtpUser &user) {
                announce();
                QJsonObject answer = wish.extra();
                answer.insert(QStringLiteral("user"), toJson(user));
                reply(answer);
            },
            reply);
    });
}

void UserHandler::setPassword(const Call &call, const Reply &reply)
{
    const Result<Wish> wish = readWish(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    withCredential(
        call, *wish, reply, [this, wish = *wish, actor = call.actor, reply](const auto &made) {
            m_context.write<QString>(
                [wish, made, actor,
                 now = m_context.now()](storage::Database &database) -> Result<QString> {
                    const Result<void> done =
                        storage::UserStore(database).setUserCredential(wish.name, made, actor, now);
                    if (!done.ok())
                        return done.error();
                    return wish.name;
                },
                [this, wish, reply](const QString &) {
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
    m_context.write<QString>(
        [name = *name, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<QString> {
            const Result<void> done = storage::UserStore(database).removeUser(name, actor, now);
            if (!done.ok())
                return done.error();
            return name;
        },
        [this, reply](const QString &) {
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
    m_context.changed(Topic::Users);
    const auto users = storage::UserStore(*m_context.database).users();
    if (users.ok()) {
        m_context.publish(QStringLiteral("user.changed"), eventItems(users.value()));
    }
}

} // namespace postern::control
