// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "QueueFixture.h"

#include <QDir>
#include <QFile>
#include <QSet>

using namespace postern;
using namespace postern::queue;

/// The queue end to end, as it should go.
class tst_QueueRunner : public QObject
{
    Q_OBJECT

private slots:
    void deliversWhatWaits();
    void wokenByPoke();
    void largeContent();
    void oneTransactionForSeveralRecipients();
    void groupsByRoute();
    void maildir();
    void retriesWithBackOff();
    void eachRecipientItsOwnWay();
    void expires();
    void boundedConnections();
    void reusesConnections();
    void manyMessages();
    void wakesWhenDue();
    void idleQueueDoesNothing();
};

void tst_QueueRunner::deliversWhatWaits()
{
    QueueFixture f;
    QVERIFY(f.isGood);
    f.routeToServer();
    const QByteArray content = "Subject: x\r\n\r\n.a\r\n";
    const QString id = f.enqueue(content, {"to@example.net"});
    f.run();
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
    QCOMPARE(f.server.messages.size(), 1);
    QCOMPARE(f.server.messages.first().content, content);
    QCOMPARE(f.server.messages.first().sender, QByteArray("from@example.com"));
    const QueueRecipient recipient = f.show(id).recipients.first();
    QCOMPARE(recipient.attempts, 1);
    QCOMPARE(recipient.lastReply, QStringLiteral("250 2.0.0 taken"));
    QCOMPARE(recipient.history.size(), 1);
    QCOMPARE(recipient.history.first().host, QStringLiteral("[127.0.0.1]:%1").arg(f.server.port()));
    QCOMPARE(f.facts.size(), 1);
    QCOMPARE(f.facts.first().queueId, id);
    QCOMPARE(f.facts.first().recipient, QStringLiteral("to@example.net"));
    QCOMPARE(f.facts.first().result, RecipientState::Delivered);
    QVERIFY(f.facts.first().delayMs >= 0);
    QVERIFY(f.isGood);
}

void tst_QueueRunner::wokenByPoke()
{
    QueueFixture f;
    f.routeToServer();
    f.run();
    for (int i = 0; i < 3; ++i) {
        const QString id = f.enqueue("a\r\n", {"to@example.net"});
        f.runner->poke();
        QTRY_COMPARE(f.state(id), RecipientState::Delivered);
    }
}

void tst_QueueRunner::largeContent()
{
    QueueFixture f;
    f.routeToServer();
    QByteArray content;
    for (int i = 0; content.size() < 3000000; ++i)
        content += "." + QByteArray::number(i) + "\r\n";
    content.chop(1); // not even a whole line end
    content.chop(1);
    const QString id = f.enqueue(content, {"to@example.net"});
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(id), RecipientState::Delivered, 20000);
    QVERIFY(f.server.messages.first().content == content + "\r\n");
}

void tst_QueueRunner::oneTransactionForSeveralRecipients()
{
    QueueFixture f;
    f.config.recipientsPerTransaction = 2;
    f.routeToServer();
    const QString id = f.enqueue("a\r\n", {"a@x.net", "b@y.net", "c@x.net", "d@x.net", "e@x.net"});
    f.run();
    QTRY_COMPARE(f.state(id, 4), RecipientState::Delivered);
    QTRY_COMPARE(f.server.messages.size(), 3);
    QByteArrayList recipients;
    for (const TakenMessage &message : std::as_const(f.server.messages)) {
        QVERIFY(message.recipients.size() <= 2);
        recipients += message.recipients;
    }
    std::sort(recipients.begin(), recipients.end());
    QCOMPARE(recipients, (QByteArrayList{"a@x.net", "b@y.net", "c@x.net", "d@x.net", "e@x.net"}));
}

void tst_QueueRunner::groupsByRoute()
{
    QueueFixture f;
    FakeSmtpServer other;
    f.routeToServer();
    f.route(QStringLiteral("other.net"), QStringLiteral("smtp://127.0.0.1:%1").arg(other.port()));
    const QString id = f.enqueue("a\r\n", {"a@x.net", "b@other.net", "c@x.net"});
    f.run();
    QTRY_COMPARE(f.server.messages.size(), 1);
    QTRY_COMPARE(other.messages.size(), 1);
    QCOMPARE(f.server.messages.first().recipients, (QByteArrayList{"a@x.net", "c@x.net"}));
    QCOMPARE(other.messages.first().recipients, QByteArrayList{"b@other.net"});
    QTRY_COMPARE(f.state(id, 1), RecipientState::Delivered);
}

void tst_QueueRunner::maildir()
{
    QueueFixture f;
    const QString box = f.folder.filePath(QStringLiteral("box"));
    f.route(QStringLiteral("example.net"), QStringLiteral("maildir:") + box);
    const QByteArray content("Subject: \xe4\r\n\r\n.\r\nFrom x\r\n", 26);
    const QString id = f.enqueue(content, {"to@example.net"});
    f.run();
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
    const QStringList files = QDir(box + QLatin1String("/new")).entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(box + QLatin1String("/new/") + files.first());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
    QCOMPARE(f.facts.first().host, box);
}

void tst_QueueRunner::retriesWithBackOff()
{
    QueueFixture f;
    f.routeToServer();
    int tries = 0;
    f.server.setAnswer([&tries](const QByteArray &line) -> std::optional<QByteArray> {
        if (line.startsWith("RCPT") && ++tries <= 3)
            return QByteArray("451 4.7.1 come back later\r\n");
        return std::nullopt;
    });
    const QString id = f.enqueue("a\r\n", {"to@example.net"});
    f.run();
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
    const auto history = f.show(id).recipients.first().history;
    QCOMPARE(history.size(), 4);
    QCOMPARE(history[0].result, RecipientState::Deferred);
    QCOMPARE(history[0].reply, QStringLiteral("451 4.7.1 come back later"));
    QVERIFY(history[1].at - history[0].at >= 50);
    QVERIFY(history[2].at - history[1].at >= 100);
    QVERIFY(history[3].at - history[2].at >= 100);
    QCOMPARE(f.facts.first().nextAttemptAt, history[0].at + 50);
}

