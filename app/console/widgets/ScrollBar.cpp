// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/ScrollBar.h"

#include <QPainter>
#include <QStyleOptionSlider>

namespace postern
{

ScrollBar::ScrollBar(const Theme &theme, QWidget *parent)
    : QScrollBar(Qt::Vertical, parent), m_theme(theme)
{
    setAttribute(Qt::WA_OpaquePaintEvent, false);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize ScrollBar::sizeHint() const
{
    return {m_theme.px(12), QScrollBar::sizeHint().height()};
}

// The style says where the handle can be gripped; it is drawn a little narrower.
QRectF ScrollBar::handle() const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect grip =
        style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this);
    const double side = m_theme.px(3);
    return QRectF(grip).adjusted(side, side, -side, -side);
}

void ScrollBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (minimum() == maximum())
        return;
    const QRectF place = handle();
    const bool isUsed = isSliderDown() || underMouse();
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(isUsed ? ColorRole::Control : ColorRole::MarkEdge));
    painter.drawRoundedRect(place, place.width() / 2, place.width() / 2);
}

void ScrollBar::enterEvent(QEnterEvent *event)
{
    QScrollBar::enterEvent(event);
    update();
}

void ScrollBar::leaveEvent(QEvent *event)
{
    QScrollBar::leaveEvent(event);
    update();
}

} // namespace postern
