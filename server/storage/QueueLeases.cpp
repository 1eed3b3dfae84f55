// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/QueueLeases.h"

#include "server/storage/QueueKey.h"
#include "server/storage/SqlDialect.h"
#include "shared/model/QueueItem.h"

#include <algorithm>

namespace postern::storage
{

Result<QList<ClaimedRecipient>> QueueLeases::claimDue(const QString &node, UtcMs now,
                                                      qint64 leaseMs, int limit)
{
    QList<ClaimedRecipient> claimed;
    {
        Result<Rows> rows = m_database.run(
            QStringLiteral("UPDATE recipient SET due_at = ?, lease_node = ? "
                           "WHERE (message, number) IN (SELECT message, number FROM recipient "
                           "WHERE due_at > 0 AND due_at <= ? ORDER BY due_at LIMIT ?%1) "
                           "RETURNING message, number, address, attempts - hand_tries, "
                           "released_at")
                .arg(m_database.dialect().skipLocked()),
            {qint64(now + leaseMs), node, qint64(now), limit});
        if (!rows)
            return rows.error();
        while (rows.value().next()) {
            ClaimedRecipient recipient;
            recipient.messageId = rows->text(0);
            recipient.recipientId = recipientId(recipient.messageId, rows->integer(1));
            recipient.address = rows->text(2);
            recipient.attempts = static_cast<int>(rows->integer(3));
            recipient.triedSince = rows->integer(4);
            claimed.append(recipient);
        }
    }
    std::stable_sort(claimed.begin(), claimed.end(),
                     [](const ClaimedRecipient &a, const ClaimedRecipient &b) {
                         return a.messageId < b.messageId;
                     });
    if (const Result<void> filled = addMessages(claimed); !filled)
        return filled.error();
    return claimed;
}

/// Recipients of one message stand side by side; it is read once for them.
Result<void> QueueLeases::addMessages(QList<ClaimedRecipient> &claimed)
{
    const ClaimedRecipient *last = nullptr;
    for (ClaimedRecipient &recipient : claimed) {
        if (last == nullptr || last->messageId != recipient.messageId) {
            Result<Rows> rows = m_database.run(
                QStringLiteral("SELECT sender, eight_bit, size, accepted_at FROM message "
                               "WHERE id = ?"),
                {recipient.messageId});
            if (!rows)
                return rows.error();
            if (!rows.value().next())
                return unknownRecipient(recipient.recipientId);
            recipient.sender = rows->text(0);
            recipient.isEightBit = rows->flag(1);
            recipient.size = rows->integer(2);
            recipient.acceptedAt = rows->integer(3);
        } else {
            recipient.sender = last->sender;
            recipient.isEightBit = last->isEightBit;
            recipient.size = last->size;
            recipient.acceptedAt = last->acceptedAt;
        }
        recipient.triedSince = std::max(recipient.triedSince, recipient.acceptedAt);
        last = &recipient;
    }
    return {};
}

Result<int> QueueLeases::retryDeferred(UtcMs now, const std::function<bool(QStringView)> &isWanted)
{
    const QString deferred = recipientStateName(RecipientState::Deferred);
    QList<RecipientKey> keys;
    {
        Result<Rows> rows =
            m_database.run(QStringLiteral("SELECT message, number, address FROM recipient "
                                          "WHERE due_at > ? AND state = ? AND lease_node = ''"),
                           {qint64(now), deferred});
        if (!rows)
            return rows.error();
        while (rows.value().next()) {
            if (isWanted(rows->text(2)))
                keys.append(RecipientKey{rows->text(0), rows->integer(1)});
        }
    }
    int count = 0;
    for (const RecipientKey &key : std::as_const(keys)) {
        const Result<int> changed = m_database.change(
            QStringLiteral("UPDATE recipient SET due_at = ?, next_attempt_at = ? WHERE message = ? "
                           "AND number = ? AND state = ? AND lease_node = ''"),
            {qint64(now), qint64(now), key.queueId, key.number, deferred});
        if (!changed)
            return changed.error();
        count += changed.value();
    }
    return count;
}

Result<void> QueueLeases::changeLeased(const QString &assignments, const QVariantList &values,
                                       const QString &node, const QStringList &recipientIds)
{
    for (const QString &id : recipientIds) {
        const std::optional<RecipientKey> key = recipientKey(id);
        if (!key)
            return unknownRecipient(id);
        const Result<int> changed = m_database.change(
            QStringLiteral("UPDATE recipient SET %1 WHERE message = ? AND number = ? "
                           "AND lease_node = ? AND due_at > 0")
                .arg(assignments),
            values + QVariantList{key->queueId, key->number, node});
        if (!changed)
            return changed.error();
    }
    return {};
}

Result<void> QueueLeases::renewLeases(const QString &node, const QStringList &recipientIds,
                                      UtcMs until)
{
    return changeLeased(QStringLiteral("due_at = ?"), {qint64(until)}, node, recipientIds);
}

Result<void> QueueLeases::giveBack(const QString &node, const QStringList &recipientIds,
                                   UtcMs dueAt)
{
    return changeLeased(QStringLiteral("due_at = ?, lease_node = ''"), {qint64(dueAt)}, node,
                        recipientIds);
}

Result<QSet<QString>> QueueLeases::leasedBy(const QString &node)
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT message, number FROM recipient WHERE due_at > 0 AND lease_node = ?"),
        {node});
    if (!rows)
        return rows.error();
    QSet<QString> leased;
    while (rows.value().next())
        leased.insert(recipientId(rows->text(0), rows->integer(1)));
    return leased;
}

Result<void> QueueLeases::releaseLeases(const QString &node)
{
    const Result<int> released =
        m_database.change(QStringLiteral("UPDATE recipient SET lease_node = '', due_at = CASE "
                                         "WHEN next_attempt_at > 0 THEN next_attempt_at ELSE 1 END "
                                         "WHERE due_at > 0 AND lease_node = ?"),
                          {node});
    if (!released)
        return released.error();
    return {};
}

Result<UtcMs> QueueLeases::nextDueAt()
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT due_at FROM recipient WHERE due_at > 0 ORDER BY due_at LIMIT 1"));
    if (!rows)
        return rows.error();
    return rows.value().next() ? UtcMs(rows->integer(0)) : UtcMs(0);
}

} // namespace postern::storage
