// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ServerConnection.h"
#include "tests/support/FakeControlServer.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace postern;
using State = ServerConnection::State;

namespace
{

const QString ada = QStringLiteral("ada");
const QString ping = QStringLiteral("status.get");

/// Remembers the answer of one call.
struct Waiter : QObject
{
    std::optional<Result<QJsonObject>> answer;
    int times = 0;
    std::function<void(const Result<QJsonObject> &)> done()
    {
        return [this](const Result<QJsonObject> &result) {
            answer = result;
            ++times;
        };
    }
};

} // namespace

class tst_ServerConnection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void logsIn();
    void refusesAWrongPasswordAndTriesAgain();
    void redeemsALink();
    void asksAboutAnUnknownKey();
    void sendsNothingToAChangedKey();
    void trustsARenewedCertificateOfTheSameKey();
    void refusesTls12();
    void refusesPlainText();
    void saysThatNothingListens();
    void saysThatNoServerUsesTheDataFolder();
    void comesBackByItself();
    void comesBackWithinOneWhenAsked();
    void asksForALoginWhenTheSessionEnded();
    void keepsCallsWhileReconnecting();
    void sendsNothingForWhoHasGivenUp();
    void answersLostCalls();
    void forgetsCallsOfDeletedAskers();
    void logsInAfterTheServerHungUpOnTheWaitingLogin();
    void deliversEvents();
    void logsOut();
    void doesNotTrustANewKeyAfterARestart();

private:
    [[nodiscard]] ServerProfile profile() const;
    void logIn();

    test::TestCertificate m_certificate;
    test::TestCertificate m_other;
    std::unique_ptr<test::FakeControlServer> m_server;
    std::unique_ptr<ServerConnection> m_connection;
};

void tst_ServerConnection::initTestCase()
{
    m_certificate = test::TestCertificate::make();
    m_other = test::TestCertificate::make();
    QVERIFY(!m_certificate.certificate.isNull());
    QVERIFY(!m_other.certificate.isNull());
}

void tst_ServerConnection::init()
{
    m_server = std::make_unique<test::FakeControlServer>(m_certificate);
    m_server->answer(ping, [](const QJsonObject &params) { return params; });
    QVERIFY(m_server->start());
    m_connection = std::make_unique<ServerConnection>();
    m_connection->setReconnectDelays(10, 40);
}

void tst_ServerConnection::cleanup()
{
    m_connection.reset();
    m_server.reset();
}

ServerProfile tst_ServerConnection::profile() const
{
    ServerProfile made;
    made.host = QStringLiteral("127.0.0.1");
    made.port = m_server->port();
    made.fingerprint = m_certificate.fingerprint();
    return made;
}

void tst_ServerConnection::logIn()
{
    m_connection->connectTo(profile());
    QTRY_COMPARE(m_connection->state(), State::NeedsLogin);
    m_connection->login(ada, test::FakeControlServer::password);
    QTRY_COMPARE(m_connection->state(), State::Connected);
}

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

void tst_ServerConnection::comesBackByItself()
{
    logIn();
    QSignalSpy failed(m_connection.get(), &ServerConnection::failed);
    const quint16 port = m_server->port();
    m_server->stop();
    QTRY_COMPARE(m_connection->state(), State::Reconnecting);
    QTRY_VERIFY(failed.size() >= 3); // it tried in vain meanwhile
    QCOMPARE(m_connection->state(), State::Reconnecting);
    QVERIFY(m_server->start(port));
    QTRY_COMPARE(m_connection->state(), State::Connected);
    QVERIFY(m_server->methods().contains(QStringLiteral("login.resume")));
    QCOMPARE(m_server->methods().count(QStringLiteral("login")), 1);
}

void tst_ServerConnection::comesBackWithinOneWhenAsked()
{
    m_connection->setReconnectDelays(3'600'000, 3'600'000);
    logIn();
    m_server->cutConnections();
    QTRY_COMPARE(m_connection->state(), State::Reconnecting);
    m_connection->retryNow();
    QTRY_COMPARE(m_connection->state(), State::Connected);
}

void tst_ServerConnection::asksForALoginWhenTheSessionEnded()
{
    logIn();
    m_server->endSession();
    m_server->cutConnections();
    QTRY_COMPARE(m_connection->state(), State::Reconnecting);
    Waiter waiter;
    m_connection->call(ping, {}, &waiter, waiter.done());
    QTRY_COMPARE(m_connection->state(), State::NeedsLogin);
    m_connection->login(ada, test::FakeControlServer::password);
    QTRY_VERIFY(waiter.answer);
    QVERIFY(waiter.answer->ok());
}