void tst_QueueRunner::eachRecipientItsOwnWay()
{
    QueueFixture f;
    f.schedule = RetrySchedule({3600000}, 7200000);
    f.routeToServer();
    f.server.setAnswer([](const QByteArray &line) -> std::optional<QByteArray> {
        if (line.contains("no@"))
            return QByteArray("550 5.1.1 unknown\r\n");
        if (line.contains("later@"))
            return QByteArray("450 4.2.1 full\r\n");
        return std::nullopt;
    });
    const QString id = f.enqueue("a\r\n", {"yes@x.net", "no@x.net", "later@x.net"});
    f.run();
    QTRY_COMPARE(f.state(id, 0), RecipientState::Delivered);
    QCOMPARE(f.state(id, 1), RecipientState::Failed);
    QCOMPARE(f.state(id, 2), RecipientState::Deferred);
    const QueueRecipient later = f.show(id).recipients[2];
    QVERIFY(later.nextAttemptAt >= later.history.first().at + 3600000);
    QTRY_COMPARE(f.runner->inHand(), 0);
}

void tst_QueueRunner::expires()
{
    QueueFixture f;
    f.schedule = RetrySchedule({10}, 60000);
    f.routeToServer();
    f.server.setAnswer([](const QByteArray &line) -> std::optional<QByteArray> {
        if (line.startsWith("RCPT"))
            return QByteArray("451 4.7.1 never\r\n");
        return std::nullopt;
    });
    const QString id =
        f.enqueue("a\r\n", {"to@example.net"}, QDateTime::currentMSecsSinceEpoch() - 61000);
    f.run();
    QTRY_COMPARE(f.state(id), RecipientState::Failed);
    const QueueRecipient recipient = f.show(id).recipients.first();
    QVERIFY(recipient.lastReply.startsWith(QLatin1String("451 4.7.1 never\n")));
    QVERIFY(recipient.lastReply.contains(QLatin1String("Given up")));
    QCOMPARE(f.facts.last().result, RecipientState::Failed);
}

void tst_QueueRunner::boundedConnections()
{
    QueueFixture f;
    FakeSmtpServer other;
    f.config.nextHops.connectionsPerHost = 3;
    f.config.nextHops.connections = 4;
    f.routeToServer();
    f.route(QStringLiteral("other.net"), QStringLiteral("smtp://127.0.0.1:%1").arg(other.port()));
    for (int i = 0; i < 60; ++i)
        f.enqueue("a\r\n", {i % 2 == 0 ? "to@x.net" : "to@other.net"});
    int mostTogether = 0;
    const auto watch = [&] { mostTogether = std::max(mostTogether, f.server.open + other.open); };
    connect(&f.server, &FakeSmtpServer::taken, this, watch);
    connect(&other, &FakeSmtpServer::taken, this, watch);
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.server.messages.size() + other.messages.size(), 60, 20000);
    QVERIFY(f.server.mostOpen <= 3);
    QVERIFY(other.mostOpen <= 3);
    QVERIFY2(mostTogether <= 5, qPrintable(QString::number(mostTogether))); // one may be closing
}

void tst_QueueRunner::reusesConnections()
{
    QueueFixture f;
    f.routeToServer();
    f.config.nextHops.connectionsPerHost = 2;
    for (int i = 0; i < 100; ++i)
        f.enqueue("a\r\n", {"to@x.net"});
    f.run();
    QTRY_COMPARE(f.server.messages.size(), 100);
    QCOMPARE(f.server.connectionCount, 2);
}

void tst_QueueRunner::manyMessages()
{
    QueueFixture f;
    f.config.claimLimit = 20;
    f.config.maxInHand = 50;
    f.routeToServer();
    QSet<QByteArray> expected;
    for (int i = 0; i < 300; ++i) {
        const QByteArray content = "message " + QByteArray::number(i) + "\r\n";
        expected.insert(content);
        f.enqueue(content, {"to@x.net"});
    }
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.server.messages.size(), 300, 20000);
    QTRY_COMPARE(f.runner->inHand(), 0);
    QSet<QByteArray> taken;
    for (const TakenMessage &message : std::as_const(f.server.messages))
        taken.insert(message.content);
    QVERIFY(taken == expected);
}

/// Nobody pokes: the runner knows itself when the next is due.
void tst_QueueRunner::wakesWhenDue()
{
    QueueFixture f;
    f.routeToServer();
    const UtcMs due = QDateTime::currentMSecsSinceEpoch() + 300;
    const QString id = f.enqueue("a\r\n", {"to@x.net"}, due);
    f.run();
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
    QVERIFY(f.facts.first().delayMs >= 0);
}

void tst_QueueRunner::idleQueueDoesNothing()
{
    QueueFixture f;
    f.routeToServer();
    int readings = 0;
    f.config.clock = [&readings] {
        ++readings;
        return QDateTime::currentMSecsSinceEpoch();
    };
    f.run();
    QTest::qWait(100);
    const int before = readings;
    QTest::qWait(400);
    QCOMPARE(readings, before);
}

QTEST_GUILESS_MAIN(tst_QueueRunner)
#include "tst_QueueRunner.moc"
