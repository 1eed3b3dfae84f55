// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/pages/Page.h"

#include <QMainWindow>

class QButtonGroup;
class QMenu;
class QStackedWidget;

namespace postern
{

class ConnectionStatus;
class DialogHost;
class FocusRing;
class NavigationItem;
class NavigationPane;
class StatusStrip;
class Surface;

/// The window: icon rail, navigation pane, the pages, the status strip, and the dialogs over all of
/// it. Knows pages only by their contract; who makes them is ConsoleApplication.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Theme &theme, ServerConnection &connection, std::function<UtcMs()> now);

    [[nodiscard]] DialogHost &dialogs() const { return *m_dialogs; }
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    [[nodiscard]] NavigationPane *navigation() const { return m_navigation; }
    /// A page of its own in the rail. `id` names it: "queue".
    void addRailPage(const QString &id, const QString &icon, Page *page);
    /// A page below Settings in the navigation pane.
    void addSettingsPage(const QString &id, const QString &icon, Page *page);
    /// Somebody at the keyboard (ShortcutFocusReason) sees where the page has the focus.
    void showPage(const QString &id, Qt::FocusReason reason = Qt::OtherFocusReason);
    [[nodiscard]] Page *currentPage() const;
    /// The id of currentPage().
    [[nodiscard]] QString currentPageId() const { return m_pages.key(currentPage()); }
    /// What is arranged on the pages, by id; another window of the same pages goes on with it.
    [[nodiscard]] QHash<QString, PageState> pageStates() const;
    void resumePages(const QHash<QString, PageState> &states);
    /// What is shown while no server is connected; without one the pages always are.
    void setStartView(QWidget *view);
    /// Shows the start view, or the pages.
    void setAtWork(bool atWork);
    [[nodiscard]] bool isAtWork() const;

signals:
    /// The administrator asked to leave this server.
    void signOutWanted();
    /// The button in the status strip while a login or a look at a changed key is needed.
    void attentionWanted();

protected:
    bool event(QEvent *event) override;

private:
    QWidget *makeRail();
    void makeMenu();
    void showShortcuts();
    void addPageMenu(Page *page);
    QAction *addPageAction(const QString &id, const Page *page);
    void numberPages();
    void goTo(const QString &id);
    void addRailItem(NavigationItem *item);
    void addPage(const QString &id, Page *page);
    void onStateChanged(ServerConnection::State state);
    void updateActions();
    void onDialogsOpenChanged(bool open);

    Theme &m_theme;
    ServerConnection &m_connection;
    std::function<UtcMs()> m_now;
    QString m_lastSettingsPage;
    QMenu *m_menu = nullptr;
    QButtonGroup *m_railItems = nullptr;
    NavigationItem *m_settingsItem = nullptr;
    QWidget *m_menuButton = nullptr;
    NavigationItem *m_railItemAbove = nullptr; ///< the last that was added above Settings
    class QVBoxLayout *m_railColumn = nullptr;
    NavigationPane *m_navigation = nullptr;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_views = nullptr; ///< the pages with their rail, and the start view
    StatusStrip *m_status = nullptr;
    ConnectionStatus *m_connectionStatus = nullptr;
    DialogHost *m_dialogs = nullptr;
    FocusRing *m_focusRing = nullptr;
    QHash<QString, Page *> m_pages;
    QList<QAction *> m_windowActions;
    QList<QAction *> m_railActions;
    QList<QAction *> m_settingsActions;
};

} // namespace postern
