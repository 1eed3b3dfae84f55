// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/QueueAdministration.h"

#include "server/storage/AuditStore.h"
#include "server/storage/QueueCondition.h"
#include "server/storage/QueueKey.h"
#include "server/storage/QueueStore.h"
#include "server/storage/SqlDialect.h"

#include <QJsonArray>
#include <QJsonObject>

namespace postern::storage
{

namespace
{

const QString selectMessages = QStringLiteral(
    "SELECT m.id, m.sender, m.client, m.entry, m.smtp_user, m.helo, m.listener, m.message_id, "
    "m.size, m.accepted_at FROM message m WHERE ");

QueueItem itemFrom(const Rows &rows)
{
    QueueItem item;
    item.id = rows.text(0);
    item.sender = rows.text(1);
    item.clientAddress = rows.text(2);
    item.entryId = rows.text(3);
    item.user = rows.text(4);
    item.helo = rows.text(5);
    item.listener = rows.text(6);
    item.messageId = rows.text(7);
    item.size = rows.integer(8);
    item.acceptedAt = rows.integer(9);
    return item;
}

RecipientState stateFrom(const QString &name)
{
    return recipientStateFromName(name).value_or(RecipientState::Queued);
}

QString namesOf(std::initializer_list<RecipientState> states)
{
    QStringList quoted;
    for (const RecipientState state : states)
        quoted.append(QStringLiteral("'%1'").arg(recipientStateName(state)));
    return quoted.join(u',');
}

} // namespace

/// What an administrator does with recipients.
struct QueueAdministration::Deed
{
    QString action;
    QString condition;     ///< which recipients it applies to at all (alias r)
    RecipientState result; ///< state afterwards
    QString assignments;
    QVariantList values;
};

/// One recipient that a deed concerns.
struct QueueAdministration::Match
{
    QString queueId;
    qint64 number = 0;
    QString address;
    QString state;
    QString sender;
};

Result<QueuePage> QueueAdministration::list(const QueueFilter &filter, const QString &cursor,
                                            int limit)
{
    Result<QueueCondition> condition = QueueCondition::from(filter);
    if (!condition)
        return condition.error();
    if (!cursor.isEmpty())
        condition.value().addMessage(QStringLiteral("m.id < ?"), {cursor});
    QueuePage page;
    {
        Result<Rows> rows = m_database.run(selectMessages + condition->forMessages()
                                               + QStringLiteral(" ORDER BY m.id DESC LIMIT ?"),
                                           condition->values() + QVariantList{limit + 1});
        if (!rows)
            return rows.error();
        while (rows.value().next())
            page.items.append(itemFrom(*rows));
    }
    if (page.items.size() > limit) {
        page.items.resize(limit);
        page.nextCursor = page.items.last().id;
    }
    for (QueueItem &item : page.items) {
        Result<QList<QueueRecipient>> recipients = recipientsOf(item.id);
        if (!recipients)
            return recipients.error();
        item.recipients = std::move(recipients).value();
    }
    return page;
}

Result<QueueCounts> QueueAdministration::counts()
{
    // By the messages that are open: the trace beside them is much longer.
    Result<Rows> rows = m_database.run(QStringLiteral(
        "SELECT r.state, COUNT(*) FROM message m JOIN recipient r ON r.message = m.id "
        "WHERE m.done_at = 0 GROUP BY r.state"));
    if (!rows)
        return rows.error();
    QueueCounts counts;
    while (rows.value().next()) {
        const RecipientState state = stateFrom(rows.value().text(0));
        if (state == RecipientState::Queued)
            counts.queued = rows.value().integer(1);
        else if (state == RecipientState::Deferred)
            counts.deferred = rows.value().integer(1);
        else if (state == RecipientState::Held)
            counts.held = rows.value().integer(1);
    }
    return counts;
}

Result<QueueItem> QueueAdministration::show(const QString &queueId)
{
    QueueItem item;
    {
        Result<Rows> rows = m_database.run(selectMessages + QStringLiteral("m.id = ?"), {queueId});
        if (!rows)
            return rows.error();
        if (!rows.value().next()) {
            return Error{ErrorKind::NotFound,
                         QStringLiteral("There is no message %1 in the queue or in the trace.")
                             .arg(queueId)};
        }
        item = itemFrom(*rows);
    }
    Result<QList<QueueRecipient>> recipients = recipientsOf(queueId);
    if (!recipients)
        return recipients.error();
    item.recipients = std::move(recipients).value();
    for (QueueRecipient &recipient : item.recipients) {
        if (const Result<void> added = addHistory(queueId, recipient); !added)
            return added.error();
    }
    return item;
}

Result<QList<QueueRecipient>> QueueAdministration::recipientsOf(const QString &queueId)
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT number, address, state, next_attempt_at, attempts, last_reply, "
                       "hold_reason, done_at FROM recipient WHERE message = ? ORDER BY number"),
        {queueId});
    if (!rows)
        return rows.error();
    QList<QueueRecipient> recipients;
    while (rows.value().next()) {
        QueueRecipient recipient;
        recipient.id = recipientId(queueId, rows->integer(0));
        recipient.address = rows->text(1);
        recipient.state = stateFrom(rows->text(2));
        recipient.nextAttemptAt = rows->integer(3);
        recipient.attempts = static_cast<int>(rows->integer(4));
        recipient.lastReply = rows->text(5);
        recipient.holdReason = rows->text(6);
        recipient.doneAt = rows->integer(7);
        recipients.append(std::move(recipient));
    }
    return recipients;
}

