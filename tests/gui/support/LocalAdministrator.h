// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "tests/support/ServerProcess.h"

#include <QJsonObject>

namespace postern::test
{

/// Somebody at the machine of a real posternd, who asks it with every right by its local socket,
/// beside the console that is tested.
class LocalAdministrator
{
public:
    static constexpr int patienceMs = 20000;

    LocalAdministrator() { m_connection.setReconnectDelays(10, 40); }

    /// Of a running server.
    [[nodiscard]] static ServerProfile profileOf(const ServerProcess &server);
    /// Waits until the server is up and has let them in; false when that does not happen.
    [[nodiscard]] bool connectTo(const ServerProcess &server);
    /// Does not come back by itself.
    void leave() { m_connection.closeConnection(); }
    /// An empty object and a failed test when it refuses.
    QJsonObject ask(const QString &method, const QJsonObject &params = {});

private:
    ServerConnection m_connection;
};

} // namespace postern::test
