// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AuditStore.h"
#include "server/storage/QueueAdministration.h"
#include "server/storage/QueueLeases.h"
#include "server/storage/QueueStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QTest>

using namespace postern;
using namespace postern::storage;

class tst_QueueAdministration : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void pagesAreStableAndNewestFirst();
    void filters_data();
    void filters();
    void aFilterThatCannotBeRead();
    void holdAndRelease();
    void retryMakesDueNow();
    void retryByHandDoesNotMoveTheSchedule();
    void removeEndsTheMessage();
    void aDryRunOnlyCounts();
    void aDeliveryUnderWayCountsThoughItWasHeld();

private:
    QString store(const QByteArray &sender, const QByteArray &recipient, const QString &client);

    const Actor m_actor{QStringLiteral("alice"), QStringLiteral("local"), QStringLiteral("test"),
                        QStringLiteral("why not")};
    test::DatabaseFixture m_fixture;
    std::unique_ptr<Database> m_database;
};

void tst_QueueAdministration::init()
{
    m_database.reset();
    Result<std::unique_ptr<Database>> fresh = m_fixture.freshDatabase();
    QVERIFY2(fresh.ok(), qPrintable(fresh.ok() ? QString() : fresh.error().text));
    m_database = std::move(fresh).value();
}

QString tst_QueueAdministration::store(const QByteArray &sender, const QByteArray &recipient,
                                       const QString &client)
{
    mail::Envelope envelope;
    envelope.sender = mail::MailAddress::parse(sender).value();
    envelope.recipients.append({mail::MailAddress::parse(recipient).value(), {}});
    envelope.clientAddress = client;
    envelope.entryId = QStringLiteral("entry-") + client;
    envelope.user = QString::fromLatin1(sender.left(1));
    const QString id = QueueStore::newQueueId(100);
    QueueStore queue(*m_database);
    return queue.appendChunk(id, 0, "x").ok() && queue.insertMessage(id, envelope, 1, {}, 100).ok()
               ? id
               : QString();
}

void tst_QueueAdministration::pagesAreStableAndNewestFirst()
{
    QStringList ids;
    for (int i = 0; i < 7; ++i)
        ids.prepend(store("a@example.com", "b@example.net", QStringLiteral("192.0.2.1")));
    QueueAdministration queue(*m_database);
    QStringList seen;
    QString cursor;
    do {
        const QueuePage page = queue.list({}, cursor, 3).value();
        QVERIFY(page.items.size() <= 3);
        for (const QueueItem &item : page.items)
            seen.append(item.id);
        cursor = page.nextCursor;
        // What comes in between does not disturb the pages behind.
        QVERIFY(!store("a@example.com", "b@example.net", QStringLiteral("192.0.2.1")).isEmpty());
    } while (!cursor.isEmpty());
    QCOMPARE(seen, ids);
}

void tst_QueueAdministration::filters_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("expected");
    QTest::newRow("sender, in any case") << "sender"
                                         << "A@EXAMPLE.com" << 2;
    QTest::newRow("recipient") << "recipient"
                               << "x@example.net" << 1;
    QTest::newRow("client address") << "client"
                                    << "192.0.2.1" << 1;
    QTest::newRow("client range") << "client"
                                  << "192.0.2.0/24" << 2;
    QTest::newRow("client IPv6") << "client"
                                 << "2001:db8::/32" << 1;
    QTest::newRow("entry") << "entry"
                           << "entry-192.0.2.2" << 1;
    QTest::newRow("user") << "user"
                          << "c" << 1;
    QTest::newRow("none") << "sender"
                          << "nobody@example.com" << 0;
    QTest::newRow("injection") << "user"
                               << "' OR '1'='1" << 0;
}

