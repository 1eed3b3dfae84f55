// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/app/connection/ConnectionTest.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace postern;
using postern::test::Waiter;

/// Trust, login, calls and events while the server is there.
class tst_ServerConnection : public test::ConnectionTest
{
    Q_OBJECT

private slots:
    void logsIn();
    void refusesAWrongPasswordAndTriesAgain();
    void redeemsALink();
    void asksAboutAnUnknownKey();
    void sendsNothingToAChangedKey();
    void trustsARenewedCertificateOfTheSameKey();
    void refusesTls12();
    void refusesPlainText();
    void saysThatTheConnectionWasClosed();
    void saysThatNothingListens();
    void saysThatNoServerUsesTheDataFolder();
    void deliversEvents();
    void logsOut();
};

void tst_ServerConnection::logsIn()
{
    logIn();
    QCOMPARE(m_connection->administrator(), ada);
    QCOMPARE(m_connection->role(), Role::Operator);
    QCOMPARE(m_connection->serverName(), QStringLiteral("relay.test"));
    QCOMPARE(m_connection->serverVersion(), QStringLiteral("9.9.9"));
    QCOMPARE(m_connection->profile().userName, ada);
    Waiter waiter;
    m_connection->call(ping, {{QStringLiteral("a"), 1}}, &waiter, waiter.done());
    QTRY_VERIFY(waiter.answer);
    QCOMPARE(waiter.answer->value().value(QStringLiteral("a")).toInt(), 1);
}

void tst_ServerConnection::refusesAWrongPasswordAndTriesAgain()
{
    m_connection->connectTo(profile());
    QTRY_COMPARE(m_connection->state(), State::NeedsLogin);
    QSignalSpy failed(m_connection.get(), &ServerConnection::failed);
    m_connection->login(ada, QStringLiteral("a wrong password"));
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.first().first().value<Error>();
    QCOMPARE(error.kind, ErrorKind::Unauthorized);
    QCOMPARE(error.text, QStringLiteral("Wrong name or password."));
    QCOMPARE(m_connection->state(), State::NeedsLogin);
    m_connection->login(ada, test::FakeControlServer::password);
    QTRY_COMPARE(m_connection->state(), State::Connected);
}

void tst_ServerConnection::redeemsALink()
{
    const PairingLink link{QStringLiteral("127.0.0.1"), m_server->port(),
                           m_certificate.fingerprint(), test::FakeControlServer::pairingCode};
    m_connection->connectTo(ServerProfile::fromLink(link));
    m_connection->redeemPairing(link.code, QStringLiteral("first"), QStringLiteral("my own words"));
    QTRY_COMPARE(m_connection->state(), State::Connected);
    QCOMPARE(m_connection->administrator(), QStringLiteral("first"));
    QCOMPARE(m_connection->profile().userName, QStringLiteral("first"));
}

void tst_ServerConnection::asksAboutAnUnknownKey()
{
    ServerProfile unknown = profile();
    unknown.fingerprint.clear();
    m_connection->connectTo(unknown);
    QTRY_COMPARE(m_connection->state(), State::CertificateUnknown);
    QCOMPARE(m_connection->serverFingerprint(), m_certificate.fingerprint());
    QTRY_COMPARE(m_server->openConnections(), 0);
    QVERIFY(m_server->methods().isEmpty());
    m_connection->acceptFingerprint();
    QTRY_COMPARE(m_connection->state(), State::NeedsLogin);
    QCOMPARE(m_connection->profile().fingerprint, m_certificate.fingerprint());
}

void tst_ServerConnection::sendsNothingToAChangedKey()
{
    ServerProfile changed = profile();
    changed.fingerprint = m_other.fingerprint();
    m_connection->connectTo(changed);
    // A login that is in a hurry does not slip through either.
    m_connection->login(ada, test::FakeControlServer::password);
    QTRY_COMPARE(m_connection->state(), State::CertificateChanged);
    QCOMPARE(m_connection->serverFingerprint(), m_certificate.fingerprint());
    QCOMPARE(m_connection->profile().fingerprint, m_other.fingerprint());
    QTRY_COMPARE(m_server->openConnections(), 0);
    QVERIFY(m_server->methods().isEmpty());
    m_connection->closeConnection();
    QCOMPARE(m_connection->state(), State::Disconnected);
}

