// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::smtp
{

/// Reads a message's content from the stream (RFC 5321 4.1.1.4, 4.5.2): takes the stuffed dots
/// away and finds the end, which is CR LF . CR LF and nothing else. A plain object of one thread;
/// it keeps no content.
///
/// A CR or LF that stands alone breaks the content, so that no two servers can disagree about where
/// a message ends; so does NUL (RFC 5321 4.5.2 asks for it to be kept, RFC 5322 4 forbids it).
class DataReader
{
public:
    enum class Status
    {
        More,        ///< everything was consumed, the end is yet to come
        End,         ///< the end of data was consumed; what follows is the next command
        BareLineEnd, ///< a CR or LF alone
        Nul
    };
    struct Piece
    {
        Status status = Status::More;
        qsizetype consumed = 0; ///< bytes of the input that were used
        QByteArray content;     ///< at most two bytes longer than the input
    };

    [[nodiscard]] Piece read(QByteArrayView input);

private:
    enum class Position
    {
        LineStart,
        Dot,   ///< a dot at the start of a line
        DotCr, ///< and a CR after it
        Text,
        Cr ///< a CR in a line
    };
    [[nodiscard]] Status take(char c, QByteArray &content);
    [[nodiscard]] Status takeInLine(char c, QByteArray &content);

    Position m_position = Position::LineStart;
};

} // namespace postern::smtp
