// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/Migrator.h"
#include "server/storage/QueueAdministration.h"
#include "server/storage/QueueLeases.h"
#include "server/storage/QueueStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QTest>

#include <QSet>

using namespace postern;
using namespace postern::storage;

namespace
{

const QString node = QStringLiteral("node-a");

mail::Envelope envelopeFor(const QByteArrayList &recipients)
{
    mail::Envelope envelope;
    envelope.sender = mail::MailAddress::parse("printer@example.com").value();
    for (const QByteArray &recipient : recipients)
        envelope.recipients.append({mail::MailAddress::parse(recipient).value(), {}});
    envelope.clientAddress = QStringLiteral("192.0.2.10");
    envelope.helo = QByteArray("h\xff\0lo", 5);
    envelope.listener = QStringLiteral("relay");
    envelope.entryId = QStringLiteral("entry-1");
    envelope.isEightBit = true;
    return envelope;
}

RecipientOutcome outcome(const ClaimedRecipient &recipient, RecipientState result,
                         UtcMs nextAttemptAt = 0)
{
    RecipientOutcome outcome;
    outcome.recipientId = recipient.recipientId;
    outcome.attempt.at = 500;
    outcome.attempt.host = QStringLiteral("mx.example.net[192.0.2.1]:25");
    outcome.attempt.reply = QStringLiteral("reply of ") + recipientStateName(result);
    outcome.attempt.result = result;
    outcome.nextAttemptAt = nextAttemptAt;
    return outcome;
}

} // namespace

class tst_QueueStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void idsAreUniqueAndSortByTime();
    void aMessageIsClaimedWithAllThatDeliveryNeeds();
    void contentComesBackInOrder();
    void aMessageThatLostAPartIsRefused();
    void aLeasedRecipientIsNotClaimedTwice();
    void anExpiredLeaseComesBack();
    void leasesCanBeRenewedByTheirHolderOnly();
    void leasesOfAKilledProcessAreReleased();
    void aDeferredRecipientWaits();
    void contentGoesWithTheLastRecipient();
    void aDelayedDeferralDoesNotUndoADelivery();
    void heldRecipientsAreNotClaimed();
    void orphanChunksAreSwept();
    void discardsOnlyWhatNeverCameToExist();
    void retriesDeferredOnesThatAreWanted();
    void theTraceExpiresInSteps();
    void twoNodesClaimDifferentRecipients();

private:
    QString store(const QByteArrayList &recipients, const QByteArray &content = "hello",
                  UtcMs now = 100);
    [[nodiscard]] qint64 count(const QString &table);

    test::DatabaseFixture m_fixture;
    DatabaseUrl m_url;
    std::unique_ptr<Database> m_database;
};

void tst_QueueStore::init()
{
    m_database.reset();
    const Result<DatabaseUrl> url = m_fixture.freshUrl();
    QVERIFY2(url.ok(), qPrintable(url.ok() ? QString() : url.error().text));
    m_url = *url;
    Result<std::unique_ptr<Database>> opened = Database::open(m_url);
    QVERIFY(opened.ok());
    m_database = std::move(opened).value();
    QVERIFY(Migrator(*m_database).migrate().ok());
}

QString tst_QueueStore::store(const QByteArrayList &recipients, const QByteArray &content,
                              UtcMs now)
{
    QueueStore queue(*m_database);
    const QString id = QueueStore::newQueueId(now);
    const bool isStored =
        queue.appendChunk(id, 0, content).ok()
        && queue.insertMessage(id, envelopeFor(recipients), content.size(), "<1@x>", now).ok();
    return isStored ? id : QString();
}

qint64 tst_QueueStore::count(const QString &table)
{
    Result<Rows> rows = m_database->run(QStringLiteral("SELECT COUNT(*) FROM ") + table);
    return rows && rows.value().next() ? rows->integer(0) : -1;
}

void tst_QueueStore::idsAreUniqueAndSortByTime()
{
    QSet<QString> seen;
    QString last;
    for (int i = 0; i < 20000; ++i) {
        // The clock may stand still or go back.
        const QString id = QueueStore::newQueueId(1700000000000 - (i % 3));
        QCOMPARE(id.size(), 14);
        QVERIFY(id > last);
        last = id;
        seen.insert(id);
    }
    QCOMPARE(seen.size(), 20000);
    QVERIFY(firstQueueIdOf(1700000000000 - 1000) < last);
    QVERIFY(firstQueueIdOf(1700000100000) > last);
}

