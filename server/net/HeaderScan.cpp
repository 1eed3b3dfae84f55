// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/HeaderScan.h"

#include <algorithm>
#include <utility>

namespace postern::net
{

namespace
{

constexpr QByteArrayView received("received:");
constexpr QByteArrayView messageIdName("message-id:"); // the longest that is looked for

bool isNamed(const QByteArray &begin, QByteArrayView name)
{
    return begin.size() == name.size()
           && qstrnicmp(begin.constData(), begin.size(), name.data(), name.size()) == 0;
}

} // namespace

void HeaderScan::read(QByteArrayView piece)
{
    while (!piece.isEmpty() && !m_isOver) {
        const qsizetype end = piece.indexOf('\n');
        readInLine(end < 0 ? piece : piece.first(end));
        if (end < 0)
            return;
        endLine();
        piece = piece.sliced(end + 1);
    }
}

void HeaderScan::readInLine(QByteArrayView part)
{
    while (m_field == Field::Unknown && !part.isEmpty()) {
        m_field = fieldOf(part.front());
        part = part.sliced(1);
    }
    if (m_field == Field::MessageId)
        addToMessageId(part);
}

HeaderScan::Field HeaderScan::fieldOf(char next)
{
    const bool isFirst = m_begin.isEmpty();
    m_begin += next;
    if (isFirst && (next == ' ' || next == '\t')) {
        if (m_lastField == Field::MessageId)
            addToMessageId(m_begin);
        return m_lastField;
    }
    if (isNamed(m_begin, received)) {
        ++m_receivedCount;
        return Field::Other;
    }
    if (isNamed(m_begin, messageIdName))
        return m_messageId.isEmpty() ? Field::MessageId : Field::Other;
    return m_begin.size() < messageIdName.size() ? Field::Unknown : Field::Other;
}

void HeaderScan::endLine()
{
    m_isOver = m_begin.isEmpty() || m_begin == "\r";
    m_begin.clear();
    const Field field = std::exchange(m_field, Field::Unknown);
    m_lastField = field == Field::Unknown ? Field::Other : field;
}

// CR stands only before LF: SMTP takes no other (RFC 5321 2.3.8).
void HeaderScan::addToMessageId(QByteArrayView part)
{
    if (part.endsWith('\r'))
        part.chop(1);
    while (m_messageId.isEmpty() && !part.isEmpty()
           && (part.front() == ' ' || part.front() == '\t'))
        part = part.sliced(1);
    m_messageId += part.first(std::min(part.size(), maxMessageIdLength - m_messageId.size()));
}

} // namespace postern::net
