// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/TabStrip.h"

#include <QPainter>

namespace postern
{

TabStrip::TabStrip(const Theme &theme, QWidget *parent) : QTabBar(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("tabStrip"));
    setDrawBase(false);
    setExpanding(false);
    setFixedHeight(theme.px(36));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TabStrip::showNext()
{
    if (count() > 0)
        setCurrentIndex((currentIndex() + 1) % count());
}

QSize TabStrip::tabSizeHint(int index) const
{
    // Room is kept for the bold width, so nothing moves when another tab is chosen.
    const QFontMetrics metrics(m_theme.font(TextStyle::Strong));
    return {metrics.horizontalAdvance(tabText(index)) + m_theme.px(24), m_theme.px(36)};
}

void TabStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int hair = m_theme.hair();
    painter.fillRect(0, height() - hair, width(), hair, m_theme.color(ColorRole::Hair));
    for (int i = 0; i < count(); ++i) {
        const bool current = i == currentIndex();
        const QRect place = tabRect(i).adjusted(0, 0, -m_theme.px(24), 0);
        painter.setFont(m_theme.font(current ? TextStyle::Strong : TextStyle::Body));
        painter.setPen(m_theme.color(current ? ColorRole::Text : ColorRole::Muted));
        painter.drawText(place.adjusted(0, 0, m_theme.px(2), -m_theme.px(2)),
                         Qt::AlignLeft | Qt::AlignVCenter, tabText(i));
        if (!current)
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(ColorRole::Focus));
        painter.drawRoundedRect(
            QRectF(place.left(), height() - m_theme.px(3), place.width(), m_theme.px(3)), 1.5, 1.5);
    }
}

} // namespace postern
