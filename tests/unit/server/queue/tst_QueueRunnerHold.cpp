// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "QueueFixture.h"
#include "server/queue/StoredContent.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>

#include <algorithm>

using namespace postern;
using namespace postern::queue;

/// Mail that an administrator holds, releases or removes while the runner has it.
class tst_QueueRunnerHold : public QObject
{
    Q_OBJECT

private slots:
    void heldWhileItWaitsForItsTurn();
    void heldWhileItWaitsForAMaildir();
    void heldByAnotherNode();
    void someOfAMessageForAMaildir();
    void removedWhileItWaitsForAMaildir();
    void deferredAtAMaildir();
    void triedAgainAfterALongHold();
    void removedWhileUnderWay();
    void heldWhileUnderWay();

private:
    static void hold(QueueFixture &f, const QString &id, const QString &recipient = {});
    static void release(QueueFixture &f, const QString &id);
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

storage::QueueFilter only(const QString &id, const QString &recipient = {})
{
    storage::QueueFilter filter;
    filter.ids = {id};
    filter.recipient = recipient;
    return filter;
}

storage::StorageThread::Job removing(const QString &id)
{
    return [id](storage::Database &database) -> Result<void> {
        const auto removed =
            storage::QueueAdministration(database).remove(only(id), administrator, 1);
        return removed.ok() ? Result<void>() : Result<void>(removed.error());
    };
}

/// A queue whose mail goes to a Maildir, written by one thread that stops in the middle of its
/// first message until open().
class SlowMaildir
{
public:
    SlowMaildir()
    {
        f.config.maildirThreads = 1;
        f.config.content = [this]() -> Result<delivery::ReadContent> {
            const auto stored = storedContent(f.config.database)();
            if (!stored.ok())
                return stored.error();
            return delivery::ReadContent(
                [this, read = *stored](const QString &id, int sequence) -> Result<QByteArray> {
                    if (!m_isBegun.exchange(true))
                        m_gate.acquire();
                    return read(id, sequence);
                });
        };
        f.route(QStringLiteral("default"), QStringLiteral("maildir:") + path());
    }
    ~SlowMaildir() { open(); }

    void open() { m_gate.release(); }
    [[nodiscard]] bool isBegun() const { return m_isBegun; }
    [[nodiscard]] QString path() const { return f.folder.filePath(QStringLiteral("maildir")); }
    [[nodiscard]] QList<QByteArray> contents() const
    {
        QList<QByteArray> found;
        const QDir arrived(path() + QStringLiteral("/new"));
        const QStringList names = arrived.entryList(QDir::Files);
        for (const QString &name : names) {
            QFile file(arrived.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                found.append(file.readAll());
        }
        return found;
    }

private:
    std::atomic<bool> m_isBegun = false;
    QSemaphore m_gate;

public:
    QueueFixture f; ///< ends before the gate that its thread waits at
};

/// A message whose MAIL the next hop does not answer in time.
QString underWay(QueueFixture &f)
{
    f.routeToServer();
    f.server.setAnswer([](const QByteArray &line) -> std::optional<QByteArray> {
        if (line.startsWith("MAIL"))
            return QByteArray();
        return std::nullopt;
    });
    f.config.client.timeouts.mail = std::chrono::milliseconds(400);
    const QString id = f.enqueue("a\r\n", {"to@x.net"});
    f.run();
    return id;
}

} // namespace

void tst_QueueRunnerHold::hold(QueueFixture &f, const QString &id, const QString &recipient)
{
    f.commit([id, recipient](storage::Database &database) -> Result<void> {
        const auto held = storage::QueueAdministration(database).hold(
            only(id, recipient), QStringLiteral("by hand"), administrator, 1);
        return held.ok() ? Result<void>() : Result<void>(held.error());
    });
}

void tst_QueueRunnerHold::release(QueueFixture &f, const QString &id)
{
    f.commit([id](storage::Database &database) -> Result<void> {
        const auto released = storage::QueueAdministration(database).release(
            only(id), administrator, QDateTime::currentMSecsSinceEpoch());
        return released.ok() ? Result<void>() : Result<void>(released.error());
    });
}

void tst_QueueRunnerHold::heldWhileItWaitsForItsTurn()
{
    bool isHolding = true;
    QueueFixture f;
    f.config.nextHops.connectionsPerHost = 1;
    f.server.setAnswer([&](const QByteArray &line) -> std::optional<QByteArray> {
        return isHolding ? silence(line) : std::nullopt;
    });
    f.routeToServer();
    const QString first = f.enqueue("first\r\n", {"to@example.net"});
    const QString second = f.enqueue("second\r\n", {"one@example.net", "two@example.net"});
    f.run();
    QTRY_VERIFY_WITH_TIMEOUT(f.server.commands.contains("DATA"), 30000); // the first is under way
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 3, 30000);             // the second waits
    hold(f, second);
    f.runner->recheck();
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 1, 30000);
    QCOMPARE(f.state(second, 0), RecipientState::Held);
    QCOMPARE(f.state(second, 1), RecipientState::Held);
    // Once released it goes, and goes once.
    release(f, second);
    isHolding = false;
    f.server.shut(); // the first is tried again on another connection
    QVERIFY(f.server.listen());
    f.runner->recheck();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(second, 1), RecipientState::Delivered, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(f.state(first), RecipientState::Delivered, 30000);
    const auto isSecond = [](const TakenMessage &message) {
        return message.content.startsWith("second");
    };
    QCOMPARE(std::count_if(f.server.messages.begin(), f.server.messages.end(), isSecond), 1);
    QVERIFY(f.isGood);
}

