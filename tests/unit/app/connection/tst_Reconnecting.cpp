// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/app/connection/ConnectionTest.h"

using namespace postern;
using postern::test::Waiter;

/// The server goes away: who comes back, and what becomes of the calls.
class tst_Reconnecting : public test::ConnectionTest
{
    Q_OBJECT

private slots:
    void comesBackByItself();
    void comesBackWithinOneWhenAsked();
    void asksForALoginWhenTheSessionEnded();
    void keepsCallsWhileReconnecting();
    void sendsNothingForWhoHasGivenUp();
    void answersLostCalls();
    void forgetsCallsOfDeletedAskers();
    void logsInAfterTheServerHungUpOnTheWaitingLogin();
    void doesNotTrustANewKeyAfterARestart();
};

void tst_Reconnecting::comesBackByItself()
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

void tst_Reconnecting::comesBackWithinOneWhenAsked()
{
    m_connection->setReconnectDelays(3'600'000, 3'600'000);
    logIn();
    m_server->cutConnections();
    QTRY_COMPARE(m_connection->state(), State::Reconnecting);
    m_connection->retryNow();
    QTRY_COMPARE(m_connection->state(), State::Connected);
}

void tst_Reconnecting::asksForALoginWhenTheSessionEnded()
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

void tst_Reconnecting::keepsCallsWhileReconnecting()
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

void tst_Reconnecting::sendsNothingForWhoHasGivenUp()
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

void tst_Reconnecting::answersLostCalls()
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

void tst_Reconnecting::forgetsCallsOfDeletedAskers()
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

void tst_Reconnecting::logsInAfterTheServerHungUpOnTheWaitingLogin()
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

void tst_Reconnecting::doesNotTrustANewKeyAfterARestart()
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

QTEST_GUILESS_MAIN(tst_Reconnecting)
#include "tst_Reconnecting.moc"
