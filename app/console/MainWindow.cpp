// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/MainWindow.h"

#include "app/console/ConnectionStatus.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/ShortcutsDialog.h"
#include "app/console/widgets/Button.h"
#include "app/console/widgets/FocusRing.h"
#include "app/console/widgets/NavigationItem.h"
#include "app/console/widgets/NavigationPane.h"
#include "app/console/widgets/StatusStrip.h"
#include "app/console/widgets/Surface.h"

#include <QApplication>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QMenu>
#include <QStackedWidget>

#include <algorithm>

namespace postern
{

MainWindow::MainWindow(Theme &theme, ServerConnection &connection, std::function<UtcMs()> now)
    : m_theme(theme), m_connection(connection), m_now(std::move(now)), m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Postern"));
    resize(theme.px(1280), theme.px(800));
    auto *central = new QWidget(this);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *work = new QWidget(this);
    auto *row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeRail());
    m_navigation = new NavigationPane(theme, tr("Settings"), this);
    connect(m_navigation, &NavigationPane::chosen, this, &MainWindow::goTo);
    row->addWidget(m_navigation);
    m_stack = new QStackedWidget(this);
    row->addWidget(m_stack, 1);
    m_views = new QStackedWidget(this);
    m_views->addWidget(work);
    column->addWidget(m_views, 1);
    m_status = new StatusStrip(theme, this);
    column->addWidget(m_status);
    m_connectionStatus = new ConnectionStatus(connection, *m_status, m_now, this);
    connect(m_connectionStatus, &ConnectionStatus::attentionWanted, this,
            &MainWindow::attentionWanted);
    connect(m_connectionStatus, &ConnectionStatus::serverShown, this,
            [this](const QString &server) { setWindowTitle(tr("%1 - Postern").arg(server)); });
    setCentralWidget(central);
    m_dialogs = new DialogHost(theme, central);
    m_dialogs->setReachable(m_status->actionButton()); // it leads back to a server
    m_focusRing = new FocusRing(theme, this);
    connect(m_dialogs, &DialogHost::openChanged, this, &MainWindow::onDialogsOpenChanged);
    makeMenu();

    connect(&connection, &ServerConnection::stateChanged, this, &MainWindow::onStateChanged);
}

QWidget *MainWindow::makeRail()
{
    auto *rail = new Surface(m_theme, ColorRole::Rail, this);
    rail->setObjectName(QStringLiteral("rail"));
    rail->setFixedWidth(m_theme.px(72));
    m_railColumn = new QVBoxLayout(rail);
    m_railColumn->setContentsMargins(m_theme.px(4), m_theme.px(16), m_theme.px(4), m_theme.px(8));
    m_railColumn->setSpacing(m_theme.px(8));
    m_railItems = new QButtonGroup(this);
    auto *mark = new Button(m_theme, Button::Kind::Quiet, {}, rail);
    mark->setObjectName(QStringLiteral("menuButton"));
    mark->setAccessibleName(tr("Menu"));
    mark->setToolTip(tr("Menu (F10)"));
    mark->setIconName(QStringLiteral("gate"), 24);
    mark->setFixedHeight(m_theme.px(32));
    connect(mark, &Button::clicked, this,
            [this, mark] { m_menu->popup(mark->mapToGlobal(QPoint(0, mark->height()))); });
    m_menuButton = mark;
    m_railColumn->addWidget(mark, 0, Qt::AlignHCenter);
    m_railColumn->addSpacing(m_theme.px(8));
    m_railColumn->addStretch(1);
    m_settingsItem = new NavigationItem(m_theme, NavigationItem::Form::Rail,
                                        QStringLiteral("settings"), tr("Settings"), rail);
    m_settingsItem->setObjectName(QStringLiteral("settingsRailItem"));
    addRailItem(m_settingsItem);
    connect(m_settingsItem, &NavigationItem::clicked, this, [this] { goTo(m_lastSettingsPage); });
    return rail;
}

