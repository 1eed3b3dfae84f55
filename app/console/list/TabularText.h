// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFont;
class QPainter;
class QRect;

namespace postern
{

/// Text whose digits all take the width of the font's widest digit, so that figures and addresses
/// stand under each other (Qt 6.4 cannot switch a font's tabular figures on).
namespace TabularText
{
[[nodiscard]] int width(const QFont &font, const QString &text);
/// Vertically centred in `place`, elided at the right if it does not fit, with the painter's font
/// and pen.
void draw(QPainter &painter, const QRect &place, const QString &text, bool rightAligned = false);
} // namespace TabularText

} // namespace postern
