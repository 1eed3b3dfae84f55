// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::smtp
{

/// A reply of the server (RFC 5321 4.2) with its enhanced status code (RFC 2034, 3463). Text is
/// deliberately dull.
struct SmtpReply
{
    int code = 250;
    QByteArray enhanced; ///< "2.1.0", or empty where none is allowed (greeting, EHLO, 354, 334)
    QByteArray text;     ///< lines separated by LF; never CR

    /// On the wire: every line with its code, CRLF at the end.
    [[nodiscard]] QByteArray toWire() const;
    friend bool operator==(const SmtpReply &, const SmtpReply &) = default;
};

} // namespace postern::smtp
