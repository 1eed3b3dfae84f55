// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/DataReader.h"

namespace postern::smtp
{

namespace
{

bool isPlain(char c)
{
    return c != '\r' && c != '\n' && c != '\0';
}

} // namespace

DataReader::Status DataReader::takeInLine(char c, QByteArray &content)
{
    if (c == '\0')
        return Status::Nul;
    if (c == '\n')
        return Status::BareLineEnd;
    m_position = c == '\r' ? Position::Cr : Position::Text;
    if (c != '\r')
        content += c;
    return Status::More;
}

DataReader::Status DataReader::take(char c, QByteArray &content)
{
    switch (m_position) {
    case Position::LineStart:
        if (c != '.')
            return takeInLine(c, content);
        m_position = Position::Dot;
        return Status::More;
    case Position::Dot:
        if (c != '\r')
            return takeInLine(c, content);
        m_position = Position::DotCr;
        return Status::More;
    case Position::DotCr:
        return c == '\n' ? Status::End : Status::BareLineEnd;
    case Position::Text:
        return takeInLine(c, content);
    case Position::Cr:
        if (c != '\n')
            return Status::BareLineEnd;
        content += "\r\n";
        m_position = Position::LineStart;
        return Status::More;
    }
    return Status::BareLineEnd;
}

DataReader::Piece DataReader::read(QByteArrayView input)
{
    Piece piece;
    piece.content.reserve(input.size() + 2);
    while (piece.consumed < input.size() && piece.status == Status::More) {
        qsizetype end = piece.consumed;
        // Most of a message: bytes that mean nothing.
        while (m_position == Position::Text && end < input.size() && isPlain(input[end]))
            ++end;
        piece.content.append(input.sliced(piece.consumed, end - piece.consumed));
        piece.consumed = end;
        if (end < input.size())
            piece.status = take(input[piece.consumed++], piece.content);
    }
    return piece;
}

} // namespace postern::smtp
