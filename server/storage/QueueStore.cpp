// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/QueueStore.h"

#include "server/storage/AddressKey.h"
#include "server/storage/QueueKey.h"
#include "server/storage/SqlDialect.h"
#include "shared/net/IpAddress.h"

#include <QHash>

#include <algorithm>

namespace postern::storage
{

namespace
{

QString keyOf(const QString &clientAddress)
{
    const Result<IpAddress> address = IpAddress::parse(clientAddress);
    return address ? addressKey(*address) : QString();
}

Result<void> withoutCount(const Result<int> &changed)
{
    if (!changed)
        return changed.error();
    return {};
}

} // namespace

QString QueueStore::newQueueId(UtcMs now)
{
    return nextQueueId(now);
}

Result<void> QueueStore::appendChunk(const QString &queueId, int sequence, const QByteArray &bytes)
{
    return withoutCount(m_database.change(
        QStringLiteral("INSERT INTO message_chunk (message, seq, bytes) VALUES (?, ?, ?)"),
        {queueId, sequence, bytes}));
}

Result<void> QueueStore::refuseIncomplete(const QString &queueId, qint64 size)
{
    Result<Rows> rows = m_database.run(QStringLiteral("SELECT COALESCE(SUM(LENGTH(bytes)), 0) "
                                                      "FROM message_chunk WHERE message = ?"),
                                       {queueId});
    if (!rows)
        return rows.error();
    rows.value().next();
    const qint64 stored = rows->integer(0);
    if (stored == size)
        return {};
    return Error{ErrorKind::Internal,
                 QStringLiteral("Of the content of message %1 only %2 of %3 bytes are stored.")
                     .arg(queueId)
                     .arg(stored)
                     .arg(size)};
}

Result<void> QueueStore::insertMessage(const QString &queueId, const mail::Envelope &envelope,
                                       qint64 size, const QByteArray &messageIdHeader, UtcMs now)
{
    if (envelope.recipients.isEmpty()) {
        return Error{ErrorKind::Internal,
                     QStringLiteral("The message %1 has no recipient.").arg(queueId)};
    }
    if (const Result<void> complete = refuseIncomplete(queueId, size); !complete)
        return complete.error();
    const Result<int> inserted = m_database.change(
        QStringLiteral("INSERT INTO message (id, sender, client, client_key, entry, smtp_user, "
                       "helo, listener, message_id, size, eight_bit, accepted_at, done_at) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"),
        {queueId, QString::fromUtf8(envelope.sender.toByteArray()), envelope.clientAddress,
         keyOf(envelope.clientAddress), envelope.entryId, envelope.user,
         QString::fromUtf8(envelope.helo), envelope.listener, QString::fromUtf8(messageIdHeader),
         size, int(envelope.isEightBit), qint64(now)});
    if (!inserted)
        return inserted.error();
    int number = 0;
    for (const mail::EnvelopeRecipient &recipient : envelope.recipients) {
        if (const Result<void> added = insertRecipient(queueId, ++number, recipient, now); !added)
            return added.error();
    }
    return {};
}

Result<void> QueueStore::insertRecipient(const QString &queueId, int number,
                                         const mail::EnvelopeRecipient &recipient, UtcMs now)
{
    const bool isHeld = !recipient.holdReason.isEmpty();
    const qint64 dueAt = isHeld ? 0 : qint64(now);
    return withoutCount(m_database.change(
        QStringLiteral("INSERT INTO recipient (message, number, address, state, due_at, "
                       "lease_node, next_attempt_at, attempts, last_reply, hold_reason, done_at) "
                       "VALUES (?, ?, ?, ?, ?, '', ?, 0, '', ?, 0)"),
        {queueId, number, QString::fromUtf8(recipient.address.toByteArray()),
         recipientStateName(isHeld ? RecipientState::Held : RecipientState::Queued), dueAt, dueAt,
         recipient.holdReason}));
}

Result<void> QueueStore::discardChunks(const QString &queueId)
{
    return withoutCount(m_database.change(
        QStringLiteral("DELETE FROM message_chunk WHERE message = ? AND NOT EXISTS "
                       "(SELECT 1 FROM message WHERE id = ?)"),
        {queueId, queueId}));
}

Result<int> QueueStore::sweepOrphanChunks(UtcMs before, int limit)
{
    QStringList orphans;
    {
        Result<Rows> rows = m_database.run(
            QStringLiteral("SELECT DISTINCT c.message FROM message_chunk c WHERE c.message < ? "
                           "AND NOT EXISTS (SELECT 1 FROM message m WHERE m.id = c.message) "
                           "LIMIT ?"),
            {firstQueueIdOf(before), limit});
        if (!rows)
            return rows.error();
        while (rows.value().next())
            orphans.append(rows->text(0));
    }
    for (const QString &orphan : orphans) {
        const Result<int> removed = m_database.change(
            QStringLiteral("DELETE FROM message_chunk WHERE message = ?"), {orphan});
        if (!removed)
            return removed.error();
    }
    return static_cast<int>(orphans.size());
}

Result<QByteArray> QueueStore::readChunk(const QString &queueId, int sequence)
{
    {
        Result<Rows> chunk = m_database.run(
            QStringLiteral("SELECT bytes FROM message_chunk WHERE message = ? AND seq = ?"),
            {queueId, sequence});
        if (!chunk)
            return chunk.error();
        if (chunk.value().next())
            return chunk->bytes(0);
    }
    // Behind the last chunk, or removed meanwhile; only the message itself can tell.
    Result<Rows> message = m_database.run(
        QStringLiteral("SELECT 1 FROM message WHERE id = ? AND done_at = 0"), {queueId});
    if (!message)
        return message.error();
    if (message.value().next())
        return QByteArray();
    return Error{ErrorKind::NotFound,
                 QStringLiteral("The content of message %1 is no longer stored.").arg(queueId)};
}

Result<void> QueueStore::recordOutcomes(const QString &queueId,
                                        const QList<RecipientOutcome> &outcomes, UtcMs now)
{
    for (const RecipientOutcome &outcome : outcomes) {
        if (const Result<void> recorded = recordOutcome(queueId, outcome, now); !recorded)
            return recorded.error();
    }
    return closeIfDone(queueId, now);
}

Result<QueueStore::Standing> QueueStore::standingOf(const QString &queueId, qint64 number)
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT state, attempts FROM recipient WHERE message = ? AND number = ?"),
        {queueId, number});
    if (!rows)
        return rows.error();
    if (!rows.value().next())
        return unknownRecipient(recipientId(queueId, number));
    const std::optional<RecipientState> state = recipientStateFromName(rows->text(0));
    return Standing{state.value_or(RecipientState::Queued), rows->integer(1)};
}

