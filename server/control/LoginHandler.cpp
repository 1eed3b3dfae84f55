// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/LoginHandler.h"

#include "server/auth/AdministratorPassword.h"
#include "server/auth/OneTimeSecret.h"
#include "server/control/ControlConnection.h"
#include "server/control/ControlContext.h"
#include "server/storage/AdministratorSessionStore.h"
#include "server/storage/AdministratorStore.h"
#include "shared/ErrorCode.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

namespace
{

constexpr qsizetype longestProgram = 64;

Error wrongLogin()
{
    return {ErrorKind::Unauthorized,
            QStringLiteral("The name or the password is not right."),
            {},
            withCode(ErrorCode::WrongLogin)};
}

// What a client calls itself ends in the audit trail and in terminals.
QString printable(const QString &text)
{
    QString kept;
    for (const QChar character : text.left(longestProgram)) {
        if (character.isPrint())
            kept.append(character);
    }
    return kept;
}

} // namespace

Result<QJsonObject> LoginHandler::hello(const Call &call)
{
    ObjectReader reader = call.reader();
    const QString program = reader.text(u"program");
    const QString version = reader.text(u"version");
    if (const auto error = reader.finish())
        return *error;
    call.connection->setProgram(printable(program + QLatin1Char(' ') + version));
    const bool isLoggedIn = call.connection->isLoggedIn();
    QJsonObject answer{{QStringLiteral("hostname"), m_context.setup.hostname},
                       {QStringLiteral("version"), QStringLiteral(POSTERN_VERSION)},
                       {QStringLiteral("protocol"), protocolVersion},
                       {QStringLiteral("local"), call.isLocal},
                       {QStringLiteral("loggedIn"), isLoggedIn}};
    if (isLoggedIn) {
        answer.insert(QStringLiteral("name"), call.actor.who);
        answer.insert(QStringLiteral("role"), roleName(call.role));
    }
    return answer;
}

void LoginHandler::login(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    Call named = call;
    named.actor.who = reader.text(u"name");
    const QString password = reader.text(u"password");
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    if (call.connection->isLoggedIn()) {
        reply(alreadyLoggedIn(call.actor.who));
        return;
    }
    if (const auto throttled = m_throttle.enter(call.client)) {
        reply(*throttled);
        return;
    }
    checkPassword(named, password, reply);
}

void LoginHandler::checkPassword(const Call &call, const QString &password, const Reply &reply)
{
    const Result<QByteArray> stored =
        storage::AdministratorStore(*m_context.database).administratorHash(call.actor.who);
    if (!stored.ok() && stored.error().kind != ErrorKind::NotFound) {
        m_throttle.giveBack(call.client);
        reply(stored.error());
        return;
    }
    const std::optional<QByteArray> hash =
        stored.ok() ? std::optional<QByteArray>(*stored) : std::nullopt;
    const bool isAccepted = m_context.passwords.run<bool>(
        m_context.receiver,
        [hash, password] { return auth::AdministratorPassword::check(hash, password); },
        [this, call, hash, reply](const bool &isRight) {
            if (isRight && hash)
                accept(call, *hash, reply);
            else
                refuse(call, hash.has_value(), reply);
        });
    if (!isAccepted) {
        m_throttle.giveBack(call.client);
        reply(PasswordPool::busy());
    }
}

void LoginHandler::accept(const Call &call, const QByteArray &hash, const Reply &reply)
{
    m_context.sources.storage.submit<SignIn>(
        m_context.receiver,
        [name = call.actor.who, hash, actor = call.actor, token = auth::OneTimeSecret::makeToken(),
         now = m_context.now(),
         expiresAt = m_context.sessionEnd()](storage::Database &database) -> Result<SignIn> {
            // The password may have been changed while this one was being checked, here or on
            // another node.
            if (const Result<void> locked = database.lockChanges(); !locked.ok())
                return locked.error();
            storage::AdministratorStore administrators(database);
            const Result<QByteArray> current = administrators.administratorHash(name);
            if (!current.ok() || *current != hash)
                return wrongLogin();
            const Result<void> noted = administrators.noteLogin(name, true, actor, now);
            if (!noted.ok())
                return noted.error();
            return SignIn::record(database, name, token, now, expiresAt);
        },
        [this, call, reply](const Result<SignIn> &signIn) {
            if (!signIn.ok()) {
                m_throttle.giveBack(call.client);
                reply(signIn.error());
                return;
            }
            m_throttle.succeed(call.client, signIn->administrator.name);
            if (call.connection)
                call.connection->enter(*signIn);
            reply(signIn->toJson());
        });
}

void LoginHandler::refuse(const Call &call, bool isKnown, const Reply &reply)
{
    m_throttle.fail(call.client, isKnown ? call.actor.who : QString());
    storage::Actor asked = call.actor;
    // What nobody is called may be a password in the wrong field.
    if (!isKnown)
        asked.who = QStringLiteral("(unknown name)");
    m_context.write<bool>(
        [asked, now = m_context.now()](storage::Database &database) -> Result<bool> {
            const Result<void> noted =
                storage::AdministratorStore(database).noteLogin(asked.who, false, asked, now);
            if (!noted.ok())
                return noted.error();
            return true;
        },
        [reply](const bool &) { reply(wrongLogin()); }, reply);
}

void LoginHandler::resume(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    const QByteArray token = reader.text(u"token").toLatin1();
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    if (call.connection->isLoggedIn()) {
        reply(alreadyLoggedIn(call.actor.who));
        return;
    }
    if (const auto throttled = m_throttle.enter(call.client)) {
        reply(*throttled);
        return;
    }
    const UtcMs now = m_context.now();
    SignIn signIn;
    signIn.token = token;
    signIn.tokenHash = auth::OneTimeSecret::hash(token);
    signIn.expiresAt = m_context.sessionEnd();
    m_context.write<SignIn>(
        [signIn, now](storage::Database &database) -> Result<SignIn> {
            const Result<Administrator> administrator =
                storage::AdministratorSessionStore(database).resumeSession(signIn.tokenHash, now,
                                                                           signIn.expiresAt);
            if (!administrator.ok())
                return administrator.error();
            SignIn resumed = signIn;
            resumed.administrator = *administrator;
            return resumed;
        },
        [this, call, reply](const SignIn &resumed) {
            m_throttle.giveBack(call.client);
            if (call.connection)
                call.connection->enter(resumed);
            reply(resumed.toJson());
        },
        [this, call, reply](const Result<QJsonObject> &refused) {
            const bool isWrong = !refused.ok() && refused.error().kind == ErrorKind::Unauthorized;
            isWrong ? m_throttle.fail(call.client) : m_throttle.giveBack(call.client);
            reply(refused);
        });
}

void LoginHandler::logout(const Call &call, const Reply &reply)
{
    if (const auto error = call.reader().finish()) {
        reply(*error);
        return;
    }
    m_context.write<bool>(
        [hash = call.connection->tokenHash()](storage::Database &database) -> Result<bool> {
            const Result<void> ended =
                storage::AdministratorSessionStore(database).endSession(hash);
            if (!ended.ok())
                return ended.error();
            return true;
        },
        [call, reply](const bool &) {
            reply(QJsonObject());
            if (call.connection)
                call.connection->leave();
        },
        reply);
}

} // namespace postern::control