void tst_QueueAdministration::filters()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(int, expected);
    store("a@example.com", "x@example.net", QStringLiteral("192.0.2.1"));
    store("a@example.com", "y@example.net", QStringLiteral("192.0.2.2"));
    store("c@example.com", "z@example.net", QStringLiteral("2001:db8::1"));
    QueueFilter filter;
    if (field == QLatin1String("sender"))
        filter.sender = value;
    else if (field == QLatin1String("recipient"))
        filter.recipient = value;
    else if (field == QLatin1String("client"))
        filter.client = value;
    else if (field == QLatin1String("entry"))
        filter.entryId = value;
    else
        filter.user = value;
    QueueAdministration queue(*m_database);
    QCOMPARE(queue.list(filter, {}, 10)->items.size(), expected);
    QCOMPARE(*queue.remove(filter, m_actor, 200), expected);
    QCOMPARE(queue.list({}, {}, 10)->items.size(), 3 - expected);
    QueueFilter trace;
    trace.includeDone = true;
    QCOMPARE(queue.list(trace, {}, 10)->items.size(), 3);
}

void tst_QueueAdministration::aFilterThatCannotBeRead()
{
    QueueFilter filter;
    filter.client = QStringLiteral("10.0.0.1/8");
    const Result<QueuePage> page = QueueAdministration(*m_database).list(filter, {}, 10);
    QVERIFY(!page.ok());
    QCOMPARE(page.error().kind, ErrorKind::Invalid);
    QCOMPARE(page.error().field, QStringLiteral("client"));
}

void tst_QueueAdministration::holdAndRelease()
{
    const QString id = store("a@example.com", "x@example.net", QStringLiteral("192.0.2.1"));
    QueueFilter filter;
    filter.ids = {id, QStringLiteral("unknown")};
    QueueAdministration queue(*m_database);
    QCOMPARE(*queue.hold(filter, QStringLiteral("looks odd"), m_actor, 200), 1);
    QCOMPARE(*queue.hold(filter, QStringLiteral("again"), m_actor, 200), 0);
    QCOMPARE(queue.show(id)->recipients.first().holdReason, QStringLiteral("looks odd"));
    QVERIFY(QueueLeases(*m_database).claimDue(QStringLiteral("n"), 900, 1000, 9)->isEmpty());
    QueueFilter held;
    held.state = RecipientState::Held;
    QCOMPARE(queue.list(held, {}, 9)->items.size(), 1);
    QCOMPARE(*queue.release(held, m_actor, 300), 1);
    QCOMPARE(QueueLeases(*m_database).claimDue(QStringLiteral("n"), 300, 1000, 9)->size(), 1);
    const QList<AuditRecord> audit = AuditStore(*m_database).list(0, 9).value();
    QCOMPARE(audit.size(), 2);
    QCOMPARE(audit.at(0).action, QStringLiteral("queue.release"));
    QCOMPARE(audit.at(1).action, QStringLiteral("queue.hold"));
    QCOMPARE(audit.at(1).subject, id);
    QCOMPARE(audit.at(1).why, QStringLiteral("why not"));
}

void tst_QueueAdministration::retryMakesDueNow()
{
    const QString id = store("a@example.com", "x@example.net", QStringLiteral("192.0.2.1"));
    QueueStore store(*m_database);
    QueueAdministration queue(*m_database);
    const ClaimedRecipient claimed =
        QueueLeases(*m_database).claimDue(QStringLiteral("n"), 200, 1000, 9)->first();
    QCOMPARE(*queue.retry({}, m_actor, 210), 0); // under way
    RecipientOutcome outcome;
    outcome.recipientId = claimed.recipientId;
    outcome.nextAttemptAt = 99000;
    QVERIFY(store.recordOutcomes(id, {outcome}, 300).ok());
    QCOMPARE(*queue.retry({}, m_actor, 400), 1);
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 400);
}

