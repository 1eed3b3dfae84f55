// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/ctl/ConnectionOptions.h"

#include <optional>

namespace postern::ctl
{

/// A ServerConnection for a program that does one thing after the other: each function waits for
/// its end. Fails with NoConnection when there is no server or not the trusted one, and with
/// Refused when the server said no.
class ServerClient
{
public:
    ServerClient();
    /// Ends the session on the server.
    ~ServerClient();

    [[nodiscard]] Attempt<QJsonObject> call(const ConnectionOptions::Target &target,
                                            const QString &method, const QJsonObject &params);
    /// First contact by a link: makes the administrator. The profile trusts the server's key.
    [[nodiscard]] Attempt<ServerProfile> redeem(const PairingLink &link, const QString &name,
                                                const QString &password);

private:
    /// nullopt: waited for (`mayWait`) while the connection was away, and it did not come back.
    [[nodiscard]] std::optional<ServerConnection::Answer>
    answerTo(const QString &method, const QJsonObject &params, bool mayWait);
    [[nodiscard]] Attempt<void> connectTo(const ServerProfile &profile);
    [[nodiscard]] Attempt<void> waitForLogin();
    /// Runs the event loop until the state is another one than `from`, or something failed.
    [[nodiscard]] Attempt<void> waitWhile(ServerConnection::State from);
    [[nodiscard]] Attempt<void> logIn(const ConnectionOptions::Target &target);
    /// One that names the id it makes is asked once more if its answer was lost.
    [[nodiscard]] Attempt<QJsonObject> ask(const QString &method, const QJsonObject &params);

    ServerConnection m_connection;
};

} // namespace postern::ctl
