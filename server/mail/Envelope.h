// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/mail/MailAddress.h"

#include <QList>

namespace postern::mail
{

struct EnvelopeRecipient
{
    MailAddress address;
    QString holdReason; ///< not empty: the recipient is accepted and held ("over its limit of 500
                        ///< an hour")
};

/// One mail transaction (RFC 5321 3.3): what MAIL and RCPT said and who the client was.
struct Envelope
{
    MailAddress sender;
    QList<EnvelopeRecipient> recipients;
    qint64 declaredSize = 0; ///< SIZE=, 0 when not given (RFC 1870)
    bool isEightBit = false; ///< BODY=8BITMIME (RFC 6152)
    QByteArray helo;         ///< as the client said it
    QString clientAddress;
    QString listener;
    QString entryId; ///< whitelist entry whose bypass let it in, or empty
    QString user;    ///< SMTP user, or empty
};

} // namespace postern::mail
