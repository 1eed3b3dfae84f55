// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/HoverFade.h"

#include <QEvent>
#include <QWidget>

namespace postern
{

namespace
{

constexpr int hoverMs = 80;

} // namespace

HoverFade::HoverFade(const Theme &theme, QWidget &widget)
    : QObject(&widget), m_theme(theme), m_widget(widget)
{
    widget.installEventFilter(this);
    m_way.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_way, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_strength = value.toDouble();
        m_widget.update();
    });
}

QColor HoverFade::between(const QColor &from, const QColor &to) const
{
    return mixed(from, to, m_strength);
}

bool HoverFade::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Enter)
        moveTo(m_widget.isEnabled() ? 1.0 : 0.0);
    else if (event->type() == QEvent::Leave || event->type() == QEvent::Hide)
        moveTo(0.0);
    else if (event->type() == QEvent::EnabledChange)
        moveTo(m_widget.isEnabled() && m_widget.underMouse() ? 1.0 : 0.0);
    return QObject::eventFilter(watched, event);
}

void HoverFade::moveTo(double strength)
{
    m_way.stop();
    const int duration = m_widget.isEnabled() && m_widget.isVisible() ? m_theme.motion(hoverMs) : 0;
    if (duration == 0) {
        m_strength = strength;
        m_widget.update();
        return;
    }
    m_way.setDuration(duration);
    m_way.setStartValue(m_strength);
    m_way.setEndValue(strength);
    m_way.start();
}

} // namespace postern
