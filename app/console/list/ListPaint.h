// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/list/ListRole.h"
#include "app/console/theme/Theme.h"

class QPainter;
class QRect;

namespace postern
{

/// The small shapes that a list's header and rows share.
namespace ListPaint
{
/// A check box of 16 with its left edge at `x`, centred on the middle line of `row`.
void box(QPainter &painter, const Theme &theme, const QRect &row, int x, Qt::CheckState state);
/// An icon centred in `cell`.
void icon(QPainter &painter, const Theme &theme, const QRect &cell, const QString &name, int size,
          ColorRole role, double stroke = 1.5);
/// Draws a mark at `x` and returns where the next thing may start.
int mark(QPainter &painter, const Theme &theme, const QRect &row, int x, const ListMark &mark);
/// The head of a group over the list's whole width: its name, a muted remark, the line below at
/// `bottom`.
void groupHead(QPainter &painter, const Theme &theme, int bottom, int width, const QString &name,
               const QString &note);
} // namespace ListPaint

} // namespace postern
