// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/FreshMark.h"

namespace postern
{

namespace
{

constexpr int stayMs = 2000;
constexpr int fadeMs = 400;

} // namespace

FreshMark::FreshMark(const Theme &theme, QObject *parent) : QObject(parent), m_theme(theme)
{
    m_stay.setSingleShot(true);
    m_stay.setInterval(stayMs);
    m_fade.setStartValue(1.0);
    m_fade.setEndValue(0.0);
    m_fade.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_stay, &QTimer::timeout, this, &FreshMark::goAway);
    connect(&m_fade, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_strength = value.toDouble();
        emit changed();
    });
}

void FreshMark::mark(const QString &id)
{
    m_fade.stop();
    m_id = id;
    m_strength = 1.0;
    m_stay.start();
    emit changed();
}

void FreshMark::goAway()
{
    const int duration = m_theme.motion(fadeMs);
    if (duration > 0) {
        m_fade.setDuration(duration);
        m_fade.start();
        return;
    }
    m_strength = 0.0;
    emit changed();
}

double FreshMark::strengthOf(const QString &id) const
{
    return id == m_id && !id.isEmpty() ? m_strength : 0.0;
}

} // namespace postern
