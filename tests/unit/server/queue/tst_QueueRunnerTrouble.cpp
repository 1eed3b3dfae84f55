// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "QueueFixture.h"

#include <QDir>

#include <algorithm>

using namespace postern;
using namespace postern::queue;

/// The queue when something is missing, away, slow or ends.
class tst_QueueRunnerTrouble : public QObject
{
    Q_OBJECT

private slots:
    void noRoute();
    void hopIsAway();
    void hopComesBack();
    void furtherConnectionsAreRefused();
    void idleConnectionGoesStale();
    void slowHopHoldsUpNoOther();
    void hopThatIsStuckLeavesLeasesToOthers();
    void leasesOfAKilledPredecessor();
    void leasesAreRenewed();
    void newRouteIsTriedAtOnce();
    void stopsWithWorkUnderWay();
    void stopsWithMaildirWorkUnderWay();
    void stopsWhenIdle();
    void destroyedWithWorkUnderWay();
    void storageFails();
};

namespace
{

const storage::Actor administrator{
    QStringLiteral("test"), QStringLiteral("local"), QStringLiteral("test"), {}};

std::optional<QByteArray> silence(const QByteArray &line)
{
    if (line == ".")
        return QByteArray();
    return std::nullopt;
}

} // namespace

void tst_QueueRunnerTrouble::noRoute()
{
    QueueFixture f;
    const QString id = f.enqueue("a\r\n", {"to@example.net"});
    f.run();
    QTRY_COMPARE(f.state(id), RecipientState::Deferred);
    const QString reply = f.show(id).recipients.first().lastReply;
    QVERIFY(reply.startsWith(
        QLatin1String("There is no route for example.net and no default route; set one with "
                      "`posternctl route set default smtp://HOST:PORT`")));
    QVERIFY(f.show(id).recipients.first().nextAttemptAt > 0);
    f.routeToServer(); // what an administrator does next
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
}

void tst_QueueRunnerTrouble::hopIsAway()
{
    QueueFixture f;
    f.schedule = RetrySchedule({3600000}, 7200000);
    f.routeToServer();
    f.server.shut();
    QStringList ids;
    for (int i = 0; i < 200; ++i)
        ids.append(f.enqueue("a\r\n", {"to@x.net"}));
    f.run();
    QTRY_COMPARE(f.facts.size(), 200); // all at once, not one by one
    QTRY_COMPARE(f.runner->inHand(), 0);
    QCOMPARE(f.state(ids.last()), RecipientState::Deferred);
    QCOMPARE(f.show(ids.last()).recipients.first().lastReply,
             QStringLiteral("No connection to [127.0.0.1]:%1: Connection refused.")
                 .arg(f.server.port()));
}

void tst_QueueRunnerTrouble::hopComesBack()
{
    QueueFixture f;
    f.routeToServer();
    f.server.shut();
    const QString id = f.enqueue("a\r\n", {"to@x.net"});
    f.run();
    QTRY_VERIFY(f.facts.size() >= 2);
    QVERIFY(f.server.listen());
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
}

/// Mail that was deferred for want of a route, or by a wrong one, does not wait for its retry.
void tst_QueueRunnerTrouble::newRouteIsTriedAtOnce()
{
    QueueFixture f;
    f.schedule = RetrySchedule({3600000}, 7200000);
    const QString without = f.enqueue("a\r\n", {"to@example.net"});
    f.route(QStringLiteral("wrong.net"), QStringLiteral("smtp://127.0.0.1:1"));
    const QString wrong = f.enqueue("a\r\n", {"to@wrong.net"});
    f.run();
    QTRY_COMPARE(f.state(without), RecipientState::Deferred);
    QTRY_COMPARE(f.state(wrong), RecipientState::Deferred);
    f.routeToServer();
    QTRY_COMPARE(f.state(without), RecipientState::Delivered);
    QCOMPARE(f.show(wrong).recipients.first().attempts, 1); // its route is what it was
    f.routes.removeFirst();
    f.runner->setRoutes(f.routes);
    QTRY_COMPARE(f.state(wrong), RecipientState::Delivered);
}

