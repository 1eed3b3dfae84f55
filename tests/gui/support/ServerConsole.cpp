// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/ServerConsole.h"

#include "app/console/pages/AdministratorsPage.h"
#include "app/console/pages/DomainsPage.h"
#include "app/console/pages/QueuePage.h"
#include "app/console/pages/RoutesPage.h"
#include "app/console/pages/UsersPage.h"
#include "app/console/pages/WhitelistPage.h"
#include "tests/gui/support/Nameless.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDateTime>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
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
    : m_theme(scheme, fontOf(fontPixels))
{
    m_theme.setReducedMotion(true);
    QApplication::setPalette(m_theme.palette());
    m_connection.setReconnectDelays(10, 40);
    m_other.setReconnectDelays(10, 40);
    const auto clock = &QDateTime::currentMSecsSinceEpoch;
    m_window = std::make_unique<MainWindow>(m_theme, m_connection, clock);
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
    if (!m_server.isRunning())
        m_server.start();
    if (!QTest::qWaitFor([this] { return m_server.isUp(); }, patienceMs))
        return false;
    ServerProfile local;
    local.localSocketPath = m_server.dataFolder() + QStringLiteral("/control.sock");
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

bool ServerConsole::openOverTls(const QString &page, Role role, quint16 port)
{
    return startServer(page)
           && signInOverTls(role, port != 0 ? port : m_server.port(QStringLiteral("control")));
}

bool ServerConsole::signInOverTls(Role role, quint16 port)
{
    const QString name = QStringLiteral("otto");
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
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_server.port(QStringLiteral("relay")));
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

int ServerConsole::rowOf(const QString &text)
{
    for (int row = 0; row < rows().rowCount(); ++row) {
        if (rows().index(row, 1).data().toString() == text)
            return row;
    }
    return -1;
}

QString ServerConsole::cell(const QString &rowText, int column)
{
    return rows().index(rowOf(rowText), column).data().toString();
}

bool ServerConsole::sees(const QString &text)
{
    return QTest::qWaitFor([this, text] { return rowOf(text) >= 0; }, patienceMs);
}

void ServerConsole::clickCell(int row, int column)
{
    const QRect place = table().visualRect(rows().index(row, column));
    const QPoint point(place.left() + std::min(20, place.width() / 2), place.center().y());
    QTest::mouseMove(table().viewport(), point);
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, point);
}

void ServerConsole::tick(const QString &text)
{
    QVERIFY2(rowOf(text) >= 0, qPrintable(text));
    clickCell(rowOf(text), 0);
}

void ServerConsole::openRow(const QString &text)
{
    QVERIFY2(rowOf(text) >= 0, qPrintable(text));
    clickCell(rowOf(text), 1);
}

void ServerConsole::click(const char *name)
{
    auto *widget = find(name);
    QVERIFY2(widget != nullptr && widget->isVisible(), name);
    QTest::mouseClick(widget, Qt::LeftButton);
}

void ServerConsole::type(const char *name, const QString &text)
{
    auto *widget = find(name);
    QVERIFY2(widget != nullptr && widget->isVisible(), name);
    QTest::mouseClick(widget, Qt::LeftButton);
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(widget, Qt::Key_Delete);
    QTest::keyClicks(widget, text);
}

void ServerConsole::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target != nullptr ? target : m_window.get(), key, modifiers);
}

bool ServerConsole::isShown(const char *name)
{
    auto *widget = find(name);
    return widget != nullptr && widget->isVisible();
}

bool ServerConsole::isOn(const char *name)
{
    auto *widget = find(name);
    return widget != nullptr && widget->isVisible() && widget->isEnabled();
}

QString ServerConsole::textOf(const char *labelName)
{
    auto *label = find<QLabel>(labelName);
    return label != nullptr && label->isVisible() ? label->text() : QString();
}

QStringList ServerConsole::nameless()
{
    return test::nameless(*m_window);
}

} // namespace postern::test
