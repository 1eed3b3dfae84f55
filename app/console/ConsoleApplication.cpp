// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/ConsoleApplication.h"

#include "app/console/MainWindow.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/pages/AdministratorsPage.h"
#include "app/console/pages/DomainsPage.h"
#include "app/console/pages/QueuePage.h"
#include "app/console/pages/RoutesPage.h"
#include "app/console/pages/UsersPage.h"
#include "app/console/pages/WhitelistPage.h"
#include "app/console/start/Entrance.h"
#include "app/console/start/LinkFile.h"

#include <QApplication>
#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStyle>
#include <QStyleFactory>

namespace postern
{

namespace
{

QString settingsPath(const ConsoleOptions &options)
{
    if (!options.settingsFile.isEmpty())
        return options.settingsFile;
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
           + QStringLiteral("/servers.json");
}

} // namespace

ConsoleApplication::ConsoleApplication(const ConsoleOptions &options, QObject *parent)
    : QObject(parent), m_options(options),
      m_theme(options.colorScheme.value_or(m_schemeWatcher.scheme()), QApplication::font()),
      m_profiles(settingsPath(options)),
      m_memory(QFileInfo(settingsPath(options)).path() + QStringLiteral("/view.ini"))
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_theme.setReducedMotion(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration)
                             == 0);
    if (!options.colorScheme)
        connect(&m_schemeWatcher, &SchemeWatcher::schemeChanged, &m_theme, &Theme::setScheme);
    connect(&m_theme, &Theme::changed, this, &ConsoleApplication::applyScheme);
    applyScheme();
    m_fontTimer.setSingleShot(true);
    m_fontTimer.setInterval(0);
    connect(&m_fontTimer, &QTimer::timeout, this, &ConsoleApplication::followFont);
    QApplication::instance()->installEventFilter(this);
    makeWindow();
}

ConsoleApplication::~ConsoleApplication() = default;

void ConsoleApplication::makeWindow()
{
    m_window =
        std::make_unique<MainWindow>(m_theme, m_connection, &QDateTime::currentMSecsSinceEpoch);
    makePages();
    m_entrance = std::make_unique<Entrance>(m_theme, m_connection, *m_window, m_profiles);
    connect(&m_window->dialogs(), &DialogHost::openChanged, this, [this](bool open) {
        if (!open)
            m_fontTimer.start(); // what waited for it
    });
}

bool ConsoleApplication::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange)
        m_fontTimer.start();
    return QObject::eventFilter(watched, event);
}

// Every measure comes from the font, so the window is made anew; the connection stays. While a
// dialog is open nothing happens: what is typed in it is not lost.
void ConsoleApplication::followFont()
{
    const QFont font = QApplication::font();
    if (font == m_theme.desktopFont() || m_window->dialogs().isOpen())
        return;
    m_theme.setDesktopFont(font);
    m_entrance.reset();
    const std::unique_ptr<MainWindow> old = std::move(m_window);
    makeWindow();
    m_window->setGeometry(old->geometry());
    m_window->setWindowState(old->windowState());
    m_window->resumePages(old->pageStates());
    m_entrance->resume(old->isAtWork());
    m_window->showPage(old->currentPageId());
    if (old->isVisible())
        m_window->show();
}

void ConsoleApplication::applyScheme()
{
    QApplication::setPalette(m_theme.palette());
}

void ConsoleApplication::makePages()
{
    const PageContext context{m_theme, m_connection, m_window->dialogs(),
                              &QDateTime::currentMSecsSinceEpoch, &m_memory};
    m_window->addSettingsPage(QStringLiteral("security"), QStringLiteral("security"),
                              new WhitelistPage(context));
    m_window->addSettingsPage(QStringLiteral("domains"), QStringLiteral("domains"),
                              new DomainsPage(context));
    m_window->addSettingsPage(QStringLiteral("routes"), QStringLiteral("routes"),
                              new RoutesPage(context));
    m_window->addSettingsPage(QStringLiteral("users"), QStringLiteral("user"),
                              new UsersPage(context));
    m_window->addSettingsPage(QStringLiteral("administrators"), QStringLiteral("administrators"),
                              new AdministratorsPage(context));
    m_window->addRailPage(QStringLiteral("queue"), QStringLiteral("queue"), new QueuePage(context));
    m_window->showPage(QStringLiteral("security"));
}

void ConsoleApplication::start()
{
    // Standard input may keep us waiting: no window should stand there dead meanwhile.
    std::optional<Result<QString>> link;
    if (!m_options.pairFile.isEmpty())
        link = readLinkFile(m_options.pairFile);
    m_window->show();
    m_entrance->start();
    if (link && link->ok())
        m_entrance->pair(**link);
    else if (link)
        m_entrance->complain(link->error().text);
    else if (!m_options.link.isEmpty())
        m_entrance->askToPair(m_options.link);
}

} // namespace postern