void tst_ServerConnection::keepsCallsWhileReconnecting()
{
    logIn();
    const quint16 port = m_server->port();
    m_server->stop();
    QTRY_COMPARE(m_connection->state(), State::Reconnecting);
    Waiter first;
    Waiter second;
    Waiter impatient;
    m_connection->call(ping, {{QStringLiteral("n"), 1}}, &first, first.done());
    m_connection->call(ping, {{QStringLiteral("n"), 2}}, &second, second.done());
    m_connection->call(ping, {}, &impatient, impatient.done(), false);
    QVERIFY(!impatient.answer);
    QTRY_VERIFY(impatient.answer);
    QCOMPARE(impatient.answer->error().kind, ErrorKind::Unavailable);
    QVERIFY(!first.answer);
    QVERIFY(m_server->start(port));
    QTRY_VERIFY(first.answer && second.answer);
    QCOMPARE(first.answer->value().value(QStringLiteral("n")).toInt(), 1);
    QCOMPARE(second.answer->value().value(QStringLiteral("n")).toInt(), 2);
    QCOMPARE(first.times, 1);
    QCOMPARE(m_server->methods().count(ping), 2);
}

void tst_ServerConnection::sendsNothingForWhoHasGivenUp()
{
    logIn();
    const quint16 port = m_server->port();
    m_server->stop();
    QTRY_COMPARE(m_connection->state(), State::Reconnecting);
    Waiter stays;
    {
        Waiter gone;
        m_connection->call(ping, {{QStringLiteral("n"), 1}}, &gone, gone.done());
        m_connection->call(ping, {{QStringLiteral("n"), 2}}, &stays, stays.done());
    }
    QVERIFY(m_server->start(port));
    QTRY_VERIFY(stays.answer);
    QCOMPARE(stays.answer->value().value(QStringLiteral("n")).toInt(), 2);
    QCOMPARE(m_server->methods().count(ping), 1);
}

void tst_ServerConnection::answersLostCalls()
{
    const QString add = QStringLiteral("domain.add");
    m_server->answer(add, [](const QJsonObject &) { return std::nullopt; });
    logIn();
    Waiter waiter;
    m_connection->call(add, {}, &waiter, waiter.done());
    QTRY_VERIFY(waiter.answer);
    QVERIFY(!waiter.answer->ok());
    QCOMPARE(waiter.answer->error().kind, ErrorKind::Unavailable);
    QVERIFY(waiter.answer->error().text.contains(QStringLiteral("may or may not")));
    QTRY_COMPARE(m_connection->state(), State::Connected);
    // A change is never sent twice by itself.
    QCOMPARE(m_server->methods().count(add), 1);
    QCOMPARE(waiter.times, 1);
}

void tst_ServerConnection::forgetsCallsOfDeletedAskers()
{
    logIn();
    auto gone = std::make_unique<Waiter>();
    bool isCalled = false;
    m_connection->call(ping, {}, gone.get(), [&isCalled](const auto &) { isCalled = true; });
    gone.reset();
    Waiter next;
    m_connection->call(ping, {}, &next, next.done());
    QTRY_VERIFY(next.answer);
    QVERIFY(!isCalled);
}

void tst_ServerConnection::logsInAfterTheServerHungUpOnTheWaitingLogin()
{
    m_connection->connectTo(profile());
    QTRY_COMPARE(m_connection->state(), State::NeedsLogin);
    QSignalSpy failed(m_connection.get(), &ServerConnection::failed);
    m_server->cutConnections();
    m_connection->login(ada, test::FakeControlServer::password);
    QTRY_VERIFY(m_connection->state() == State::Connected || !failed.isEmpty());
    // The cut may be noticed only after the login was written; then it is said and repeated.
    if (m_connection->state() != State::Connected)
        m_connection->login(ada, test::FakeControlServer::password);
    QTRY_COMPARE(m_connection->state(), State::Connected);
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

void tst_ServerConnection::doesNotTrustANewKeyAfterARestart()
{
    logIn();
    const quint16 port = m_server->port();
    const qsizetype before = m_server->methods().size();
    m_server->stop();
    m_server->setCertificate(m_other);
    QVERIFY(m_server->start(port));
    QTRY_COMPARE(m_connection->state(), State::CertificateChanged);
    QCOMPARE(m_server->methods().size(), before);
    m_connection->acceptFingerprint();
    // The session's token was meant for the other key: it is not shown to this one.
    QTRY_COMPARE(m_connection->state(), State::NeedsLogin);
    QVERIFY(!m_server->methods().contains(QStringLiteral("login.resume")));
    m_connection->login(ada, test::FakeControlServer::password);
    QTRY_COMPARE(m_connection->state(), State::Connected);
}

QTEST_GUILESS_MAIN(tst_ServerConnection)
#include "tst_ServerConnection.moc"