void tst_ServerConnection::trustsARenewedCertificateOfTheSameKey()
{
    const quint16 port = m_server->port();
    m_server->stop();
    m_server->setCertificate(m_certificate.renewed());
    QVERIFY(m_server->start(port));
    logIn();
}

void tst_ServerConnection::refusesTls12()
{
    m_server->stop();
    m_server->setProtocol(QSsl::TlsV1_2);
    QVERIFY(m_server->start());
    QSignalSpy failed(m_connection.get(), &ServerConnection::failed);
    m_connection->connectTo(profile());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_connection->state(), State::Disconnected);
    const QString text = failed.first().first().value<Error>().text;
    QVERIFY2(text.contains(QStringLiteral("TLS 1.3")), qPrintable(text));
    QVERIFY(m_server->methods().isEmpty());
}

void tst_ServerConnection::refusesPlainText()
{
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, &plain,
            [&plain] { plain.nextPendingConnection()->write("220 mail.example.com ESMTP\r\n"); });
    ServerProfile other = profile();
    other.port = plain.serverPort();
    QSignalSpy failed(m_connection.get(), &ServerConnection::failed);
    m_connection->connectTo(other);
    QTRY_COMPARE(failed.size(), 1);
    const QString text = failed.first().first().value<Error>().text;
    QVERIFY2(text.contains(QStringLiteral("not with TLS 1.3")), qPrintable(text));
    // What the TLS library calls it is a detail, not a sentence for people.
    const QString detail = failed.first().first().value<Error>().data[u"detail"].toString();
    QVERIFY(!detail.isEmpty());
    QVERIFY2(!text.contains(detail), qPrintable(text));
}

/// As a server does that has as many connections as it takes from one address.
void tst_ServerConnection::saysThatTheConnectionWasClosed()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        // Read first: else the kernel resets instead of closing.
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->disconnectFromHost();
        });
    });
    ServerProfile other = profile();
    other.port = server.serverPort();
    QSignalSpy failed(m_connection.get(), &ServerConnection::failed);
    m_connection->connectTo(other);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
    const QString text = failed.first().first().value<Error>().text;
    QVERIFY2(text.contains(QStringLiteral("closed the connection before it was encrypted")),
             qPrintable(text));
}

void tst_ServerConnection::saysThatNothingListens()
{
    m_server->stop();
    QSignalSpy failed(m_connection.get(), &ServerConnection::failed);
    m_connection->connectTo(profile());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_connection->state(), State::Disconnected);
    QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::Unavailable);
    QVERIFY(failed.first().first().value<Error>().text.startsWith(
        QStringLiteral("Nothing listens at 127.0.0.1:")));
}

void tst_ServerConnection::saysThatNoServerUsesTheDataFolder()
{
    ServerProfile local;
    local.localSocketPath = QStringLiteral("/nonexistent/control.sock");
    m_connection->connectTo(local);
    // A failure is told later, to whoever connects to the signal now.
    QSignalSpy failed(m_connection.get(), &ServerConnection::failed);
    QCOMPARE(m_connection->state(), State::Connecting);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_connection->state(), State::Disconnected);
    const QString text = failed.first().first().value<Error>().text;
    QVERIFY2(text.contains(QStringLiteral("/nonexistent/control.sock")), qPrintable(text));
}

void tst_ServerConnection::deliversEvents()
{
    logIn();
    QSignalSpy events(m_connection.get(), &ServerConnection::eventReceived);
    m_server->sendEvent(QStringLiteral("whitelist.removed"), {{QStringLiteral("id"), ada}});
    QTRY_COMPARE(events.size(), 1);
    QCOMPARE(events.first().at(0).toString(), QStringLiteral("whitelist.removed"));
    QCOMPARE(events.first().at(1).toJsonObject().value(QStringLiteral("id")).toString(), ada);
}

void tst_ServerConnection::logsOut()
{
    logIn();
    m_connection->logout();
    QCOMPARE(m_connection->state(), State::Disconnected);
    QTRY_VERIFY(m_server->methods().contains(QStringLiteral("logout")));
    QTRY_COMPARE(m_server->openConnections(), 0);
    Waiter waiter;
    m_connection->call(ping, {}, &waiter, waiter.done());
    QTRY_VERIFY(waiter.answer);
    QCOMPARE(waiter.answer->error().kind, ErrorKind::Unavailable);
}

QTEST_GUILESS_MAIN(tst_ServerConnection)
#include "tst_ServerConnection.moc"