void tst_QueueRunnerHold::heldWhileItWaitsForAMaildir()
{
    SlowMaildir maildir;
    QueueFixture &f = maildir.f;
    const QString first = f.enqueue("first\r\n", {"to@example.net"});
    const QString second = f.enqueue("second\r\n", {"one@example.net", "two@example.net"});
    f.run();
    QTRY_VERIFY_WITH_TIMEOUT(maildir.isBegun(), 30000);
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 3, 30000);
    hold(f, second);
    f.runner->recheck();
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 1, 30000);
    maildir.open();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(first), RecipientState::Delivered, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 0, 30000);
    QCOMPARE(maildir.contents().size(), 1);
    QCOMPARE(f.state(second, 0), RecipientState::Held);
    QCOMPARE(f.state(second, 1), RecipientState::Held);
    QVERIFY(f.show(second).recipients.first().history.isEmpty());
    // Once released it is written, and written once.
    release(f, second);
    f.runner->recheck();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(second, 0), RecipientState::Delivered, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(f.state(second, 1), RecipientState::Delivered, 30000);
    QCOMPARE(maildir.contents().size(), 2);
    QVERIFY(f.isGood);
}

/// Nobody tells this node of it; it finds out when it renews its leases.
void tst_QueueRunnerHold::heldByAnotherNode()
{
    SlowMaildir maildir;
    QueueFixture &f = maildir.f;
    f.config.leaseMs = 3000;
    const QString first = f.enqueue("first\r\n", {"to@example.net"});
    const QString second = f.enqueue("second\r\n", {"one@example.net", "two@example.net"});
    f.run();
    QTRY_VERIFY_WITH_TIMEOUT(maildir.isBegun(), 30000);
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 3, 30000);
    hold(f, second);
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 1, 30000);
    maildir.open();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(first), RecipientState::Delivered, 30000);
    QCOMPARE(maildir.contents().size(), 1);
    QCOMPARE(f.state(second, 0), RecipientState::Held);
    QVERIFY(f.isGood);
}

void tst_QueueRunnerHold::someOfAMessageForAMaildir()
{
    SlowMaildir maildir;
    QueueFixture &f = maildir.f;
    const QString first = f.enqueue("first\r\n", {"to@example.net"});
    const QString second = f.enqueue("second\r\n", {"one@example.net", "two@example.net"});
    f.run();
    QTRY_VERIFY_WITH_TIMEOUT(maildir.isBegun(), 30000);
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 3, 30000);
    hold(f, second, QStringLiteral("one@example.net"));
    f.runner->recheck();
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 2, 30000);
    maildir.open();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(second, 1), RecipientState::Delivered, 30000);
    QCOMPARE(f.state(first), RecipientState::Delivered);
    QCOMPARE(f.state(second, 0), RecipientState::Held);
    QVERIFY(f.isGood);
}