/// A hop that serves two connections and refuses the third gets all mail over those two.
void tst_QueueRunnerTrouble::furtherConnectionsAreRefused()
{
    QueueFixture f;
    f.routeToServer();
    f.server.setAnswer([&f](const QByteArray &line) -> std::optional<QByteArray> {
        if (line == "CONNECT" && f.server.open > 2)
            return QByteArray("421 4.7.0 too many connections\r\n");
        return std::nullopt;
    });
    for (int i = 0; i < 100; ++i)
        f.enqueue("a\r\n", {"to@x.net"});
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.server.messages.size(), 100, 20000);
    QTRY_COMPARE(f.runner->inHand(), 0);
    for (const DeliveryFact &fact : std::as_const(f.facts))
        QCOMPARE(fact.result, RecipientState::Delivered); // and none has to wait for its retry
}

void tst_QueueRunnerTrouble::idleConnectionGoesStale()
{
    QueueFixture f;
    f.routeToServer();
    f.schedule = RetrySchedule({3600000}, 7200000);
    int mails = 0;
    f.server.setAnswer([&mails](const QByteArray &line) -> std::optional<QByteArray> {
        if (line.startsWith("MAIL") && ++mails == 2)
            return QByteArray("close");
        return std::nullopt;
    });
    f.run();
    for (int i = 0; i < 3; ++i) {
        const QString id = f.enqueue("a\r\n", {"to@x.net"});
        f.runner->poke();
        QTRY_COMPARE(f.state(id), RecipientState::Delivered);
        QCOMPARE(f.show(id).recipients.first().attempts, 1);
    }
}

void tst_QueueRunnerTrouble::slowHopHoldsUpNoOther()
{
    QueueFixture f;
    FakeSmtpServer slow;
    slow.setAnswer(silence);
    f.config.nextHops.connections = 4;
    f.config.nextHops.connectionsPerHost = 3;
    f.routeToServer();
    f.route(QStringLiteral("slow.net"), QStringLiteral("smtp://127.0.0.1:%1").arg(slow.port()));
    for (int i = 0; i < 20; ++i)
        f.enqueue("a\r\n", {"to@slow.net"});
    f.run();
    QTRY_COMPARE(slow.messages.size(), 3);
    const QString id = f.enqueue("a\r\n", {"to@x.net"});
    f.runner->poke();
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
}

/// Its mail takes every lease; mail for others comes behind it.
void tst_QueueRunnerTrouble::hopThatIsStuckLeavesLeasesToOthers()
{
    QueueFixture f;
    FakeSmtpServer stuck;
    stuck.setAnswer(silence);
    f.config.nextHops.connectionsPerHost = 1;
    f.config.claimLimit = 5;
    f.config.maxInHand = 20;
    f.config.fullMs = 100;
    f.route(QStringLiteral("stuck.example"),
            QStringLiteral("smtp://127.0.0.1:%1").arg(stuck.port()));
    f.routeToServer();
    const UtcMs before = QDateTime::currentMSecsSinceEpoch() - 1000;
    QStringList waiting;
    for (int i = 0; i < 60; ++i)
        waiting.append(f.enqueue("a\r\n", {"to@stuck.example"}, before + i));
    const QString other = f.enqueue("b\r\n", {"to@example.net"}, before + 500);
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(other), RecipientState::Delivered, 30000);
    QVERIFY(f.runner->inHand() <= f.config.maxInHand);
    // What was given back is due later, and nobody's until then.
    for (const QString &id : std::as_const(waiting))
        QCOMPARE(f.state(id), RecipientState::Queued);
    QVERIFY(f.isGood);
}

void tst_QueueRunnerTrouble::leasesOfAKilledPredecessor()
{
    QueueFixture f;
    f.routeToServer();
    const QString id = f.enqueue("a\r\n", {"to@x.net"});
    f.commit([](storage::Database &database) -> Result<void> {
        const auto claimed = storage::QueueLeases(database).claimDue(
            QStringLiteral("test"), QDateTime::currentMSecsSinceEpoch(), 3600000, 10);
        if (!claimed.ok())
            return claimed.error();
        return {};
    });
    f.run();
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
}

/// A delivery that takes longer than its lease is not begun a second time.
void tst_QueueRunnerTrouble::leasesAreRenewed()
{
    QueueFixture f;
    f.config.leaseMs = 300;
    f.routeToServer();
    f.server.setAnswer(silence);
    f.config.client.timeouts.end = std::chrono::milliseconds(1500);
    f.enqueue("a\r\n", {"to@x.net"});
    f.run();
    QTRY_COMPARE(f.facts.size(), 1);
    QCOMPARE(f.server.messages.size(), 1);
}

