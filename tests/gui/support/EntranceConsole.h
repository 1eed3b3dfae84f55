// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/ConsoleApplication.h"
#include "app/console/MainWindow.h"
#include "app/console/dialogs/DialogHost.h"
#include "tests/gui/support/Hands.h"
#include "tests/gui/support/LocalAdministrator.h"

#include <QFile>

namespace postern::test
{

/// The whole console from its start view on, a real posternd that it does not know yet, and a
/// person's hands. What does not happen in time fails the running test.
class EntranceConsole : public Hands
{
public:
    static constexpr int patienceMs = LocalAdministrator::patienceMs;
    const QString password = QStringLiteral("correct horse battery");

    /// Starts the server, or starts it again on the same port, and asks it by the local socket.
    void startServer();
    /// The server is killed; startServer() follows.
    void killServer();
    /// Another start of the console, on what the one before has saved.
    void openConsole();
    /// Goes on with the window as it is now: it was made anew.
    void findWindow() { useWindow(m_console->window()); }
    /// Forgets what the console has saved.
    void forgetServers() { QFile::remove(m_folder.filePath(QStringLiteral("servers.json"))); }

    [[nodiscard]] ServerProcess &server() { return m_server; }
    [[nodiscard]] MainWindow &window() { return m_console->window(); }
    [[nodiscard]] bool isAtWork() const { return m_console->window().isAtWork(); }
    /// Asks the server with every right; an empty object when it refuses.
    QJsonObject ask(const QString &method, const QJsonObject &params = {})
    {
        return m_local.ask(method, params);
    }
    [[nodiscard]] QString makeLink();
    [[nodiscard]] QStringList administrators();
    /// HOST:PORT of the server.
    [[nodiscard]] QString address() const;
    /// The key that a well shows; empty while it is not shown.
    [[nodiscard]] QString keyIn(const char *well) const;

    void openPairing();
    /// Pastes it, and waits until the server has answered with the link's key.
    void pasteAnsweredLink(const QString &link);
    /// From the name to the password, twice, and on.
    void choosePassword();
    /// The whole way in by a link.
    void pairAs(const QString &name, const QString &link);

private:
    QTemporaryDir m_folder;
    ServerProcess m_server;
    LocalAdministrator m_local;
    std::unique_ptr<ConsoleApplication> m_console;
};

} // namespace postern::test
