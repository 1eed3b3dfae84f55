// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::delivery
{

/// Content on its way into DATA: a dot at the beginning of a line is doubled (RFC 5321 4.5.2), and
/// nothing else is changed. Works on pieces of any size. Pure.
class DotStuffing
{
public:
    /// The next piece as it goes on the wire.
    [[nodiscard]] QByteArray stuff(QByteArrayView piece);
    /// The end of data: CRLF first if the content did not end in one, then the dot.
    [[nodiscard]] QByteArray end() const;

private:
    enum class Position
    {
        LineStart,
        AfterCr,
        InLine
    };
    Position m_position = Position::LineStart;
};

} // namespace postern::delivery
