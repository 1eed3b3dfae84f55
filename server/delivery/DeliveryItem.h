// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/QueueItem.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace postern::delivery
{

/// One recipient to be handed over.
struct DeliveryRecipient
{
    QString id;
    QByteArray address; ///< "local@domain", as it goes into RCPT TO:<...>
};

/// One message for the recipients that share a route: one transaction with the next hop.
struct DeliveryItem
{
    QString messageId; ///< queue id
    QByteArray sender; ///< empty for the null path <>
    bool isEightBit = false;
    qint64 size = 0; ///< bytes of content as stored
    QList<DeliveryRecipient> recipients;
};

/// What one attempt came to for one recipient: Delivered, Deferred or Failed.
struct RecipientResult
{
    QString recipientId;
    RecipientState result = RecipientState::Deferred;
    QString host;     ///< "relay.example.com[192.0.2.1]:25", or the Maildir's path
    QString reply;    ///< the whole reply, lines separated by LF, or our own sentence
    QString tls = {}; ///< "TLSv1.3 TLS_AES_256_GCM_SHA384", or empty
};

} // namespace postern::delivery
