// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/QueueStateText.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace postern
{

namespace
{

/// Where the words stand for translators.
class QueueState
{
    Q_DECLARE_TR_FUNCTIONS(QueueState)
};

QString timeUntil(UtcMs at, UtcMs now)
{
    const qint64 minutes = (at - now + 59999) / 60000;
    if (minutes <= 1)
        return QueueState::tr("within a minute");
    if (minutes < 120)
        return QueueState::tr("in %1 min").arg(minutes);
    return QueueState::tr("in %1 h").arg((minutes + 30) / 60);
}

QString withReply(const QString &text, const QString &reply)
{
    return reply.isEmpty() ? text : QueueState::tr("%1: %2").arg(text, reply.simplified());
}

/// What needs attention most comes first.
constexpr std::array attention{RecipientState::Failed,    RecipientState::Held,
                               RecipientState::Deferred,  RecipientState::Queued,
                               RecipientState::Delivered, RecipientState::Removed};

} // namespace

QString recipientStateText(const QueueRecipient &recipient, UtcMs now)
{
    switch (recipient.state) {
    case RecipientState::Queued:
        return QueueState::tr("Queued");
    case RecipientState::Deferred:
        return withReply(
            QueueState::tr("Deferred, next try %1").arg(timeUntil(recipient.nextAttemptAt, now)),
            recipient.lastReply);
    case RecipientState::Held:
        return withReply(QueueState::tr("Held"), recipient.holdReason);
    case RecipientState::Delivered:
        return withReply(QueueState::tr("Delivered"), recipient.lastReply);
    case RecipientState::Failed:
        return withReply(QueueState::tr("Failed"), recipient.lastReply);
    case RecipientState::Removed:
        return QueueState::tr("Removed");
    }
    return {};
}

QString queueStateText(const QueueItem &item, UtcMs now)
{
    for (const RecipientState state : attention) {
        const auto first =
            std::find_if(item.recipients.cbegin(), item.recipients.cend(),
                         [state](const QueueRecipient &r) { return r.state == state; });
        if (first == item.recipients.cend())
            continue;
        const auto alike =
            std::count_if(item.recipients.cbegin(), item.recipients.cend(),
                          [state](const QueueRecipient &r) { return r.state == state; });
        const QString text = recipientStateText(*first, now);
        if (alike == item.recipients.size())
            return text;
        return QueueState::tr("%L1 of %L2: %3").arg(alike).arg(item.recipients.size()).arg(text);
    }
    return {};
}

} // namespace postern