Result<void> QueueStore::recordOutcome(const QString &queueId, const RecipientOutcome &outcome,
                                       UtcMs now)
{
    const std::optional<RecipientKey> key = recipientKey(outcome.recipientId);
    if (!key || key->queueId != queueId)
        return unknownRecipient(outcome.recipientId);
    const Result<Standing> standing = standingOf(queueId, key->number);
    if (!standing)
        return standing.error();
    const qint64 attempt = standing->attempts + 1;
    const Result<int> noted = m_database.change(
        QStringLiteral("INSERT INTO delivery_attempt (message, number, attempt, at, host, tls, "
                       "reply, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
        {queueId, key->number, attempt, qint64(outcome.attempt.at), outcome.attempt.host,
         outcome.attempt.tls, outcome.attempt.reply, recipientStateName(outcome.attempt.result)});
    if (!noted)
        return noted.error();
    const Result<int> counted =
        m_database.change(QStringLiteral("UPDATE recipient SET attempts = ?, last_reply = ? "
                                         "WHERE message = ? AND number = ?"),
                          {attempt, outcome.attempt.reply, queueId, key->number});
    if (!counted)
        return counted.error();
    return enterState(*key, standing->state, outcome, now);
}

Result<void> QueueStore::enterState(const RecipientKey &key, RecipientState before,
                                    const RecipientOutcome &outcome, UtcMs now)
{
    const RecipientState after = outcome.attempt.result;
    const bool isDeferred = after == RecipientState::Deferred;
    const bool isWaiting = before == RecipientState::Queued || before == RecipientState::Deferred;
    const bool isMeaningless = (isDeferred && !isWaiting) || before == RecipientState::Delivered;
    if (isMeaningless)
        return {};
    const qint64 dueAt = isDeferred ? std::max<qint64>(outcome.nextAttemptAt, 1) : 0;
    return withoutCount(m_database.change(
        QStringLiteral("UPDATE recipient SET state = ?, due_at = ?, lease_node = '', "
                       "next_attempt_at = ?, hold_reason = '', done_at = ? "
                       "WHERE message = ? AND number = ?"),
        {recipientStateName(after), dueAt, dueAt, isDeferred ? 0 : qint64(now), key.queueId,
         key.number}));
}

Result<void> QueueStore::closeIfDone(const QString &queueId, UtcMs now)
{
    if (const QString lock = m_database.dialect().lockRows(); !lock.isEmpty()) {
        // Two nodes that finish the last two recipients at once must not both see one left.
        const Result<Rows> locked =
            m_database.run(QStringLiteral("SELECT 1 FROM message WHERE id = ?") + lock, {queueId});
        if (!locked)
            return locked.error();
    }
    {
        Result<Rows> open = m_database.run(
            QStringLiteral("SELECT 1 FROM recipient WHERE message = ? AND done_at = 0 LIMIT 1"),
            {queueId});
        if (!open)
            return open.error();
        if (open.value().next())
            return {};
    }
    const Result<int> closed = m_database.change(
        QStringLiteral("UPDATE message SET done_at = ? WHERE id = ? AND done_at = 0"),
        {qint64(now), queueId});
    if (!closed)
        return closed.error();
    return withoutCount(m_database.change(
        QStringLiteral("DELETE FROM message_chunk WHERE message = ?"), {queueId}));
}

Result<int> QueueStore::expireTrace(UtcMs before, int limit)
{
    return m_database.change(
        QStringLiteral("DELETE FROM message WHERE id IN (SELECT id FROM message "
                       "WHERE done_at > 0 AND done_at < ? ORDER BY done_at LIMIT ?)"),
        {qint64(before), limit});
}

} // namespace postern::storage
