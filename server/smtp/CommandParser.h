// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/mail/MailAddress.h"
#include "server/smtp/SmtpReply.h"
#include "shared/Result.h"

namespace postern::smtp
{

/// A command line, split: the verb in upper case and what follows it without blanks at both ends.
struct CommandLine
{
    QByteArray verb;
    QByteArray argument;

    [[nodiscard]] static CommandLine split(QByteArrayView line);
};

/// MAIL FROM:<path> and its parameters (RFC 5321 4.1.1.2; RFC 1870, 6152, 4954 5).
struct MailArguments
{
    mail::MailAddress sender; ///< null for <>
    qint64 size = 0;          ///< 0 when not given
    bool isEightBit = false;

    /// A blank after the colon is forgiven. AUTH= is read, and ignored, only where AUTH is offered.
    [[nodiscard]] static Result<MailArguments, SmtpReply> parse(QByteArrayView argument,
                                                                bool isAuthOffered);
};

/// RCPT TO:<path> (RFC 5321 4.1.1.3); no parameter is offered. <postmaster> is completed by
/// `postmasterDomain`.
[[nodiscard]] Result<mail::MailAddress, SmtpReply>
parseRecipientArgument(QByteArrayView argument, const QByteArray &postmasterDomain);

/// EHLO's and HELO's argument, more liberal than RFC 5321 4.1.1.1 because devices send what they
/// are called: 1 to 255 bytes, no control characters.
[[nodiscard]] bool isHeloArgument(QByteArrayView argument);

} // namespace postern::smtp
