// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/TabularText.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace postern::TabularText
{

namespace
{

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

int widestDigit(const QFontMetrics &metrics)
{
    int widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

int endOfRun(const QString &text, int from)
{
    int end = from + 1;
    if (isDigit(text.at(from)))
        return end;
    while (end < text.size() && !isDigit(text.at(end)))
        ++end;
    return end;
}

} // namespace

int width(const QFontMetrics &metrics, const QString &text)
{
    const int digitWidth = widestDigit(metrics);
    int total = 0;
    for (int at = 0; at < text.size();) {
        const int end = endOfRun(text, at);
        total +=
            isDigit(text.at(at)) ? digitWidth : metrics.horizontalAdvance(text.mid(at, end - at));
        at = end;
    }
    return total;
}

void draw(QPainter &painter, const QRect &place, const QString &text, bool rightAligned)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int total = width(metrics, text);
    if (total > place.width()) {
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, place.width()));
        return;
    }
    const int digitWidth = widestDigit(metrics);
    int x = rightAligned ? place.right() + 1 - total : place.left();
    for (int at = 0; at < text.size();) {
        const int end = endOfRun(text, at);
        const QString run = text.mid(at, end - at);
        const int natural = metrics.horizontalAdvance(run);
        const int taken = isDigit(text.at(at)) ? digitWidth : natural;
        painter.drawText(QRect(x + (taken - natural) / 2, place.top(), natural + 2, place.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, run);
        x += taken;
        at = end;
    }
}

} // namespace postern::TabularText