void tst_QueueRunnerHold::removedWhileItWaitsForAMaildir()
{
    SlowMaildir maildir;
    QueueFixture &f = maildir.f;
    const QString first = f.enqueue("first\r\n", {"to@example.net"});
    const QString second = f.enqueue("second\r\n", {"to@example.net"});
    f.run();
    QTRY_VERIFY_WITH_TIMEOUT(maildir.isBegun(), 30000);
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 2, 30000);
    f.commit(removing(second));
    f.runner->recheck();
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 1, 30000);
    maildir.open();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(first), RecipientState::Delivered, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(f.runner->inHand(), 0, 30000);
    QCOMPARE(maildir.contents().size(), 1);
    QCOMPARE(f.state(second), RecipientState::Removed);
    QVERIFY(f.isGood);
}

/// A Maildir that cannot be written: what waits for the next try is held, another way for its mail
/// changes nothing in that, and it goes when it is released.
void tst_QueueRunnerHold::deferredAtAMaildir()
{
    QueueFixture f;
    const QString path = f.folder.filePath(QStringLiteral("maildir"));
    QFile obstacle(path);
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    f.schedule = RetrySchedule({3600000}, 7200000);
    f.route(QStringLiteral("default"), QStringLiteral("maildir:") + path);
    const QString id = f.enqueue("a\r\n", {"to@example.net"});
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(id), RecipientState::Deferred, 30000);
    hold(f, id);
    f.runner->recheck();
    f.routes.clear();
    f.route(QStringLiteral("default"), QStringLiteral("maildir:") + path + QStringLiteral("2"));
    const QString later = f.enqueue("b\r\n", {"to@example.net"});
    f.runner->poke();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(later), RecipientState::Delivered, 30000);
    QCOMPARE(f.state(id), RecipientState::Held);
    QCOMPARE(f.show(id).recipients.first().attempts, 1);
    release(f, id);
    f.runner->recheck();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(id), RecipientState::Delivered, 30000);
    QVERIFY(f.isGood);
}

/// Held for longer than the queue keeps trying: its time runs from the release.
void tst_QueueRunnerHold::triedAgainAfterALongHold()
{
    QueueFixture f;
    f.routeToServer();
    f.server.setAnswer([](const QByteArray &line) -> std::optional<QByteArray> {
        if (line == ".")
            return QByteArray("451 4.3.0 Later\r\n");
        return std::nullopt;
    });
    const UtcMs now = QDateTime::currentMSecsSinceEpoch();
    const qint64 hour = 3600000; // the schedule's end
    const QString old = f.enqueue("a\r\n", {"to@example.net"}, now - 3 * hour);
    const QString released = f.enqueue("b\r\n", {"to@example.net"}, now - 3 * hour + 1);
    f.commit([released, now](storage::Database &database) -> Result<void> {
        storage::QueueFilter filter;
        filter.ids = {released};
        storage::QueueAdministration queue(database);
        const auto held = queue.hold(filter, QStringLiteral("by hand"), administrator, 1);
        if (!held.ok())
            return held.error();
        const auto freed = queue.release(filter, administrator, now);
        return freed.ok() ? Result<void>() : Result<void>(freed.error());
    });
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.state(old), RecipientState::Failed, 30000);
    QTRY_VERIFY_WITH_TIMEOUT(f.show(released).recipients.first().attempts >= 2, 30000);
    QCOMPARE(f.state(released), RecipientState::Deferred);
    QVERIFY(f.isGood);
}

void tst_QueueRunnerHold::removedWhileUnderWay()
{
    QueueFixture f;
    const QString id = underWay(f);
    QTRY_VERIFY(f.server.commands.size() >= 2);
    f.commit(removing(id));
    QVERIFY(f.isGood);
    QTRY_COMPARE(f.facts.size(), 1);
    QTRY_COMPARE(f.runner->inHand(), 0);
    QCOMPARE(f.state(id), RecipientState::Removed);
}

void tst_QueueRunnerHold::heldWhileUnderWay()
{
    QueueFixture f;
    const QString id = underWay(f);
    QTRY_VERIFY(f.server.commands.size() >= 2);
    hold(f, id);
    QTRY_COMPARE(f.facts.size(), 1);
    QTRY_COMPARE(f.runner->inHand(), 0);
    QCOMPARE(f.state(id), RecipientState::Held);
}

QTEST_GUILESS_MAIN(tst_QueueRunnerHold)
#include "tst_QueueRunnerHold.moc"
