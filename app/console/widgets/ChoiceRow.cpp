// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/ChoiceRow.h"

#include <QPainter>

namespace postern
{

ChoiceRow::ChoiceRow(const Theme &theme, const QString &name, const QString &explanation,
                     QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_explanation(explanation)
{
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(explanation);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize ChoiceRow::sizeHint() const
{
    return {m_theme.px(472), m_theme.px(48)};
}

void ChoiceRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(1, m_theme.px(7), m_theme.px(16), m_theme.px(16));
    const bool on = isChecked();
    const ColorRole ring = !isEnabled() ? ColorRole::Edge
                           : on         ? ColorRole::Accent
                                        : ColorRole::Control;
    const double edge = on ? m_theme.px(5) : m_theme.px(15) / 10.0;
    painter.setPen(QPen(m_theme.color(ring), edge));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(box.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2));
    const int left = m_theme.px(28);
    painter.setFont(m_theme.font(TextStyle::Label));
    painter.setPen(m_theme.color(isEnabled() ? ColorRole::Text : ColorRole::Off));
    painter.drawText(QRect(left, m_theme.px(5), width() - left, m_theme.px(20)),
                     Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(m_theme.font(TextStyle::Secondary));
    painter.setPen(m_theme.color(ColorRole::Muted));
    painter.drawText(QRect(left, m_theme.px(24), width() - left, m_theme.px(20)),
                     Qt::AlignLeft | Qt::AlignVCenter, m_explanation);
}

} // namespace postern
