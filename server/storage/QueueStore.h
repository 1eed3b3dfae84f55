// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/mail/Envelope.h"
#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/QueueItem.h"

#include <QList>

namespace postern::storage
{

/// A recipient whose lease this node holds, with what delivery needs.
struct ClaimedRecipient
{
    QString messageId; ///< queue id
    QString recipientId;
    QString address;
    QString sender;
    bool isEightBit = false;
    qint64 size = 0;
    int attempts = 0; ///< before this one
    UtcMs acceptedAt = 0;
};

/// What became of one recipient in one attempt.
struct RecipientOutcome
{
    QString recipientId;
    DeliveryAttempt attempt; ///< its result is the new state: Delivered, Deferred or Failed
    UtcMs nextAttemptAt = 0; ///< for Deferred
};

/// Which queue items an administrator means; empty fields match all.
struct QueueFilter
{
    QStringList ids;
    QString sender;
    QString recipient;
    QString client; ///< address or range text
    QString entryId;
    QString user;
    std::optional<RecipientState> state;
    bool includeDone = false; ///< the trace too
};

/// One page of a list: rows after the cursor's key.
struct QueuePage
{
    QList<QueueItem> items;
    QString nextCursor; ///< empty: the last page
};

/// Messages, their recipients, content chunks, attempts. See StorageThread for how jobs run.
class QueueStore
{
public:
    explicit QueueStore(Database &database) : m_database(database) {}

    /// A message's key; time-ordered, 14 characters, unique to this node and time.
    [[nodiscard]] static QString newQueueId(UtcMs now);

    [[nodiscard]] Result<void> appendChunk(const QString &queueId, int sequence,
                                           const QByteArray &bytes);
    /// Makes the message exist: its row and one per recipient (Held where the envelope says so,
    /// else Queued and due).
    [[nodiscard]] Result<void> insertMessage(const QString &queueId, const mail::Envelope &envelope,
                                             qint64 size, const QByteArray &messageIdHeader,
                                             UtcMs now);
    /// Chunks of messages that never came to exist: removes those older than `before` (by their
    /// queue id).
    [[nodiscard]] Result<int> sweepOrphanChunks(UtcMs before);

    /// Leases due recipients to `node` until now + leaseMs; expired leases are due again.
    [[nodiscard]] Result<QList<ClaimedRecipient>> claimDue(const QString &node, UtcMs now,
                                                           qint64 leaseMs, int limit);
    /// Leases of this node that a killed process left behind.
    [[nodiscard]] Result<void> releaseLeases(const QString &node);
    [[nodiscard]] Result<UtcMs> nextDueAt(); ///< 0: nothing waits
    /// Content in order, `sequence` from 0; an empty array after the last.
    [[nodiscard]] Result<QByteArray> readChunk(const QString &queueId, int sequence);
    /// States, attempts; content goes when the last recipient is done. Rows stay as trace.
    [[nodiscard]] Result<void> recordOutcomes(const QString &queueId,
                                              const QList<RecipientOutcome> &outcomes, UtcMs now);

    [[nodiscard]] Result<QueuePage> list(const QueueFilter &filter, const QString &cursor,
                                         int limit);
    [[nodiscard]] Result<QueueItem> show(const QString &queueId);
    /// Each returns the number of recipients changed and writes an audit row per message.
    [[nodiscard]] Result<int> hold(const QueueFilter &filter, const QString &reason,
                                   const Actor &actor, UtcMs now);
    [[nodiscard]] Result<int> release(const QueueFilter &filter, const Actor &actor, UtcMs now);
    [[nodiscard]] Result<int> retry(const QueueFilter &filter, const Actor &actor, UtcMs now);
    [[nodiscard]] Result<int> remove(const QueueFilter &filter, const Actor &actor, UtcMs now);
    /// Removes finished messages' rows older than `before`, at most `limit` messages a call.
    [[nodiscard]] Result<int> expireTrace(UtcMs before, int limit);

private:
    Database &m_database;
};

} // namespace postern::storage
