// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/UtcMs.h"

#include <QList>
#include <QString>

#include <optional>

namespace postern
{

/// State of one recipient of a message. Wire names are the lower-case words.
enum class RecipientState
{
    Queued,    ///< due now or being delivered
    Deferred,  ///< waits for nextAttemptAt after a temporary failure
    Held,      ///< waits for an administrator; holdReason says why
    Delivered, ///< the next hop took it
    Failed,    ///< refused for good ("bounced" once bounces are sent)
    Removed    ///< taken out by an administrator
};
[[nodiscard]] QString recipientStateName(RecipientState state);
[[nodiscard]] std::optional<RecipientState> recipientStateFromName(QStringView name);

/// One try to hand a recipient over.
struct DeliveryAttempt
{
    UtcMs at = 0;
    QString host;  ///< "relay.example.com[192.0.2.1]:25", or the Maildir's path
    QString tls;   ///< protocol and cipher, or empty
    QString reply; ///< the whole reply of the other side, or our own sentence when there was none
    RecipientState result = RecipientState::Deferred;
};

struct QueueRecipient
{
    QString id;
    QString address;
    RecipientState state = RecipientState::Queued;
    UtcMs nextAttemptAt = 0;
    int attempts = 0;
    QString lastReply;  ///< of the last attempt, or empty
    QString holdReason; ///< "over its limit of 500 an hour"; only while Held
    UtcMs doneAt = 0;
    QList<DeliveryAttempt> history; ///< only in queue.show
};

/// A message with the state of each recipient. Never content.
struct QueueItem
{
    QString id;     ///< queue id, 14 characters, in the log and in the 250 reply
    QString sender; ///< envelope sender, empty for <>
    QString clientAddress;
    QString entryId; ///< whitelist entry that let it in, or empty
    QString user;    ///< SMTP user who sent it, or empty
    QString helo;
    QString listener;
    QString messageId; ///< the Message-ID header's value, or empty
    qint64 size = 0;   ///< bytes of content as stored
    UtcMs acceptedAt = 0;
    QList<QueueRecipient> recipients;
};

} // namespace postern
