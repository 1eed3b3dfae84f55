// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/ServerConsole.h"

#include "app/console/pages/AdministratorsPage.h"
#include "app/console/pages/DomainsPage.h"
#include "app/console/pages/QueuePage.h"
#include "app/console/pages/RoutesPage.h"
#include "app/console/pages/UsersPage.h"
#include "app/console/pages/WhitelistPage.h"

#include <QApplication>
#include <QDateTime>
#include <QHostAddress>
#include <QStyleFactory>
#include <QTcpSocket>

namespace postern::test
{

namespace
{

constexpr int patienceMs = 20000;
/// Not 127.0.0.1, which is a built-in entry already.
const QString mailClient = QStringLiteral("127.0.0.2");
const QString password = QStringLiteral("correct horse battery");

QFont fontOf(int pixels)
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(pixels);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(font);
    return font;
}

bool waitFor(ServerConnection &connection, ServerConnection::State state)
{
    return QTest::qWaitFor([&connection, state] { return connection.state() == state; },
                           patienceMs);
}

/// One line out, the whole reply in.
QByteArray say(QTcpSocket &socket, const QByteArray &line)
{
    if (!line.isEmpty())
        socket.write(line + "\r\n");
    QByteArray reply;
    do {
        while (!socket.canReadLine()) {
            if (!socket.waitForReadyRead(patienceMs))
                return {};
        }
        reply = socket.readLine();
    } while (reply.size() > 3 && reply.at(3) == '-');
    return reply.left(3);
}

} // namespace

ServerConsole::ServerConsole(ColorScheme scheme, int fontPixels)
    : ServerConsole(std::make_unique<ServerProcess>(), nullptr, scheme, fontPixels)
{}

ServerConsole::ServerConsole(ServerProcess &server)
    : ServerConsole(nullptr, &server, ColorScheme::Light, 13)
{}

ServerConsole::ServerConsole(std::unique_ptr<ServerProcess> own, ServerProcess *server,
                             ColorScheme scheme, int fontPixels)
    : m_ownServer(std::move(own)), m_server(m_ownServer ? m_ownServer.get() : server),
      m_theme(scheme, fontOf(fontPixels))
{
    m_theme.setReducedMotion(true);
    QApplication::setPalette(m_theme.palette());
    m_connection.setReconnectDelays(10, 40);
    m_other.setReconnectDelays(10, 40);
    const auto clock = &QDateTime::currentMSecsSinceEpoch;
    m_window = std::make_unique<MainWindow>(m_theme, m_connection, clock);
    useWindow(*m_window);
    const PageContext context{m_theme, m_connection, m_window->dialogs(), clock};
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
}

bool ServerConsole::startServer(const QString &page)
{
    m_window->showPage(page);
    m_window->show();
    if (!m_server->isRunning())
        m_server->start();
    if (!QTest::qWaitFor([this] { return m_server->isUp(); }, patienceMs))
        return false;
    ServerProfile local;
    local.localSocketPath = m_server->dataFolder() + QStringLiteral("/control.sock");
    m_other.connectTo(local);
    return waitFor(m_other, ServerConnection::State::Connected);
}

bool ServerConsole::open(const QString &page, Role role)
{
    if (role != Role::Admin)
        return openOverTls(page, role);
    if (!startServer(page))
        return false;
    m_connection.connectTo(m_other.profile());
    return waitFor(m_connection, ServerConnection::State::Connected)
           && QTest::qWaitForWindowActive(m_window.get());
}

bool ServerConsole::openOverTls(const QString &page, Role role, quint16 port, const QString &name)
{
    return startServer(page)
           && signInOverTls(name, role,
                            port != 0 ? port : m_server->port(QStringLiteral("control")));
}

bool ServerConsole::signInOverTls(const QString &name, Role role, quint16 port)
{
    ask(QStringLiteral("admin.add"), {{QStringLiteral("name"), name},
                                      {QStringLiteral("password"), password},
                                      {QStringLiteral("role"), roleName(role)}});
    ServerProfile profile;
    profile.host = QStringLiteral("127.0.0.1");
    profile.port = port;
    m_connection.connectTo(profile);
    if (!waitFor(m_connection, ServerConnection::State::CertificateUnknown))
        return false;
    m_connection.acceptFingerprint();
    if (!waitFor(m_connection, ServerConnection::State::NeedsLogin))
        return false;
    m_connection.login(name, password);
    return waitFor(m_connection, ServerConnection::State::Connected)
           && QTest::qWaitForWindowActive(m_window.get());
}

QJsonObject ServerConsole::ask(const QString &method, const QJsonObject &params)
{
    std::optional<ServerConnection::Answer> got;
    QObject context;
    m_other.call(method, params, &context,
                 [&got](const ServerConnection::Answer &answer) { got = answer; });
    if (!QTest::qWaitFor([&got] { return got.has_value(); }, patienceMs) || !got->ok()) {
        QTest::qFail(qPrintable(got ? got->error().text : QStringLiteral("no answer")), __FILE__,
                     __LINE__);
        return {};
    }
    return got->value();
}

bool ServerConsole::sendMail(const QStringList &recipients)
{
    QTcpSocket socket;
    socket.bind(QHostAddress(mailClient));
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_server->port(QStringLiteral("relay")));
    if (!socket.waitForConnected(patienceMs) || say(socket, {}) != "220"
        || say(socket, "EHLO printer.example.com") != "250"
        || say(socket, "MAIL FROM:<scan@example.com>") != "250")
        return false;
    for (const QString &recipient : recipients) {
        if (say(socket, "RCPT TO:<" + recipient.toLatin1() + '>') != "250")
            return false;
    }
    return say(socket, "DATA") == "354"
           && say(socket,
                  "Message-ID: <1@printer.example.com>\r\nSubject: scan\r\n\r\nA page.\r\n.")
                  == "250";
}

bool ServerConsole::sees(const QString &text) const
{
    return QTest::qWaitFor([this, text] { return rowOf(text) >= 0; }, patienceMs);
}

} // namespace postern::test
