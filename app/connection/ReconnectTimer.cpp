// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ReconnectTimer.h"

#include <algorithm>

namespace postern
{

ReconnectTimer::ReconnectTimer(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ReconnectTimer::due);
}

void ReconnectTimer::setDelays(int firstMs, int longestMs)
{
    m_firstMs = firstMs;
    m_nextMs = firstMs;
    m_longestMs = longestMs;
}

void ReconnectTimer::schedule()
{
    m_timer.start(m_nextMs);
    m_nextMs = std::min(2 * m_nextMs, m_longestMs);
}

int ReconnectTimer::msUntilDue() const
{
    return std::max(0, m_timer.remainingTime());
}

} // namespace postern
