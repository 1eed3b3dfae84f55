// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/mail/MailAddress.h"
#include "shared/net/IpAddress.h"

namespace postern::mail
{

/// The trace line that this server puts on top of a message (RFC 5321 4.4). A value; any thread.
///
/// Whatever the client said as its name, the result is well-formed ASCII: bytes that could end the
/// line, open a comment or look like a field of their own become '?'.
struct ReceivedLine
{
    QByteArray helo; ///< as the client said it
    IpAddress client;
    QByteArray hostname;          ///< ours
    bool isExtended = false;      ///< EHLO rather than HELO
    bool isEncrypted = false;     ///< STARTTLS or implicit TLS
    bool isAuthenticated = false; ///< SMTP AUTH
    QString queueId;
    MailAddress recipient; ///< only when the message has exactly one, so that none is disclosed

    /// The folded header field with CRLF line ends, its date in UTC (RFC 5322 3.3).
    /// `utcMs`: milliseconds since 1970 UTC.
    [[nodiscard]] QByteArray toByteArray(qint64 utcMs) const;
    /// "SMTP", "ESMTP", "ESMTPS", "ESMTPA", "ESMTPSA" (RFC 3848).
    [[nodiscard]] QByteArray protocol() const;
};

} // namespace postern::mail
