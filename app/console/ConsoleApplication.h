// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ProfileStore.h"
#include "app/connection/ServerConnection.h"
#include "app/console/ConsoleOptions.h"
#include "app/console/list/ViewMemory.h"
#include "app/console/theme/SchemeWatcher.h"
#include "app/console/theme/Theme.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace postern
{

class Entrance;
class MainWindow;

/// The console's composition root: makes theme, connection, window and pages and joins them. The
/// only file that knows every page. Needs a QApplication.
class ConsoleApplication : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleApplication(const ConsoleOptions &options, QObject *parent = nullptr);
    ~ConsoleApplication() override;

    /// Shows the window with the saved servers, or goes on with the link of the command line.
    void start();
    [[nodiscard]] MainWindow &window() const { return *m_window; }
    [[nodiscard]] ServerConnection &connection() { return m_connection; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeWindow();
    void makePages();
    void followFont();
    void applyScheme();

    ConsoleOptions m_options;
    SchemeWatcher m_schemeWatcher;
    Theme m_theme;
    ProfileStore m_profiles;
    ViewMemory m_memory;
    ServerConnection m_connection;
    QTimer m_fontTimer;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Entrance> m_entrance;
};

} // namespace postern
