// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/IncomingMessage.h"

#include <QTest>

using namespace postern;
using namespace postern::net;

/// Content on its way to the storage, and the memory that all sessions share for it.
class tst_IncomingMessage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mailbox->close(); }
    void strangersLeaveAQuarterToThoseWhoAreKnown();
    void slowSessionsHoldLittleWhenMemoryIsShort();
    void largeChunksWhileThereIsMemory();
    void theHeaderIsReadBeyondTheFirstChunk();

private:
    [[nodiscard]] std::shared_ptr<IncomingMessage> begin(ByteBudget &budget, ByteBudget::For whom);
    /// The answer to the end of data.
    [[nodiscard]] ErrorKind refusalOf(IncomingMessage &message);

    MessageSink m_sink;
    QList<QByteArray> m_chunks; ///< that were appended; the storage never answers
    std::shared_ptr<Mailbox> m_mailbox;
};

namespace
{

constexpr qint64 kib = 1024;

QByteArray bytes(qint64 count)
{
    return QByteArray(count, 'x');
}

} // namespace

void tst_IncomingMessage::init()
{
    m_chunks.clear();
    m_mailbox = Mailbox::make(this);
    m_sink.newQueueId = [](UtcMs) { return QStringLiteral("Q"); };
    m_sink.appendChunk = [this](const QString &, int, const QByteArray &chunk, const StoreDone &) {
        m_chunks.append(chunk);
    };
    m_sink.commit = [](const CompleteMessage &, const StoreDone &done) { done({}); };
    m_sink.discard = [](const QString &) {};
}

std::shared_ptr<IncomingMessage> tst_IncomingMessage::begin(ByteBudget &budget,
                                                            ByteBudget::For whom)
{
    return std::make_shared<IncomingMessage>(m_sink, budget, whom, m_mailbox, 1);
}

ErrorKind tst_IncomingMessage::refusalOf(IncomingMessage &message)
{
    std::optional<Result<void>> answer;
    message.commit({}, 1, [&answer](const Result<void> &result) { answer = result; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20000))
        qFatal("no answer");
    return answer->ok() ? ErrorKind::Internal : answer->error().kind;
}

void tst_IncomingMessage::strangersLeaveAQuarterToThoseWhoAreKnown()
{
    ByteBudget budget(1000 * kib);
    std::vector<std::shared_ptr<IncomingMessage>> strangers;
    for (int i = 0; i < 30; ++i) { // each keeps less than a chunk, and sends no more
        strangers.push_back(begin(budget, ByteBudget::For::Stranger));
        strangers.back()->append(bytes(25 * kib));
    }
    QCOMPARE(budget.used(), 750 * kib);
    const auto one = begin(budget, ByteBudget::For::Stranger);
    one->append(bytes(1));
    QCOMPARE(refusalOf(*one), ErrorKind::StorageFull);
    const auto known = begin(budget, ByteBudget::For::Known);
    known->append(bytes(20 * kib));
    QCOMPARE(known->size(), 20 * kib);
    QCOMPARE(budget.used(), 770 * kib);
    strangers.clear();
    QCOMPARE(budget.used(), 20 * kib);
}

void tst_IncomingMessage::slowSessionsHoldLittleWhenMemoryIsShort()
{
    ByteBudget budget(1000 * kib);
    const auto slow = begin(budget, ByteBudget::For::Stranger);
    slow->append(bytes(100 * kib));
    QVERIFY(m_chunks.isEmpty());
    QVERIFY(budget.take(450 * kib, ByteBudget::For::Stranger)); // all the others
    slow->append(bytes(1));
    QCOMPARE(m_chunks.size(), 1);
    QCOMPARE(m_chunks.first().size(), 100 * kib);
    slow->append(bytes(40 * kib));
    QCOMPARE(m_chunks.size(), 2);
    QCOMPARE(m_chunks.at(1).size(), 32 * kib);
    QCOMPARE(slow->size(), 140 * kib + 1);
    budget.giveBack(450 * kib);
}

void tst_IncomingMessage::largeChunksWhileThereIsMemory()
{
    ByteBudget budget(10000 * kib);
    const auto message = begin(budget, ByteBudget::For::Stranger);
    message->append(bytes(256 * kib));
    QVERIFY(m_chunks.isEmpty()); // the last one goes with the message's row
    message->append(bytes(1));
    QCOMPARE(m_chunks.size(), 1);
    QCOMPARE(m_chunks.first().size(), 256 * kib);
}

void tst_IncomingMessage::theHeaderIsReadBeyondTheFirstChunk()
{
    ByteBudget budget(1000 * kib);
    QVERIFY(budget.take(550 * kib, ByteBudget::For::Stranger)); // so that chunks are small
    const auto message = begin(budget, ByteBudget::For::Stranger);
    message->append("Received: a\r\nX-Long: " + bytes(40 * kib) + "\r\nRece");
    message->append("ived: b\r\nMessage-ID: <1@x>\r\n\r\nReceived: c\r\n");
    QVERIFY(!m_chunks.isEmpty());
    QCOMPARE(message->header().receivedCount(), 2);
    QCOMPARE(message->header().messageId(), QByteArray("<1@x>"));
    budget.giveBack(550 * kib);
}

QTEST_GUILESS_MAIN(tst_IncomingMessage)
#include "tst_IncomingMessage.moc"
