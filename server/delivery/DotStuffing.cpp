// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/DotStuffing.h"

namespace postern::delivery
{

QByteArray DotStuffing::stuff(QByteArrayView piece)
{
    QByteArray out;
    out.reserve(piece.size() + piece.size() / 64 + 1);
    qsizetype copied = 0;
    for (qsizetype i = 0; i < piece.size(); ++i) {
        const char c = piece[i];
        if (c == '.' && m_position == Position::LineStart) {
            out.append(piece.sliced(copied, i - copied)).append('.');
            copied = i;
        }
        if (c == '\r')
            m_position = Position::AfterCr;
        else if (c == '\n' && m_position == Position::AfterCr)
            m_position = Position::LineStart;
        else
            m_position = Position::InLine;
    }
    out.append(piece.sliced(copied));
    return out;
}

QByteArray DotStuffing::end() const
{
    return m_position == Position::LineStart ? QByteArrayLiteral(".\r\n")
                                             : QByteArrayLiteral("\r\n.\r\n");
}

} // namespace postern::delivery
