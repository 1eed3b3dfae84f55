// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/mail/Envelope.h"
#include "server/storage/Database.h"
#include "server/storage/QueueKey.h"
#include "shared/model/QueueItem.h"

#include <QList>

namespace postern::storage
{

/// What became of one recipient in one attempt.
struct RecipientOutcome
{
    QString recipientId;
    DeliveryAttempt attempt; ///< its result is the new state: Delivered, Deferred or Failed
    UtcMs nextAttemptAt = 0; ///< for Deferred
};

/// Messages, their recipients, content chunks, attempts: the way of the mail. Who delivers what
/// and when stands in QueueLeases, what administrators see and do in QueueAdministration. See
/// StorageThread for how jobs run. Lives on the thread of its Database.
class QueueStore
{
public:
    explicit QueueStore(Database &database) : m_database(database) {}

    /// A message's key; time-ordered, 14 characters of 0-9 and A-Z without I, L, O, U, unique to
    /// this node and time. Any thread.
    [[nodiscard]] static QString newQueueId(UtcMs now);

    [[nodiscard]] Result<void> appendChunk(const QString &queueId, int sequence,
                                           const QByteArray &bytes);
    /// Makes the message exist: its row and one per recipient (Held where the envelope says so,
    /// else Queued and due). `size` is what the appended chunks must add up to; Internal if it is
    /// not, so that a message that lost a part is never answered with 250.
    [[nodiscard]] Result<void> insertMessage(const QString &queueId, const mail::Envelope &envelope,
                                             qint64 size, const QByteArray &messageIdHeader,
                                             UtcMs now);
    /// The chunks of a message that was given up; nothing if it exists after all (a commit whose
    /// answer was lost).
    [[nodiscard]] Result<void> discardChunks(const QString &queueId);
    /// Chunks of messages that never came to exist: removes those whose queue id is older than
    /// `before`, of at most `limit` messages a call; answers the number of messages.
    [[nodiscard]] Result<int> sweepOrphanChunks(UtcMs before, int limit = 500);

    /// Content in order, `sequence` from 0; an empty array after the last. NotFound when the
    /// message does not exist or its content is gone (it was removed meanwhile): never a shortened
    /// message.
    [[nodiscard]] Result<QByteArray> readChunk(const QString &queueId, int sequence);
    /// States, attempts; content goes when the last recipient is done. Rows stay as trace.
    /// Delivered and Failed always count; Deferred does not bring back a recipient that was held or
    /// removed while it was under way.
    [[nodiscard]] Result<void> recordOutcomes(const QString &queueId,
                                              const QList<RecipientOutcome> &outcomes, UtcMs now);

    /// Removes finished messages' rows older than `before`, at most `limit` messages a call.
    [[nodiscard]] Result<int> expireTrace(UtcMs before, int limit);

    /// Ends the message if its last recipient is done: its content goes, its rows stay as trace.
    [[nodiscard]] Result<void> closeIfDone(const QString &queueId, UtcMs now);

private:
    /// Where a recipient stands before an outcome is recorded.
    struct Standing
    {
        RecipientState state = RecipientState::Queued;
        qint64 attempts = 0;
    };
    [[nodiscard]] Result<void> refuseIncomplete(const QString &queueId, qint64 size);
    [[nodiscard]] Result<void> insertRecipient(const QString &queueId, int number,
                                               const mail::EnvelopeRecipient &recipient, UtcMs now);
    [[nodiscard]] Result<Standing> standingOf(const QString &queueId, qint64 number);
    [[nodiscard]] Result<void> recordOutcome(const QString &queueId,
                                             const RecipientOutcome &outcome, UtcMs now);
    [[nodiscard]] Result<void> enterState(const RecipientKey &key, RecipientState before,
                                          const RecipientOutcome &outcome, UtcMs now);

    Database &m_database;
};

} // namespace postern::storage
