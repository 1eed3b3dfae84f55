// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/TabularText.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace postern::TabularText
{

namespace
{

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

double widestDigit(const QFontMetricsF &metrics)
{
    double widest = 0;
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

int width(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    const double digitWidth = widestDigit(metrics);
    double total = 0;
    for (int at = 0; at < text.size();) {
        const int end = endOfRun(text, at);
        total +=
            isDigit(text.at(at)) ? digitWidth : metrics.horizontalAdvance(text.mid(at, end - at));
        at = end;
    }
    return static_cast<int>(std::ceil(total));
}

void draw(QPainter &painter, const QRect &place, const QString &text, bool rightAligned)
{
    const int total = width(painter.font(), text);
    if (total > place.width()) {
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
        return;
    }
    const QFontMetricsF metrics(painter.font());
    const double digitWidth = widestDigit(metrics);
    const double baseline =
        place.top() + (place.height() + metrics.ascent() - metrics.descent()) / 2.0;
    double x = rightAligned ? place.right() + 1 - total : place.left();
    for (int at = 0; at < text.size();) {
        const int end = endOfRun(text, at);
        const QString run = text.mid(at, end - at);
        const double natural = metrics.horizontalAdvance(run);
        const double taken = isDigit(text.at(at)) ? digitWidth : natural;
        painter.drawText(QPointF(x + (taken - natural) / 2.0, std::round(baseline)), run);
        x += taken;
        at = end;
    }
}

} // namespace postern::TabularText
