// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/ServerConsole.h"

#include "app/console/pages/AdministratorsPage.h"
#include "app/console/pages/DomainsPage.h"
#include "app/console/pages/QueuePage.h"
#include "app/console/pages/RoutesPage.h"
#include "app/console/pages/UsersPage.h"
#include "app/console/pages/WhitelistPage.h"

#include <QDateTime>
#include <QHostAddress>
#include <QTcpSocket>

namespace postern::test
{

namespace
{

constexpr int patienceMs = LocalAdministrator::patienceMs;
/// Not 127.0.0.1, which is a built-in entry already.
const QString mailClient = QStringLiteral("127.0.0.2");
const QString password = QStringLiteral("correct horse battery");

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
    : ConsoleWindow(scheme, fontPixels, &QDateTime::currentMSecsSinceEpoch),
      m_ownServer(std::move(own)), m_server(m_ownServer ? m_ownServer.get() : server)
{
    const PageContext context = pageContext();
    window().addSettingsPage(QStringLiteral("security"), QStringLiteral("security"),
                             new WhitelistPage(context));
    window().addSettingsPage(QStringLiteral("domains"), QStringLiteral("domains"),
                             new DomainsPage(context));
    window().addSettingsPage(QStringLiteral("routes"), QStringLiteral("routes"),
                             new RoutesPage(context));
    window().addSettingsPage(QStringLiteral("users"), QStringLiteral("user"),
                             new UsersPage(context));
    window().addSettingsPage(QStringLiteral("administrators"), QStringLiteral("administrators"),
                             new AdministratorsPage(context));
    window().addRailPage(QStringLiteral("queue"), QStringLiteral("queue"), new QueuePage(context));
}

bool ServerConsole::startServer(const QString &page)
{
    window().showPage(page);
    window().show();
    if (!m_server->isRunning())
        m_server->start();
    return m_other.connectTo(*m_server);
}

bool ServerConsole::open(const QString &page, Role role)
{
    if (role != Role::Admin)
        return openOverTls(page, role);
    if (!startServer(page))
        return false;
    connection().connectTo(LocalAdministrator::profileOf(*m_server));
    return reaches(ServerConnection::State::Connected, patienceMs)
           && QTest::qWaitForWindowActive(&window());
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
    connection().connectTo(profile);
    if (!reaches(ServerConnection::State::CertificateUnknown, patienceMs))
        return false;
    connection().acceptFingerprint();
    if (!reaches(ServerConnection::State::NeedsLogin, patienceMs))
        return false;
    connection().login(name, password);
    return reaches(ServerConnection::State::Connected, patienceMs)
           && QTest::qWaitForWindowActive(&window());
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
