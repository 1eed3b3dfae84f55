// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/MainWindow.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/list/ListTable.h"
#include "app/console/theme/Theme.h"
#include "tests/support/ServerProcess.h"

#include <QTest>

namespace postern::test
{

/// The real window with every page, connected to a real posternd, and a person's
/// hands: widgets are found by their names and moved by mouse and keys. A second administrator
/// ("somebody else") changes things by ask().
class ServerConsole
{
public:
    explicit ServerConsole(ColorScheme scheme = ColorScheme::Light, int fontPixels = 13);

    [[nodiscard]] ServerProcess &server() { return m_server; }
    [[nodiscard]] ServerConnection &connection() { return m_connection; }
    [[nodiscard]] MainWindow &window() { return *m_window; }
    /// Starts the server and connects: as "local" with every right by the local socket, or with
    /// another role as "otto" over TLS. False when that does not happen.
    [[nodiscard]] bool open(const QString &page, Role role = Role::Admin);
    /// The same over TLS as "otto" with this role, to another port than the server's if one is
    /// given (what stands there passes the bytes on).
    [[nodiscard]] bool openOverTls(const QString &page, Role role, quint16 port = 0);
    /// Another console asks the server; an empty object and a failed test when it refuses.
    QJsonObject ask(const QString &method, const QJsonObject &params = {});
    /// A message by SMTP from 127.0.0.2; false when the server did not take it.
    [[nodiscard]] bool sendMail(const QStringList &recipients);

    [[nodiscard]] ListTable &table() { return *find<ListTable>("listTable"); }
    [[nodiscard]] QAbstractItemModel &rows() { return *table().model(); }
    /// The row whose second column says so, or -1.
    [[nodiscard]] int rowOf(const QString &text);
    [[nodiscard]] QString cell(const QString &rowText, int column);
    /// The row of that text stands in the list (soon).
    [[nodiscard]] bool sees(const QString &text);
    void clickCell(int row, int column);
    void tick(const QString &text);
    void openRow(const QString &text);
    void click(const char *name);
    void type(const char *name, const QString &text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    [[nodiscard]] bool isShown(const char *name);
    [[nodiscard]] bool isOn(const char *name);
    [[nodiscard]] QString textOf(const char *labelName);
    /// What is shown, can take the focus, and lacks an object name or an accessible name.
    [[nodiscard]] QStringList nameless();

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

private:
    [[nodiscard]] bool startServer(const QString &page);
    [[nodiscard]] bool signInOverTls(Role role, quint16 port);

    ServerProcess m_server;
    Theme m_theme;
    ServerConnection m_connection;
    ServerConnection m_other;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace postern::test
