// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/RowHover.h"

namespace postern
{

namespace
{

constexpr int hoverMs = 80;

} // namespace

RowHover::RowHover(const Theme &theme, QObject *parent) : QObject(parent), m_theme(theme)
{
    m_way.setStartValue(0.0);
    m_way.setEndValue(1.0);
    m_way.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_way, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_progress = value.toDouble();
        emit changed();
    });
}

void RowHover::moveTo(int row)
{
    if (row == m_row)
        return;
    QHash<int, double> now;
    QList<int> rows = m_before.keys();
    rows.append(m_row);
    for (const int shown : std::as_const(rows)) {
        if (strengthOf(shown) > 0.0)
            now.insert(shown, strengthOf(shown));
    }
    m_way.stop();
    m_before = now;
    m_row = row;
    const int duration = m_theme.motion(hoverMs);
    m_progress = duration > 0 ? 0.0 : 1.0;
    if (duration > 0) {
        m_way.setDuration(duration);
        m_way.start();
    }
    emit changed();
}

double RowHover::strengthOf(int row) const
{
    if (row < 0)
        return 0.0;
    const double from = m_before.value(row, 0.0);
    const double to = row == m_row ? 1.0 : 0.0;
    return from + (to - from) * m_progress;
}

} // namespace postern
