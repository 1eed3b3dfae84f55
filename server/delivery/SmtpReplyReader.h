// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <optional>

namespace postern::delivery
{

/// One whole reply of an SMTP server (RFC 5321 4.2).
struct ClientReply
{
    int code = 0;
    QByteArrayList lines; ///< text of each line, without code and line end

    /// "250-first\n250 last": as it came, for the trace; bytes that are not UTF-8 are replaced.
    [[nodiscard]] QString text() const;
};

/// Puts replies together from bytes that arrive in pieces (RFC 5321 4.2.1). Bounded: a line has at
/// most 2,048 bytes, a reply at most 16 KiB. Pure; a plain object of one thread.
class SmtpReplyReader
{
public:
    void feed(QByteArrayView bytes);
    /// The next whole reply, if there is one.
    [[nodiscard]] std::optional<ClientReply> next();
    /// Not empty once the input was no SMTP reply or was too long; nothing more is read then.
    [[nodiscard]] const QString &error() const { return m_error; }
    /// Bytes kept of a reply that is not whole yet.
    [[nodiscard]] qsizetype buffered() const { return m_buffer.size() + m_replySize; }

private:
    [[nodiscard]] bool takeLine(QByteArray line);

    QByteArray m_buffer;
    qsizetype m_replySize = 0;
    ClientReply m_reply;
    QString m_error;
};

} // namespace postern::delivery
