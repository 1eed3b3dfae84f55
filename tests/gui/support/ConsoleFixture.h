// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/MainWindow.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/list/ListTable.h"
#include "app/console/pages/WhitelistPage.h"
#include "app/console/theme/Theme.h"
#include "tests/gui/support/ScriptedWhitelist.h"

#include <QTest>

namespace postern::test
{

/// The real window with the Security page, signed in as "ana" to a scripted server, and a person's
/// hands: widgets are found by their names and moved by mouse and keys.
class ConsoleFixture
{
public:
    static constexpr UtcMs now = 1795521600000; ///< a fixed clock, 2026-11-24 12:00 UTC

    explicit ConsoleFixture(ColorScheme scheme = ColorScheme::Light, int fontPixels = 13);

    [[nodiscard]] ScriptedWhitelist &whitelist() { return *m_whitelist; }
    [[nodiscard]] FakeControlServer &server() { return *m_server; }
    [[nodiscard]] Theme &theme() { return *m_theme; }
    /// A link to the running server; its code is worth nothing.
    [[nodiscard]] QString pairingLink() const;
    [[nodiscard]] ServerConnection &connection() { return *m_connection; }
    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] WhitelistPage &page() { return *m_page; }
    [[nodiscard]] ListTable &table() { return *find<ListTable>("listTable"); }
    [[nodiscard]] QAbstractItemModel &rows() { return *table().model(); }

    /// Fills the whitelist as the pictures have it.
    void fillAsPictured();
    /// Opens the window, signs in, waits for the list. False when that does not happen.
    [[nodiscard]] bool open();
    /// The server goes away and comes back on the same port.
    void stopServer() { m_server->stop(); }
    [[nodiscard]] bool restartServer() { return m_server->start(m_port); }

    /// Row of the address in the view, or -1.
    [[nodiscard]] int rowOf(const QString &address);
    [[nodiscard]] QStringList addresses();
    void clickCell(int row, int column);
    void click(const char *name);
    void type(const char *name, const QString &text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    /// The visible widget of that name, the one on top first.
    template<typename T = QWidget>
    [[nodiscard]] T *find(const char *name)
    {
        const auto all = m_window->findChildren<T *>(QString::fromLatin1(name));
        T *hidden = nullptr;
        for (auto found = all.crbegin(); found != all.crend(); ++found) {
            if ((*found)->isVisible())
                return *found;
            hidden = *found;
        }
        return hidden;
    }
    [[nodiscard]] bool isShown(const char *name);
    [[nodiscard]] QString textOf(const char *labelName);

private:
    std::unique_ptr<FakeControlServer> m_server;
    std::unique_ptr<ScriptedWhitelist> m_whitelist;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ServerConnection> m_connection;
    std::unique_ptr<MainWindow> m_window;
    WhitelistPage *m_page = nullptr;
    TestCertificate m_certificate;
    quint16 m_port = 0;
};

} // namespace postern::test
