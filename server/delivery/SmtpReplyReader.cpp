// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SmtpReplyReader.h"

#include <utility>

namespace postern::delivery
{

namespace
{

constexpr qsizetype maxLine =
    2048; // RFC 5321 4.5.3.1.5 asks for 512; servers in the wild exceed it
constexpr qsizetype maxReply = 16384;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

QString ClientReply::text() const
{
    QString text;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool isLast = i + 1 == lines.size();
        if (i > 0)
            text += QLatin1Char('\n');
        text += QString::number(code);
        if (!isLast || !lines[i].isEmpty())
            text += QLatin1Char(isLast ? ' ' : '-');
        text += QString::fromUtf8(lines[i]);
    }
    return text;
}

void SmtpReplyReader::feed(QByteArrayView bytes)
{
    if (m_error.isEmpty())
        m_buffer.append(bytes);
}

std::optional<ClientReply> SmtpReplyReader::next()
{
    while (m_error.isEmpty()) {
        const qsizetype end = m_buffer.indexOf('\n');
        if ((end < 0 ? m_buffer.size() : end) > maxLine) {
            m_error = QStringLiteral("The other side sent a reply line of more than %1 bytes.")
                          .arg(maxLine);
            break;
        }
        if (end < 0)
            return std::nullopt;
        QByteArray line = m_buffer.left(end);
        m_buffer.remove(0, end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (takeLine(std::move(line)))
            return std::exchange(m_reply, {});
    }
    m_buffer.clear();
    return std::nullopt;
}

/// RFC 5321 4.2: three digits, then "-" for a line that is followed by another, else a space or
/// nothing. True when the reply is whole.
bool SmtpReplyReader::takeLine(QByteArray line)
{
    const bool isReply = line.size() >= 3 && isDigit(line[0]) && isDigit(line[1])
                         && isDigit(line[2])
                         && (line.size() == 3 || line[3] == ' ' || line[3] == '-');
    if (!isReply) {
        m_error = QStringLiteral("The other side sent a line that is no SMTP reply: \"%1\".")
                      .arg(QString::fromUtf8(line.left(100)));
        return false;
    }
    const int code = line.left(3).toInt();
    m_replySize += line.size();
    if (!m_reply.lines.isEmpty() && m_reply.code != code) {
        m_error = QStringLiteral("The other side mixed the codes %1 and %2 in one reply.")
                      .arg(m_reply.code)
                      .arg(code);
    } else if (m_replySize > maxReply) {
        m_error =
            QStringLiteral("The other side sent a reply of more than %1 bytes.").arg(maxReply);
    }
    if (!m_error.isEmpty())
        return false;
    m_reply.code = code;
    m_reply.lines.append(line.mid(4));
    const bool isLast = line.size() == 3 || line[3] == ' ';
    if (isLast)
        m_replySize = 0;
    return isLast;
}

} // namespace postern::delivery