void tst_QueueStore::aMessageIsClaimedWithAllThatDeliveryNeeds()
{
    const QString id = store({"a@example.net", "b@example.net"});
    QVERIFY(!id.isEmpty());
    QueueStore queue(*m_database);
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 100);
    QVERIFY(QueueLeases(*m_database).claimDue(node, 99, 1000, 10)->isEmpty());
    const QList<ClaimedRecipient> claimed =
        QueueLeases(*m_database).claimDue(node, 100, 1000, 10).value();
    QCOMPARE(claimed.size(), 2);
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 1100);
    QSet<QString> addresses;
    for (const ClaimedRecipient &recipient : claimed) {
        QCOMPARE(recipient.messageId, id);
        QCOMPARE(recipient.sender, QStringLiteral("printer@example.com"));
        QVERIFY(recipient.isEightBit);
        QCOMPARE(recipient.size, 5);
        QCOMPARE(recipient.attempts, 0);
        QCOMPARE(recipient.acceptedAt, 100);
        addresses.insert(recipient.address);
    }
    QCOMPARE(addresses,
             (QSet<QString>{QStringLiteral("a@example.net"), QStringLiteral("b@example.net")}));
}

void tst_QueueStore::contentComesBackInOrder()
{
    QueueStore queue(*m_database);
    const QString id = QueueStore::newQueueId(100);
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(static_cast<char>(i));
    QVERIFY(queue.appendChunk(id, 0, bytes).ok());
    QVERIFY(queue.appendChunk(id, 1, QByteArray(1, '\0')).ok());
    QVERIFY(queue.insertMessage(id, envelopeFor({"a@example.net"}), 257, {}, 100).ok());
    QCOMPARE(*queue.readChunk(id, 0), bytes);
    QCOMPARE(*queue.readChunk(id, 1), QByteArray(1, '\0'));
    QVERIFY(queue.readChunk(id, 2)->isEmpty());
    QCOMPARE(queue.readChunk(QStringLiteral("nothing"), 0).error().kind, ErrorKind::NotFound);
}

void tst_QueueStore::aMessageThatLostAPartIsRefused()
{
    QueueStore queue(*m_database);
    const QString id = QueueStore::newQueueId(100);
    QVERIFY(queue.appendChunk(id, 0, "hello").ok());
    const mail::Envelope envelope = envelopeFor({"a@example.net"});
    const Result<void> refused = queue.insertMessage(id, envelope, 6, {}, 100);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::Internal);
    QCOMPARE(count(QStringLiteral("message")), 0);
    QVERIFY(queue.insertMessage(id, envelope, 5, {}, 100).ok());
    QVERIFY(!queue.insertMessage(QueueStore::newQueueId(1), envelopeFor({}), 0, {}, 1).ok());
}

void tst_QueueStore::aLeasedRecipientIsNotClaimedTwice()
{
    store({"a@example.net", "b@example.net", "c@example.net"});
    QueueStore queue(*m_database);
    QCOMPARE(QueueLeases(*m_database).claimDue(node, 200, 1000, 2)->size(), 2);
    QCOMPARE(QueueLeases(*m_database).claimDue(node, 200, 1000, 2)->size(), 1);
    QCOMPARE(QueueLeases(*m_database).claimDue(node, 1199, 1000, 2)->size(), 0);
}

void tst_QueueStore::anExpiredLeaseComesBack()
{
    store({"a@example.net"});
    QueueStore queue(*m_database);
    QCOMPARE(QueueLeases(*m_database).claimDue(node, 200, 1000, 9)->size(), 1);
    const QList<ClaimedRecipient> again =
        QueueLeases(*m_database).claimDue(QStringLiteral("node-b"), 1200, 1000, 9).value();
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().attempts, 0);
}

void tst_QueueStore::leasesCanBeRenewedByTheirHolderOnly()
{
    store({"a@example.net"});
    QueueStore queue(*m_database);
    const QString id = QueueLeases(*m_database).claimDue(node, 200, 1000, 9)->first().recipientId;
    QVERIFY(QueueLeases(*m_database).renewLeases(QStringLiteral("node-b"), {id}, 9000).ok());
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 1200);
    QVERIFY(QueueLeases(*m_database).renewLeases(node, {id}, 9000).ok());
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 9000);
    QVERIFY(!QueueLeases(*m_database).renewLeases(node, {QStringLiteral("nonsense")}, 9000).ok());
}

void tst_QueueStore::leasesOfAKilledProcessAreReleased()
{
    store({"a@example.net", "b@example.net"});
    QueueStore queue(*m_database);
    QCOMPARE(QueueLeases(*m_database).claimDue(node, 200, 1000, 1)->size(), 1);
    QCOMPARE(QueueLeases(*m_database).claimDue(QStringLiteral("node-b"), 200, 1000, 1)->size(), 1);
    QVERIFY(QueueLeases(*m_database).releaseLeases(node).ok());
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 100);
    QCOMPARE(QueueLeases(*m_database).claimDue(node, 200, 1000, 9)->size(), 1);
}

