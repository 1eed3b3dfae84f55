// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ServerClient.h"

#include "shared/control/Catalogue.h"

#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace postern::ctl
{

using State = ServerConnection::State;

namespace
{

Failure failureOf(const Error &error)
{
    const bool isUnreachable = error.kind == ErrorKind::Unavailable;
    return {isUnreachable ? ExitCode::NoConnection : ExitCode::Refused, error};
}

/// How long a lost connection may take to come back before it is said to be lost.
constexpr std::chrono::seconds longestWait{15};

/// Whether the server does it once however often it is sent.
bool isRepeatable(const QString &method, const QJsonObject &params)
{
    const control::MethodSpec *spec = control::findMethod(method);
    if (spec != nullptr && spec->takesId)
        return params.contains(QStringLiteral("id"));
    return method == QLatin1String("whitelist.add");
}

Failure untrusted(const ServerConnection &connection)
{
    return {
        ExitCode::NoConnection,
        {ErrorKind::Refused,
         QStringLiteral("The server at %1 is not trusted: it shows the key %2, but %3 is "
                        "expected. Nothing was sent.")
             .arg(connection.profile().address(), fingerprintText(connection.serverFingerprint()),
                  fingerprintText(connection.profile().fingerprint)),
         QStringLiteral("fingerprint")}};
}

} // namespace

ServerClient::ServerClient()
{
    m_connection.setProgram(QStringLiteral("posternctl"));
}

ServerClient::~ServerClient()
{
    const bool hasSession = m_connection.state() == State::Connected
                            && m_connection.profile().localSocketPath.isEmpty();
    if (hasSession)
        static_cast<void>(ask(QStringLiteral("logout"), {}));
    m_connection.closeConnection();
}

Attempt<void> ServerClient::waitWhile(State from)
{
    std::optional<Error> problem;
    QEventLoop loop;
    QObject::connect(&m_connection, &ServerConnection::failed, &loop,
                     [&problem, &loop](const Error &error) {
                         problem = error;
                         loop.quit();
                     });
    QObject::connect(&m_connection, &ServerConnection::stateChanged, &loop, &QEventLoop::quit);
    while (m_connection.state() == from && !problem)
        loop.exec();
    // Why a state was left is said right after it.
    if (!problem && m_connection.state() == State::Disconnected)
        loop.exec();
    if (problem)
        return failureOf(*problem);
    return {};
}

Attempt<void> ServerClient::connectTo(const ServerProfile &profile)
{
    m_connection.connectTo(profile);
    if (const Attempt<void> waited = waitWhile(State::Connecting); !waited)
        return waited;
    if (m_connection.state() == State::CertificateChanged)
        return untrusted(m_connection);
    return {};
}

Attempt<void> ServerClient::waitForLogin()
{
    return waitWhile(State::NeedsLogin);
}

Attempt<void> ServerClient::logIn(const ConnectionOptions::Target &target)
{
    if (const Attempt<void> connected = connectTo(target.profile); !connected)
        return connected;
    if (m_connection.state() == State::Connected)
        return {};
    m_connection.login(target.profile.userName, target.password);
    return waitForLogin();
}

Attempt<QJsonObject> ServerClient::call(const ConnectionOptions::Target &target,
                                        const QString &method, const QJsonObject &params)
{
    if (m_connection.state() == State::Disconnected) {
        if (const Attempt<void> ready = logIn(target); !ready)
            return ready.error();
    }
    return ask(method, params);
}

Attempt<ServerProfile> ServerClient::redeem(const PairingLink &link, const QString &name,
                                            const QString &password)
{
    if (const Attempt<void> connected = connectTo(ServerProfile::fromLink(link)); !connected)
        return connected.error();
    m_connection.redeemPairing(link.code, name, password);
    if (const Attempt<void> redeemed = waitForLogin(); !redeemed)
        return redeemed.error();
    return m_connection.profile();
}

Attempt<QJsonObject> ServerClient::ask(const QString &method, const QJsonObject &params)
{
    std::optional<ServerConnection::Answer> answer = answerTo(method, params, false);
    const bool wasLost = answer && !answer->ok() && m_connection.state() == State::Reconnecting;
    if (wasLost && isRepeatable(method, params)) {
        if (auto second = answerTo(method, params, true))
            answer = std::move(second);
    }
    if (answer->ok())
        return answer->value();
    // "Unavailable" over a connection that stands is the server's own word.
    const bool isLost = m_connection.state() != State::Connected;
    if (isLost)
        return Failure{ExitCode::NoConnection, answer->error()};
    // Some texts only the server can judge.
    const bool isWrong = answer->error().kind == ErrorKind::Invalid;
    return Failure{isWrong ? ExitCode::Usage : ExitCode::Refused, answer->error()};
}

std::optional<ServerConnection::Answer>
ServerClient::answerTo(const QString &method, const QJsonObject &params, bool mayWait)
{
    std::optional<ServerConnection::Answer> answer;
    QEventLoop loop;
    m_connection.call(
        method, params, &loop,
        [&answer, &loop](const ServerConnection::Answer &given) {
            answer = given;
            loop.quit();
        },
        mayWait);
    if (mayWait)
        QTimer::singleShot(longestWait, &loop, &QEventLoop::quit);
    if (!answer)
        loop.exec();
    return answer;
}

} // namespace postern::ctl
