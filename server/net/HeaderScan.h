// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::net
{

/// What the acceptance of a message reads in its header: nothing is changed and nothing else is
/// looked at. Reads the content in pieces of any size and keeps a few hundred bytes of it, however
/// long the header is. Pure.
class HeaderScan
{
public:
    static constexpr int maxReceived = 100; ///< RFC 5321 6.3: at least 100 before it is a loop
    static constexpr qsizetype maxMessageIdLength = 500;

    /// The next piece of the content; the scan ends at the first empty line.
    void read(QByteArrayView piece);

    /// The Message-ID field's value (RFC 5322 3.6.4), unfolded; or empty. The first one counts.
    [[nodiscard]] QByteArray messageId() const { return m_messageId.trimmed(); }
    /// Received fields so far: servers passed before (RFC 5321 6.3).
    [[nodiscard]] int receivedCount() const { return m_receivedCount; }

private:
    enum class Field
    {
        Unknown, ///< its name is not complete
        MessageId,
        Other
    };

    void readInLine(QByteArrayView part);
    void endLine();
    [[nodiscard]] Field fieldOf(char next);
    void addToMessageId(QByteArrayView part);

    QByteArray m_begin; // of the line, while its field is unknown
    Field m_field = Field::Unknown;
    Field m_lastField = Field::Other; // of the line before, for a folded one
    bool m_isOver = false;
    QByteArray m_messageId;
    int m_receivedCount = 0;
};

} // namespace postern::net