void tst_QueueAdministration::retryByHandDoesNotMoveTheSchedule()
{
    const QString id = store("a@example.com", "b@example.net", QStringLiteral("192.0.2.1"));
    QVERIFY(!id.isEmpty());
    QueueAdministration queue(*m_database);
    QueueLeases leases(*m_database);
    // How many attempts the schedule counts at the next claim, which fails.
    const auto attemptAt = [&](UtcMs now) {
        const auto claimed = leases.claimDue(QStringLiteral("node"), now, 100, 10);
        if (!claimed.ok() || claimed->size() != 1)
            return -1;
        RecipientOutcome outcome;
        outcome.recipientId = claimed->first().recipientId;
        outcome.attempt.result = RecipientState::Deferred;
        outcome.nextAttemptAt = now + 1000;
        const Result<void> recorded =
            QueueStore(*m_database).recordOutcomes(claimed->first().messageId, {outcome}, now);
        return recorded.ok() ? claimed->first().attempts : -1;
    };
    QCOMPARE(attemptAt(1000), 0);
    QCOMPARE(attemptAt(2000), 1);
    // Due at 3000 by itself; by hand twice before that, and impatiently.
    QCOMPARE(*queue.retry({}, m_actor, 2100), 1);
    QCOMPARE(*queue.retry({}, m_actor, 2101), 1);
    QCOMPARE(attemptAt(2200), 1);
    QCOMPARE(*queue.retry({}, m_actor, 2300), 1);
    QCOMPARE(attemptAt(2400), 1);
    QCOMPARE(attemptAt(3400), 2);
    QCOMPARE(queue.show(id)->recipients.first().attempts, 5); // people are shown all of them
}

void tst_QueueAdministration::removeEndsTheMessage()
{
    const QString id = store("a@example.com", "x@example.net", QStringLiteral("192.0.2.1"));
    QueueAdministration queue(*m_database);
    QCOMPARE(*queue.remove({}, m_actor, 200), 1);
    QCOMPARE(queue.show(id)->recipients.first().state, RecipientState::Removed);
    // A delivery that reads on finds out, and never takes what it has for the whole.
    QCOMPARE(QueueStore(*m_database).readChunk(id, 1).error().kind, ErrorKind::NotFound);
    QCOMPARE(*queue.release({}, m_actor, 300), 0);
    QCOMPARE(queue.show(QStringLiteral("unknown")).error().kind, ErrorKind::NotFound);
}

void tst_QueueAdministration::aDryRunOnlyCounts()
{
    store("a@example.com", "x@example.net", QStringLiteral("192.0.2.1"));
    QueueAdministration queue(*m_database);
    QCOMPARE(*queue.remove({}, m_actor, 200, true), 1);
    QCOMPARE(*queue.remove({}, m_actor, 200, true), 1);
    QVERIFY(AuditStore(*m_database).list(0, 9)->isEmpty());
}

void tst_QueueAdministration::aDeliveryUnderWayCountsThoughItWasHeld()
{
    const QString id = store("a@example.com", "x@example.net", QStringLiteral("192.0.2.1"));
    QueueStore store(*m_database);
    QueueAdministration queue(*m_database);
    const ClaimedRecipient claimed =
        QueueLeases(*m_database).claimDue(QStringLiteral("n"), 200, 1000, 9)->first();
    QCOMPARE(*queue.hold({}, QStringLiteral("stop"), m_actor, 210), 1);
    RecipientOutcome outcome;
    outcome.recipientId = claimed.recipientId;
    outcome.attempt.result = RecipientState::Deferred;
    outcome.nextAttemptAt = 99000;
    QVERIFY(store.recordOutcomes(id, {outcome}, 300).ok());
    QCOMPARE(queue.show(id)->recipients.first().state, RecipientState::Held);
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 0);
    outcome.attempt.result = RecipientState::Delivered;
    QVERIFY(store.recordOutcomes(id, {outcome}, 400).ok());
    QCOMPARE(queue.show(id)->recipients.first().state, RecipientState::Delivered);
    QCOMPARE(queue.show(id)->recipients.first().history.size(), 2);
}

QTEST_GUILESS_MAIN(tst_QueueAdministration)
#include "tst_QueueAdministration.moc"