void MainWindow::addRailItem(NavigationItem *item)
{
    const int number = static_cast<int>(m_railItems->buttons().size());
    item->join(*m_railItems);
    // Settings was made first and stays at the bottom; the others stand above the stretch.
    const int place = number == 0 ? m_railColumn->count() : m_railColumn->count() - 2;
    m_railColumn->insertWidget(place, item);
    if (number == 0)
        return;
    // Made after the pages, and yet before them for the Tab key.
    QWidget *above = m_railItemAbove != nullptr ? m_railItemAbove : m_menuButton;
    setTabOrder(above, item);
    m_railItemAbove = item;
}

void MainWindow::makeMenu()
{
    m_menu->setObjectName(QStringLiteral("mainMenu"));
    m_menu->setAccessibleName(tr("Menu"));
    auto *refreshAction = new QAction(tr("Refresh"), this);
    refreshAction->setShortcut(QKeySequence(Qt::Key_F5));
    connect(refreshAction, &QAction::triggered, this, [this] {
        if (currentPage() != nullptr)
            currentPage()->refresh();
    });
    auto *navigationAction = new QAction(tr("Show or hide the navigation"), this);
    navigationAction->setShortcut(QKeySequence(Qt::Key_F9));
    connect(navigationAction, &QAction::triggered, this,
            [this] { m_navigation->setCollapsed(!m_navigation->isCollapsed()); });
    auto *menuAction = new QAction(tr("Open this menu"), this);
    menuAction->setShortcut(QKeySequence(Qt::Key_F10));
    connect(menuAction, &QAction::triggered, this,
            [this] { m_menu->popup(mapToGlobal(QPoint(m_theme.px(8), m_theme.px(48)))); });
    auto *helpAction = new QAction(tr("Keyboard shortcuts"), this);
    helpAction->setObjectName(QStringLiteral("shortcutsAction"));
    helpAction->setShortcut(QKeySequence::HelpContents);
    connect(helpAction, &QAction::triggered, this, &MainWindow::showShortcuts);
    auto *signOutAction = new QAction(tr("Sign out"), this);
    signOutAction->setObjectName(QStringLiteral("signOutAction"));
    connect(signOutAction, &QAction::triggered, this, &MainWindow::signOutWanted);
    auto *quitAction = new QAction(tr("Quit"), this);
    quitAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    connect(quitAction, &QAction::triggered, this, &QWidget::close);
    m_windowActions = {refreshAction, navigationAction, menuAction,
                       helpAction,    signOutAction,    quitAction};
    m_menu->addSeparator();
    m_menu->addActions(m_windowActions);
    addActions(m_windowActions);
}

void MainWindow::showShortcuts()
{
    QList<ShortcutsDialog::Line> lines;
    const auto add = [&lines](const QList<QAction *> &actions) {
        for (const QAction *action : actions) {
            const ShortcutsDialog::Line line = ShortcutsDialog::lineOf(*action);
            if (!line.key.isEmpty())
                lines.append(line);
        }
    };
    if (currentPage() != nullptr)
        add(currentPage()->pageActions());
    add(m_windowActions);
    m_dialogs->open(new ShortcutsDialog(m_theme, lines));
}

void MainWindow::addPageMenu(Page *page)
{
    const QList<QAction *> actions = page->pageActions();
    if (actions.isEmpty())
        return;
    auto *menu = new QMenu(page->title(), m_menu);
    menu->addActions(actions);
    m_menu->insertMenu(m_menu->actions().constFirst(), menu);
}

void MainWindow::addPage(const QString &id, Page *page)
{
    m_pages.insert(id, page);
    m_stack->addWidget(page);
    connect(page, &Page::changeSeen, m_connectionStatus, &ConnectionStatus::onChangeSeen);
    addPageMenu(page);
}

