// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ServerClient.h"

#include <QEventLoop>

#include <optional>

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
    std::optional<ServerConnection::Answer> answer;
    QEventLoop loop;
    m_connection.call(
        method, params, &loop,
        [&answer, &loop](const ServerConnection::Answer &given) {
            answer = given;
            loop.quit();
        },
        false);
    while (!answer)
        loop.exec();
    if (answer->ok())
        return answer->value();
    // "Unavailable" over a connection that stands is the server's own word.
    const bool isLost = m_connection.state() != State::Connected;
    return Failure{isLost ? ExitCode::NoConnection : ExitCode::Refused, answer->error()};
}

} // namespace postern::ctl