void tst_QueueStore::aDeferredRecipientWaits()
{
    const QString id = store({"a@example.net"});
    QueueStore queue(*m_database);
    const ClaimedRecipient claimed = QueueLeases(*m_database).claimDue(node, 200, 1000, 9)->first();
    QVERIFY(queue.recordOutcomes(id, {outcome(claimed, RecipientState::Deferred, 700)}, 300).ok());
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 700);
    QVERIFY(QueueLeases(*m_database).claimDue(node, 699, 1000, 9)->isEmpty());
    const QList<ClaimedRecipient> again =
        QueueLeases(*m_database).claimDue(node, 700, 1000, 9).value();
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().attempts, 1);
    const QueueItem item = QueueAdministration(*m_database).show(id).value();
    QCOMPARE(item.recipients.first().state, RecipientState::Deferred);
    QCOMPARE(item.recipients.first().lastReply, QStringLiteral("reply of deferred"));
    QCOMPARE(item.recipients.first().history.size(), 1);
    QVERIFY(!queue.recordOutcomes(id, {outcome({}, RecipientState::Delivered)}, 800).ok());
}

void tst_QueueStore::contentGoesWithTheLastRecipient()
{
    const QString id = store({"a@example.net", "b@example.net"});
    QueueStore queue(*m_database);
    const QList<ClaimedRecipient> claimed =
        QueueLeases(*m_database).claimDue(node, 200, 1000, 9).value();
    QVERIFY(
        queue.recordOutcomes(id, {outcome(claimed.at(0), RecipientState::Delivered)}, 300).ok());
    QCOMPARE(*queue.readChunk(id, 0), QByteArray("hello"));
    QVERIFY(queue.recordOutcomes(id, {outcome(claimed.at(1), RecipientState::Failed)}, 400).ok());
    QCOMPARE(count(QStringLiteral("message_chunk")), 0);
    QCOMPARE(queue.readChunk(id, 0).error().kind, ErrorKind::NotFound);
    QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 0);
    const QueueItem item = QueueAdministration(*m_database).show(id).value();
    QCOMPARE(item.recipients.size(), 2);
    QVERIFY(item.recipients.at(0).doneAt > 0 && item.recipients.at(1).doneAt > 0);
    QCOMPARE(item.sender, QStringLiteral("printer@example.com"));
    QCOMPARE(item.messageId, QStringLiteral("<1@x>"));
}

void tst_QueueStore::aDelayedDeferralDoesNotUndoADelivery()
{
    const QString id = store({"a@example.net"});
    QueueStore queue(*m_database);
    const ClaimedRecipient claimed = QueueLeases(*m_database).claimDue(node, 200, 1000, 9)->first();
    QVERIFY(queue.recordOutcomes(id, {outcome(claimed, RecipientState::Delivered)}, 300).ok());
    for (const RecipientState late : {RecipientState::Deferred, RecipientState::Failed}) {
        QVERIFY(queue.recordOutcomes(id, {outcome(claimed, late, 900)}, 400).ok());
        QCOMPARE(*QueueLeases(*m_database).nextDueAt(), 0);
        const QueueItem item = QueueAdministration(*m_database).show(id).value();
        QCOMPARE(item.recipients.first().state, RecipientState::Delivered);
        QCOMPARE(item.recipients.first().doneAt, 300);
    }
}

void tst_QueueStore::heldRecipientsAreNotClaimed()
{
    QueueStore queue(*m_database);
    const QString id = QueueStore::newQueueId(100);
    mail::Envelope envelope = envelopeFor({"a@example.net", "b@example.net"});
    envelope.recipients[1].holdReason = QStringLiteral("over its limit of 500 an hour");
    QVERIFY(queue.appendChunk(id, 0, "x").ok());
    QVERIFY(queue.insertMessage(id, envelope, 1, {}, 100).ok());
    const QList<ClaimedRecipient> claimed =
        QueueLeases(*m_database).claimDue(node, 200, 1000, 9).value();
    QCOMPARE(claimed.size(), 1);
    QCOMPARE(claimed.first().address, QStringLiteral("a@example.net"));
    const QueueItem item = QueueAdministration(*m_database).show(id).value();
    QCOMPARE(item.recipients.at(1).state, RecipientState::Held);
    QCOMPARE(item.recipients.at(1).holdReason, QStringLiteral("over its limit of 500 an hour"));
}

