// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"
#include "tests/support/GoldenText.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

using namespace postern;
using namespace postern::test;

class tst_ControlTls : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void tls13IsSpoken();
    void tls12IsRefused();
    void plainTextIsRefused();
    void whoNeverSpeaksIsLeft();
    void whoLeavesDuringTheHandshakeIsLogged();
    void whoNeverLogsInIsLeft();
    void whoIsLoggedInIsNotLeft();
    void atMostFourOfAnAddress();
    void atMostThirtyTwoInAll();
    void aLoginFreesItsPlace();
    void aPlaceIsFreedWhateverHappens();
    void aPortInUseIsNamed();
    void aNewCertificateHoldsForTheNext();

private:
    void start();
    /// Connects without TLS and waits until the server has closed it.
    [[nodiscard]] bool isClosedOn(const QByteArray &bytes);

    /// What the log is told of the last connection that failed; waits for it.
    void isLoggedAs(QSignalSpy &refused, const QString &name);

    std::unique_ptr<ControlFixture> m_fixture;
};

void tst_ControlTls::isLoggedAs(QSignalSpy &refused, const QString &name)
{
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused.first().at(0).toString(), QStringLiteral("127.0.0.1"));
    QCOMPARE(refused.first().at(1).toString(),
             goldenSentence(QStringLiteral("control/closings.ref"), name));
}

void tst_ControlTls::init()
{
    m_fixture = std::make_unique<ControlFixture>();
}

void tst_ControlTls::start()
{
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
}

bool tst_ControlTls::isClosedOn(const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_fixture->port());
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    if (!QTest::qWaitFor([&socket] { return socket.state() == QTcpSocket::ConnectedState; }))
        return false;
    socket.write(bytes);
    return closed.wait(ControlClient::patienceMs);
}

void tst_ControlTls::tls13IsSpoken()
{
    start();
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_fixture->port());
    QTRY_VERIFY(socket.isEncrypted());
    QCOMPARE(socket.sessionProtocol(), QSsl::TlsV1_3);
    QCOMPARE(socket.peerCertificate(), m_fixture->certificate().certificate);
}

void tst_ControlTls::tls12IsRefused()
{
    start();
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    ControlClient client;
    QVERIFY(!client.connectTls(m_fixture->port(), QSsl::TlsV1_2));
    isLoggedAs(refused, QStringLiteral("tls12IsRefused"));
    QVERIFY(m_fixture->connection()->isOpen());
}

void tst_ControlTls::plainTextIsRefused()
{
    start();
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    QVERIFY(isClosedOn("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":{}}\n"));
    isLoggedAs(refused, QStringLiteral("plainTextIsRefused"));
    QVERIFY(m_fixture->connection()->isOpen());
}

void tst_ControlTls::whoNeverSpeaksIsLeft()
{
    m_fixture->setup.handshakeTimeout = std::chrono::milliseconds(200);
    start();
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    QVERIFY(isClosedOn(QByteArray()));
    isLoggedAs(refused, QStringLiteral("whoNeverSpeaksIsLeft"));
    QVERIFY(m_fixture->connection()->isOpen());
}

void tst_ControlTls::whoLeavesDuringTheHandshakeIsLogged()
{
    start();
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_fixture->port());
    QTRY_COMPARE(socket.state(), QTcpSocket::ConnectedState);
    socket.disconnectFromHost();
    isLoggedAs(refused, QStringLiteral("whoLeavesDuringTheHandshakeIsLogged"));
}

void tst_ControlTls::whoNeverLogsInIsLeft()
{
    m_fixture->setup.loginTimeout = std::chrono::milliseconds(300);
    start();
    auto client = m_fixture->connection();
    const auto ended = client->waitForEvent(QStringLiteral("session.ended"));
    QCOMPARE(ended.data.value(QLatin1String("reason")).toString(),
             QStringLiteral("Nobody logged in within the time that is allowed."));
    QVERIFY(client->waitForClose());
}

void tst_ControlTls::whoIsLoggedInIsNotLeft()
{
    m_fixture->setup.loginTimeout = std::chrono::seconds(3);
    start();
    auto client = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    QTest::qWait(3200);
    QVERIFY(client->call(QStringLiteral("domain.list")).ok());
}

void tst_ControlTls::atMostFourOfAnAddress()
{
    start();
    QList<std::shared_ptr<ControlClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.append(m_fixture->connection());
    ControlClient fifth;
    QVERIFY(!fifth.connectTls(m_fixture->port()));
    clients.removeLast();
    QTRY_VERIFY(ControlClient().connectTls(m_fixture->port()));
}

void tst_ControlTls::atMostThirtyTwoInAll()
{
    m_fixture->setup.unauthenticatedConnections = 2;
    start();
    auto first = m_fixture->connection();
    auto second = m_fixture->connection();
    ControlClient third;
    QVERIFY(!third.connectTls(m_fixture->port()));
    QCOMPARE(control::ControlSetup().unauthenticatedConnections, 32);
    QCOMPARE(control::ControlSetup().unauthenticatedPerAddress, 4);
}

void tst_ControlTls::aLoginFreesItsPlace()
{
    m_fixture->setup.unauthenticatedConnections = 1;
    start();
    QList<std::shared_ptr<ControlClient>> clients;
    for (int i = 0; i < 6; ++i)
        clients.append(m_fixture->as(QStringLiteral("anna"), Role::Admin));
    for (const auto &client : clients)
        QVERIFY(client->isOpen());
}

void tst_ControlTls::aPlaceIsFreedWhateverHappens()
{
    m_fixture->setup.unauthenticatedConnections = 1;
    m_fixture->setup.handshakeTimeout = std::chrono::milliseconds(100);
    start();
    QVERIFY(isClosedOn("not TLS at all\n"));
    QTRY_VERIFY(ControlClient().connectTls(m_fixture->port()));
    QVERIFY(isClosedOn(QByteArray()));
    QTRY_VERIFY(ControlClient().connectTls(m_fixture->port()));
    QTRY_VERIFY(ControlClient().connectTls(m_fixture->port()));
}

void tst_ControlTls::aPortInUseIsNamed()
{
    start();
    ControlFixture other;
    other.setup.listen = {{QHostAddress(QHostAddress::LocalHost), m_fixture->port()}};
    const auto started = other.start();
    QVERIFY(!started.ok());
    QVERIFY2(started.error().text.startsWith(
                 QStringLiteral("The control port cannot listen on 127.0.0.1:%1:")
                     .arg(m_fixture->port())),
             qPrintable(started.error().text));
}

void tst_ControlTls::aNewCertificateHoldsForTheNext()
{
    start();
    const auto renewed = m_fixture->certificate().renewed();
    const QString before = m_fixture->server().fingerprint();
    m_fixture->server().setCertificate(renewed.certificate, renewed.key);
    QCOMPARE(m_fixture->server().fingerprint(), before); // the same key
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_fixture->port());
    QTRY_VERIFY(socket.isEncrypted());
    QCOMPARE(socket.peerCertificate(), renewed.certificate);
}

QTEST_GUILESS_MAIN(tst_ControlTls)
#include "tst_ControlTls.moc"