void MainWindow::addRailPage(const QString &id, const QString &icon, Page *page)
{
    addPage(id, page);
    auto *item = new NavigationItem(m_theme, NavigationItem::Form::Rail, icon, page->title(), this);
    item->setObjectName(id + QStringLiteral("RailItem"));
    addRailItem(item);
    connect(item, &NavigationItem::clicked, this, [this, id] { goTo(id); });
    m_railActions.append(addPageAction(id, page));
    numberPages();
}

QAction *MainWindow::addPageAction(const QString &id, const Page *page)
{
    auto *action = new QAction(page->title(), this);
    action->setObjectName(id + QStringLiteral("PageAction"));
    connect(action, &QAction::triggered, this,
            [this, id] { showPage(id, Qt::ShortcutFocusReason); });
    m_windowActions.append(action);
    m_menu->insertAction(m_menu->actions().constLast(), action);
    addAction(action);
    return action;
}

// As the eye goes: the rail from the top, then what Settings holds.
void MainWindow::numberPages()
{
    const QList<QAction *> actions = m_railActions + m_settingsActions;
    for (qsizetype i = 0; i < std::min<qsizetype>(actions.size(), 9); ++i) {
        actions.at(i)->setShortcut(
            QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))));
    }
}

void MainWindow::addSettingsPage(const QString &id, const QString &icon, Page *page)
{
    addPage(id, page);
    m_navigation->addItem(id, icon, page->title());
    if (m_lastSettingsPage.isEmpty())
        m_lastSettingsPage = id;
    m_settingsActions.append(addPageAction(id, page));
    numberPages();
}

// Clicks do not give the focus to the rail and the navigation; where it is there, keys led there.
void MainWindow::goTo(const QString &id)
{
    const bool byKeyboard = qobject_cast<NavigationItem *>(QApplication::focusWidget()) != nullptr;
    showPage(id, byKeyboard ? Qt::ShortcutFocusReason : Qt::OtherFocusReason);
}

void MainWindow::showPage(const QString &id, Qt::FocusReason reason)
{
    Page *page = m_pages.value(id);
    if (page == nullptr)
        return;
    auto *railItem = findChild<NavigationItem *>(id + QStringLiteral("RailItem"));
    m_navigation->setVisible(railItem == nullptr);
    if (railItem == nullptr) {
        m_lastSettingsPage = id;
        m_settingsItem->setChecked(true);
        m_navigation->setCurrent(id);
    } else {
        railItem->setChecked(true);
    }
    m_stack->setCurrentWidget(page);
    if (m_connection.state() == ServerConnection::State::Connected)
        page->refresh();
    page->activate(reason);
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

QHash<QString, PageState> MainWindow::pageStates() const
{
    QHash<QString, PageState> states;
    for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page)
        states.insert(page.key(), page.value()->state());
    return states;
}

void MainWindow::resumePages(const QHash<QString, PageState> &states)
{
    for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page)
        page.value()->resume(states.value(page.key()));
}

void MainWindow::onStateChanged(ServerConnection::State state)
{
    if (state == ServerConnection::State::Connected && currentPage() != nullptr)
        currentPage()->refresh();
}

void MainWindow::setStartView(QWidget *view)
{
    m_views->addWidget(view);
}

bool MainWindow::isAtWork() const
{
    return m_views->currentIndex() == 0;
}

void MainWindow::setAtWork(bool atWork)
{
    m_views->setCurrentIndex(atWork ? 0 : 1);
    updateActions();
    m_connectionStatus->setAtWork(atWork);
}

void MainWindow::updateActions()
{
    const bool enabled = !m_dialogs->isOpen() && isAtWork();
    for (QAction *action : std::as_const(m_windowActions))
        action->setEnabled(enabled);
    m_menu->setEnabled(enabled);
}

void MainWindow::onDialogsOpenChanged(bool open)
{
    updateActions();
    if (open)
        m_dialogs->comeToFront();
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate && m_dialogs != nullptr && m_dialogs->isOpen())
        m_dialogs->comeToFront();
    return QMainWindow::event(event);
}

} // namespace postern