void tst_QueueStore::orphanChunksAreSwept()
{
    QueueStore queue(*m_database);
    // Ids never go back in time, so each run needs a later one.
    const UtcMs base = test::DatabaseFixture::isSqlite() ? 1800000000000 : 1900000000000;
    const QString kept = store({"a@example.net"}, "hello", base);
    for (int i = 0; i < 3; ++i)
        QVERIFY(queue.appendChunk(QueueStore::newQueueId(base), 0, "orphan").ok());
    const QString arriving = QueueStore::newQueueId(base + 100000);
    QVERIFY(queue.appendChunk(arriving, 0, "arriving").ok());
    QCOMPARE(*queue.sweepOrphanChunks(base + 50000, 2), 2);
    QCOMPARE(*queue.sweepOrphanChunks(base + 50000, 2), 1);
    QCOMPARE(*queue.sweepOrphanChunks(base + 50000, 2), 0);
    QCOMPARE(*queue.readChunk(kept, 0), QByteArray("hello"));
    QCOMPARE(count(QStringLiteral("message_chunk")), 2);
}

void tst_QueueStore::discardsOnlyWhatNeverCameToExist()
{
    QueueStore queue(*m_database);
    const QString kept = store({"a@example.net"});
    const QString given = QueueStore::newQueueId(100);
    QVERIFY(queue.appendChunk(given, 0, "half").ok());
    QVERIFY(queue.discardChunks(given).ok());
    QVERIFY(queue.discardChunks(kept).ok());
    QCOMPARE(count(QStringLiteral("message_chunk")), 1);
    QCOMPARE(*queue.readChunk(kept, 0), QByteArray("hello"));
}

void tst_QueueStore::retriesDeferredOnesThatAreWanted()
{
    QueueStore queue(*m_database);
    store({"a@one.net", "b@two.net", "c@one.net"});
    const QList<ClaimedRecipient> first =
        QueueLeases(*m_database).claimDue(node, 200, 1000, 9).value();
    for (const ClaimedRecipient &claimed : first) {
        if (claimed.address == QStringLiteral("c@one.net"))
            continue; // still under way
        RecipientOutcome deferred = outcome(claimed, RecipientState::Deferred);
        deferred.nextAttemptAt = 900;
        QVERIFY(queue.recordOutcomes(claimed.messageId, {deferred}, 300).ok());
    }
    const auto isOne = [](QStringView address) { return address.endsWith(u"@one.net"); };
    QCOMPARE(*QueueLeases(*m_database).retryDeferred(400, isOne), 1);
    const QList<ClaimedRecipient> due =
        QueueLeases(*m_database).claimDue(node, 400, 1000, 9).value();
    QCOMPARE(due.size(), 1);
    QCOMPARE(due.first().address, QStringLiteral("a@one.net"));
}

void tst_QueueStore::theTraceExpiresInSteps()
{
    QueueStore queue(*m_database);
    for (int i = 0; i < 5; ++i)
        QVERIFY(!store({"a@example.net"}).isEmpty());
    const QString open = store({"open@example.net"}, "hello", 5000);
    const QList<ClaimedRecipient> due =
        QueueLeases(*m_database).claimDue(node, 200, 1000, 9).value();
    QCOMPARE(due.size(), 5);
    for (const ClaimedRecipient &claimed : due) {
        QVERIFY(queue
                    .recordOutcomes(claimed.messageId,
                                    {outcome(claimed, RecipientState::Delivered)}, 300)
                    .ok());
    }
    QCOMPARE(*queue.expireTrace(300, 2), 0);
    QCOMPARE(*queue.expireTrace(301, 2), 2);
    QCOMPARE(*queue.expireTrace(301, 10), 3);
    QCOMPARE(count(QStringLiteral("message")), 1);
    QCOMPARE(count(QStringLiteral("recipient")), 1);
    QCOMPARE(count(QStringLiteral("delivery_attempt")), 0);
    QVERIFY(QueueAdministration(*m_database).show(open).ok());
}

void tst_QueueStore::twoNodesClaimDifferentRecipients()
{
    if (test::DatabaseFixture::isSqlite())
        return; // one writer at a time
    store({"a@example.net", "b@example.net"});
    Result<std::unique_ptr<Database>> other = Database::open(m_url);
    QVERIFY(other.ok());
    QVERIFY(m_database->begin().ok());
    QVERIFY(other.value()->begin().ok());
    const auto mine = QueueLeases(*m_database).claimDue(node, 200, 1000, 1);
    const auto theirs =
        QueueLeases(*other.value()).claimDue(QStringLiteral("node-b"), 200, 1000, 9);
    QVERIFY(mine.ok() && theirs.ok());
    QCOMPARE(mine->size(), 1);
    QCOMPARE(theirs->size(), 1);
    QVERIFY(mine->first().recipientId != theirs->first().recipientId);
    QVERIFY(m_database->commit().ok());
    QVERIFY(other.value()->commit().ok());
}

QTEST_GUILESS_MAIN(tst_QueueStore)
#include "tst_QueueStore.moc"
