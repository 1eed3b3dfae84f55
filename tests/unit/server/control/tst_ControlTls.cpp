// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"
#include "shared/control/Catalogue.h"
#include "shared/control/Message.h"
#include "tests/support/GoldenText.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpServer>
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
    void whatIsNoRequestIsLogged_data();
    void whatIsNoRequestIsLogged();
    void aThrottledLoginIsLogged();
    void whoNeverLogsInIsLeft();
    void whoIsLoggedInIsNotLeft();
    void atMostFourOfAnAddress();
    void atMostThirtyTwoInAll();
    void aLoginFreesItsPlace();
    void aPlaceIsFreedWhateverHappens();
    void allAddressesAreThoseOfBothFamilies();
    void anIPv4AddressKeepsItsPort();
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

void tst_ControlTls::whatIsNoRequestIsLogged_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("aLineTooLong") << QByteArray(control::lineLimitBeforeLogin + 1, 's');
    QTest::newRow("notJson") << QByteArray("secret");
    QTest::newRow("notARequest") << QByteArray("{\"secret\":1}");
    QTest::newRow("unknownMethod") << encode(control::Request{1, QStringLiteral("secret"), {}});
    QTest::newRow("wrongTypes") << encode(
        control::Request{1, QStringLiteral("login"), {{QStringLiteral("name"), QJsonArray{}}}});
    QTest::newRow("withoutALogin")
        << encode(control::Request{1, QStringLiteral("whitelist.list"), {}});
}

void tst_ControlTls::whatIsNoRequestIsLogged()
{
    QFETCH(QByteArray, sent);
    start();
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    const auto client = m_fixture->connection();
    QVERIFY(!client->exchange(sent).result.ok());
    isLoggedAs(refused, QString::fromLatin1(QTest::currentDataTag()));
    // Again within the minute: not another line.
    const auto another = m_fixture->connection();
    QVERIFY(!another->exchange(sent).result.ok());
    QCOMPARE(refused.size(), 1);
    // Whoever is logged in is told, and that is all.
    m_fixture->ahead += 2 * 60 * 1000;
    const auto administrator = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    QVERIFY(!administrator->call(QStringLiteral("secret")).ok());
    QCOMPARE(refused.size(), 1);
}

void tst_ControlTls::aThrottledLoginIsLogged()
{
    start();
    (void)m_fixture->as(QStringLiteral("anna"), Role::Admin);
    QVERIFY(m_fixture->local()
                .call(QStringLiteral("settings.set"),
                      {{QStringLiteral("key"), QStringLiteral("control.login-failures")},
                       {QStringLiteral("value"), QStringLiteral("1")}})
                .ok());
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    const auto client = m_fixture->connection();
    QVERIFY(!client->login(QStringLiteral("anna"), QStringLiteral("wrong pass phrase")).ok());
    QCOMPARE(refused.size(), 0);
    QCOMPARE(client->login(QStringLiteral("anna"), ControlFixture::password).error().kind,
             ErrorKind::Throttled);
    isLoggedAs(refused, QStringLiteral("aThrottledLogin"));
}

void tst_ControlTls::whoNeverLogsInIsLeft()
{
    m_fixture->setup.loginTimeout = std::chrono::milliseconds(300);
    start();
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    auto client = m_fixture->connection();
    const auto ended = client->waitForEvent(QStringLiteral("session.ended"));
    QCOMPARE(ended.data.value(QLatin1String("reason")).toString(),
             QStringLiteral("Nobody logged in within the time that is allowed."));
    QVERIFY(client->waitForClose());
    isLoggedAs(refused, QStringLiteral("whoNeverLogsInIsLeft"));
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
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    QList<std::shared_ptr<ControlClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.append(m_fixture->connection());
    ControlClient fifth;
    QVERIFY(!fifth.connectTls(m_fixture->port()));
    isLoggedAs(refused, QStringLiteral("atMostFourOfAnAddress"));
    clients.removeLast();
    QTRY_VERIFY(ControlClient().connectTls(m_fixture->port()));
}

void tst_ControlTls::atMostThirtyTwoInAll()
{
    m_fixture->setup.unauthenticatedConnections = 2;
    start();
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    auto first = m_fixture->connection();
    auto second = m_fixture->connection();
    ControlClient third;
    QVERIFY(!third.connectTls(m_fixture->port()));
    isLoggedAs(refused, QStringLiteral("atMostThirtyTwoInAll"));
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

void tst_ControlTls::allAddressesAreThoseOfBothFamilies()
{
    m_fixture->setup.listen = {{QHostAddress(QStringLiteral("::")), 0}};
    start();
    QCOMPARE(m_fixture->server().addresses(),
             QStringList{QStringLiteral("[::]:%1").arg(m_fixture->port())});
    QSslSocket v6;
    v6.setPeerVerifyMode(QSslSocket::VerifyNone);
    v6.connectToHostEncrypted(QStringLiteral("::1"), m_fixture->port());
    QTRY_VERIFY_WITH_TIMEOUT(v6.isEncrypted(), ControlClient::patienceMs);
    // By IPv4, and known by its IPv4 address wherever it is counted and written.
    const auto client = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    QCOMPARE(m_fixture->server().administratorAddresses(),
             QList<IpAddress>{IpAddress::fromV4(0x7f000001)});
    QSignalSpy refused(&m_fixture->server(), &control::ControlServer::consoleRefused);
    QList<std::shared_ptr<ControlClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.append(m_fixture->connection());
    ControlClient fifth;
    QVERIFY(!fifth.connectTls(m_fixture->port()));
    isLoggedAs(refused, QStringLiteral("atMostFourOfAnAddress"));
    QCOMPARE(clients.first()
                 ->login(QStringLiteral("anna"), QStringLiteral("wrong pass phrase"))
                 .error()
                 .kind,
             ErrorKind::Unauthorized);
    const auto trail = m_fixture->local().call(QStringLiteral("audit.list"));
    const QJsonObject newest =
        trail.value().value(QLatin1String("items")).toArray().first().toObject();
    QCOMPARE(newest.value(QLatin1String("action")).toString(),
             QStringLiteral("admin.login-failed"));
    QCOMPARE(newest.value(QLatin1String("from")).toString(), QStringLiteral("127.0.0.1"));
}

void tst_ControlTls::anIPv4AddressKeepsItsPort()
{
    QTcpServer chosen; // a port that is free on both
    QVERIFY(chosen.listen(QHostAddress::Any));
    const quint16 port = chosen.serverPort();
    chosen.close();
    m_fixture->setup.listen = {{QHostAddress(QStringLiteral("::")), port},
                               {QHostAddress(QHostAddress::LocalHost), port}};
    start();
    QVERIFY(m_fixture->connection()->isOpen());
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