/// What waits for its turn at a Maildir is given back: written later, it would be written twice.
void tst_QueueRunnerTrouble::stopsWithMaildirWorkUnderWay()
{
    QueueFixture f;
    const QString box = f.folder.filePath(QStringLiteral("box"));
    f.config.maildirThreads = 1;
    f.route(QStringLiteral("default"), QStringLiteral("maildir:") + box);
    constexpr int count = 400;
    for (int i = 0; i < count; ++i)
        f.enqueue("a\r\n", {"to@x.net"});
    f.run();
    QSignalSpy stopped(f.runner.get(), &QueueRunner::stopped);
    connect(f.runner.get(), &QueueRunner::attempted, f.runner.get(), [&f] { f.runner->stop(); });
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(f.runner->inHand(), 0);
    QVERIFY(f.facts.size() < count);
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.facts.size(), count, 20000);
    QCOMPARE(QDir(box + QLatin1String("/new")).entryList(QDir::Files).size(), count);
}

void tst_QueueRunnerTrouble::stopsWithWorkUnderWay()
{
    QueueFixture f;
    f.routeToServer();
    f.config.nextHops.connectionsPerHost = 1;
    QStringList ids;
    for (int i = 0; i < 50; ++i)
        ids.append(f.enqueue("a\r\n", {"to@x.net"}));
    f.run();
    QSignalSpy stopped(f.runner.get(), &QueueRunner::stopped);
    QTRY_VERIFY(f.server.messages.size() >= 3);
    f.runner->stop();
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(f.runner->inHand(), 0);
    QTRY_COMPARE(f.server.open, 0);
    QCOMPARE(f.server.commands.last(), QByteArray("QUIT"));
    const qsizetype before = f.server.messages.size();
    QVERIFY(before < 50);
    // A successor has what is left at once, and nothing twice.
    f.run();
    QTRY_COMPARE(f.server.messages.size(), 50);
    QTRY_COMPARE(f.state(ids.last()), RecipientState::Delivered);
}

void tst_QueueRunnerTrouble::stopsWhenIdle()
{
    QueueFixture f;
    f.run();
    QSignalSpy stopped(f.runner.get(), &QueueRunner::stopped);
    f.runner->stop();
    QTRY_COMPARE(stopped.size(), 1);
    QueueRunner unstarted(*f.storage, f.config);
    QSignalSpy unstartedStopped(&unstarted, &QueueRunner::stopped);
    unstarted.stop();
    QCOMPARE(unstartedStopped.size(), 1);
}

void tst_QueueRunnerTrouble::destroyedWithWorkUnderWay()
{
    QueueFixture f;
    f.routeToServer();
    f.server.setAnswer(silence);
    f.route(QStringLiteral("box.net"),
            QStringLiteral("maildir:") + f.folder.filePath(QStringLiteral("box")));
    for (int i = 0; i < 40; ++i)
        f.enqueue("a\r\n", {i % 2 == 0 ? "to@x.net" : "to@box.net"});
    f.run();
    QTRY_VERIFY(f.server.messages.size() >= 3);
    f.runner.reset();
    QTRY_COMPARE(f.server.open, 0);
}

/// What the next hop took is recorded as soon as storage works again, and not sent twice.
void tst_QueueRunnerTrouble::storageFails()
{
    QueueFixture f;
    f.routeToServer();
    const QString id = f.enqueue("a\r\n", {"to@x.net"});
    bool isBroken = false;
    f.server.setAnswer([&](const QByteArray &line) -> std::optional<QByteArray> {
        if (line == "." && !std::exchange(isBroken, true)) {
            f.commit([](storage::Database &database) -> Result<void> {
                const auto renamed = database.change(
                    QStringLiteral("ALTER TABLE delivery_attempt RENAME TO attempt_away"));
                if (!renamed.ok())
                    return renamed.error();
                return {};
            });
        }
        return std::nullopt;
    });
    f.run();
    QSignalSpy trouble(f.runner.get(), &QueueRunner::storageTrouble);
    QTRY_COMPARE(trouble.size(), 1);
    QCOMPARE(f.runner->inHand(), 1);
    f.commit([](storage::Database &database) -> Result<void> {
        const auto renamed =
            database.change(QStringLiteral("ALTER TABLE attempt_away RENAME TO delivery_attempt"));
        if (!renamed.ok())
            return renamed.error();
        return {};
    });
    QTRY_COMPARE(f.state(id), RecipientState::Delivered);
    QCOMPARE(f.server.messages.size(), 1);
    QVERIFY(f.isGood);
}

QTEST_GUILESS_MAIN(tst_QueueRunnerTrouble)
#include "tst_QueueRunnerTrouble.moc"
