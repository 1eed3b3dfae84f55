// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/support/ConsoleWindow.h"
#include "tests/gui/support/LocalAdministrator.h"

namespace postern::test
{

/// The real window with every page, connected to a real posternd, and a person's hands on it. A
/// second administrator ("somebody else") changes things by ask().
class ServerConsole : public ConsoleWindow
{
public:
    explicit ServerConsole(ColorScheme scheme = ColorScheme::Light, int fontPixels = 13);
    /// Another console of a server that lives longer.
    explicit ServerConsole(ServerProcess &server);

    [[nodiscard]] ServerProcess &server() { return *m_server; }
    /// Starts the server and connects: as "local" with every right by the local socket, or with
    /// another role as "otto" over TLS. False when that does not happen.
    [[nodiscard]] bool open(const QString &page, Role role = Role::Admin);
    /// The same over TLS as an administrator of that name and role, who is made for it; to another
    /// port than the server's if one is given (what stands there passes the bytes on).
    [[nodiscard]] bool openOverTls(const QString &page, Role role, quint16 port = 0,
                                   const QString &name = QStringLiteral("otto"));
    /// Another console asks the server; an empty object and a failed test when it refuses.
    QJsonObject ask(const QString &method, const QJsonObject &params = {})
    {
        return m_other.ask(method, params);
    }
    /// A message by SMTP from 127.0.0.2; false when the server did not take it.
    [[nodiscard]] bool sendMail(const QStringList &recipients);

    /// The row of that text stands in the list (soon).
    [[nodiscard]] bool sees(const QString &text) const;

private:
    [[nodiscard]] bool startServer(const QString &page);
    [[nodiscard]] bool signInOverTls(const QString &name, Role role, quint16 port);
    ServerConsole(std::unique_ptr<ServerProcess> own, ServerProcess *server, ColorScheme scheme,
                  int fontPixels);

    std::unique_ptr<ServerProcess> m_ownServer;
    ServerProcess *m_server;
    LocalAdministrator m_other;
};

} // namespace postern::test
