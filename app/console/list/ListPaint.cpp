// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ListPaint.h"

#include <QPainter>

namespace postern::ListPaint
{

namespace
{

/// The outline of a rounded box, inside of it.
void edge(QPainter &painter, const Theme &theme, const QRectF &place, int radius, ColorRole role)
{
    const int hair = theme.hair();
    const double inset = hair / 2.0;
    painter.setPen(QPen(theme.color(role), hair));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), theme.px(radius),
                            theme.px(radius));
}

} // namespace

void box(QPainter &painter, const Theme &theme, const QRect &row, int x, Qt::CheckState state)
{
    const int size = theme.px(16);
    const QRectF place(QRect(x, row.top() + (row.height() - size) / 2, size, size));
    const double radius = theme.px(4);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (state == Qt::Unchecked) {
        edge(painter, theme, place, 4, ColorRole::Control);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Accent));
        painter.drawRoundedRect(place, radius, radius);
        icon(painter, theme, place.toRect(),
             state == Qt::Checked ? QStringLiteral("check") : QStringLiteral("dash"), 12,
             ColorRole::OnAccent, 1.75);
    }
    painter.restore();
}

void icon(QPainter &painter, const Theme &theme, const QRect &cell, const QString &name, int size,
          ColorRole role, double stroke)
{
    const int pixels = theme.px(size);
    painter.drawPixmap(cell.left() + (cell.width() - pixels) / 2,
                       cell.top() + (cell.height() - pixels) / 2,
                       theme.icon(name, size, role, painter.device()->devicePixelRatioF(), stroke));
}

int mark(QPainter &painter, const Theme &theme, const QRect &row, int x, const ListMark &mark)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(TextStyle::Header));
    const int height = theme.px(20);
    const int width = painter.fontMetrics().horizontalAdvance(mark.text) + 2 * theme.px(6);
    const QRectF place(QRect(x, row.top() + (row.height() - height) / 2, width, height));
    const double radius = theme.px(4);
    if (mark.isWarning) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::WarningBand));
        painter.drawRoundedRect(place, radius, radius);
    } else {
        edge(painter, theme, place, 4, ColorRole::MarkEdge);
    }
    painter.setPen(theme.color(mark.isWarning ? ColorRole::Warning : ColorRole::Muted));
    painter.drawText(place, Qt::AlignCenter, mark.text);
    painter.restore();
    return x + width + theme.px(8);
}

void groupHead(QPainter &painter, const Theme &theme, int bottom, int width, const QString &name,
               const QString &note)
{
    const QRect place(theme.px(8), bottom - theme.px(37), width, theme.px(36));
    painter.setFont(theme.font(TextStyle::HeaderStrong));
    painter.setPen(theme.color(ColorRole::Muted));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, name);
    const int after = painter.fontMetrics().horizontalAdvance(name) + theme.px(12);
    painter.setFont(theme.font(TextStyle::Secondary));
    painter.drawText(place.adjusted(after, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, note);
    const int hair = theme.hair();
    painter.fillRect(0, bottom - hair, width, hair, theme.color(ColorRole::Edge));
}

} // namespace postern::ListPaint