Result<void> QueueAdministration::addHistory(const QString &queueId, QueueRecipient &recipient)
{
    const std::optional<RecipientKey> key = recipientKey(recipient.id);
    Result<Rows> rows =
        m_database.run(QStringLiteral("SELECT at, host, tls, reply, result FROM delivery_attempt "
                                      "WHERE message = ? AND number = ? ORDER BY attempt"),
                       {queueId, key ? key->number : 0});
    if (!rows)
        return rows.error();
    while (rows.value().next()) {
        recipient.history.append(DeliveryAttempt{rows->integer(0), rows->text(1), rows->text(2),
                                                 rows->text(3), stateFrom(rows->text(4))});
    }
    return {};
}

Result<int> QueueAdministration::hold(const QueueFilter &filter, const QString &reason,
                                      const Actor &actor, UtcMs now, bool isDryRun)
{
    const Deed deed{QStringLiteral("queue.hold"),
                    QStringLiteral("r.state IN (%1)")
                        .arg(namesOf({RecipientState::Queued, RecipientState::Deferred})),
                    RecipientState::Held,
                    QStringLiteral("due_at = 0, lease_node = '', next_attempt_at = 0, "
                                   "hold_reason = ?"),
                    {reason}};
    return carryOut(deed, filter, actor, now, isDryRun);
}

Result<int> QueueAdministration::release(const QueueFilter &filter, const Actor &actor, UtcMs now,
                                         bool isDryRun)
{
    const Deed deed{QStringLiteral("queue.release"),
                    QStringLiteral("r.state = %1").arg(namesOf({RecipientState::Held})),
                    RecipientState::Queued,
                    QStringLiteral("due_at = ?, next_attempt_at = ?, released_at = ?, "
                                   "hold_reason = ''"),
                    {qint64(now), qint64(now), qint64(now)}};
    return carryOut(deed, filter, actor, now, isDryRun);
}

Result<int> QueueAdministration::retry(const QueueFilter &filter, const Actor &actor, UtcMs now,
                                       bool isDryRun)
{
    // The attempt is one more than the schedule has. Asked for again before it was made, it is one
    // all the same: its state is queued by then.
    const Deed deed{QStringLiteral("queue.retry"),
                    QStringLiteral("r.lease_node = '' AND r.state IN (%1)")
                        .arg(namesOf({RecipientState::Queued, RecipientState::Deferred})),
                    RecipientState::Queued,
                    QStringLiteral("hand_tries = hand_tries + CASE WHEN state = %1 THEN 1 ELSE 0 "
                                   "END, due_at = ?, next_attempt_at = ?")
                        .arg(namesOf({RecipientState::Deferred})),
                    {qint64(now), qint64(now)}};
    return carryOut(deed, filter, actor, now, isDryRun);
}

Result<int> QueueAdministration::remove(const QueueFilter &filter, const Actor &actor, UtcMs now,
                                        bool isDryRun)
{
    const Deed deed{
        QStringLiteral("queue.remove"),
        QStringLiteral("r.state IN (%1)")
            .arg(namesOf({RecipientState::Queued, RecipientState::Deferred, RecipientState::Held})),
        RecipientState::Removed,
        QStringLiteral("due_at = 0, lease_node = '', next_attempt_at = 0, "
                       "hold_reason = '', done_at = ?"),
        {qint64(now)}};
    return carryOut(deed, filter, actor, now, isDryRun);
}

Result<QList<QueueAdministration::Match>> QueueAdministration::matches(const Deed &deed,
                                                                       const QueueFilter &filter)
{
    Result<QueueCondition> condition = QueueCondition::from(filter);
    if (!condition)
        return condition.error();
    condition.value().addRecipient(deed.condition);
    // Another node's runner may be finishing with one of them: whoever it has done is not matched.
    const QString lock = m_database.dialect().lockRows();
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT r.message, r.number, r.address, r.state, m.sender FROM recipient r "
                       "JOIN message m ON m.id = r.message WHERE %1 ORDER BY r.message, r.number%2")
            .arg(condition->forRecipients(), lock.isEmpty() ? lock : lock + QLatin1String(" OF r")),
        condition->values());
    if (!rows)
        return rows.error();
    QList<Match> found;
    while (rows.value().next())
        found.append(
            {rows->text(0), rows->integer(1), rows->text(2), rows->text(3), rows->text(4)});
    return found;
}

Result<int> QueueAdministration::carryOut(const Deed &deed, const QueueFilter &filter,
                                          const Actor &actor, UtcMs now, bool isDryRun)
{
    const Result<QList<Match>> found = matches(deed, filter);
    if (!found)
        return found.error();
    const int count = static_cast<int>(found->size());
    if (isDryRun)
        return count;
    // One message after the other: its recipients stand side by side.
    for (qsizetype begin = 0; begin < count;) {
        qsizetype end = begin + 1;
        while (end < count && found->at(end).queueId == found->at(begin).queueId)
            ++end;
        const QList<Match> recipients = found->mid(begin, end - begin);
        if (const Result<void> done = carryOutOn(deed, recipients, actor, now); !done)
            return done.error();
        begin = end;
    }
    return count;
}

Result<void> QueueAdministration::carryOutOn(const Deed &deed, const QList<Match> &recipients,
                                             const Actor &actor, UtcMs now)
{
    const QString queueId = recipients.first().queueId;
    const QString result = recipientStateName(deed.result);
    QJsonArray before;
    QJsonArray after;
    for (const Match &recipient : recipients) {
        const Result<int> changed = m_database.change(
            QStringLiteral("UPDATE recipient SET state = ?, %1 WHERE message = ? AND number = ?")
                .arg(deed.assignments),
            QVariantList{result} + deed.values + QVariantList{queueId, recipient.number});
        if (!changed)
            return changed.error();
        before.append(QJsonObject{{QStringLiteral("address"), recipient.address},
                                  {QStringLiteral("state"), recipient.state}});
        after.append(QJsonObject{{QStringLiteral("address"), recipient.address},
                                 {QStringLiteral("state"), result}});
    }
    if (deed.result == RecipientState::Removed) {
        if (const Result<void> closed = QueueStore(m_database).closeIfDone(queueId, now); !closed)
            return closed.error();
    }
    const QString sender = recipients.first().sender;
    return AuditStore(m_database)
        .append(actor, now, deed.action, queueId,
                {{QStringLiteral("sender"), sender}, {QStringLiteral("recipients"), before}},
                {{QStringLiteral("sender"), sender}, {QStringLiteral("recipients"), after}});
}

} // namespace postern::storage
