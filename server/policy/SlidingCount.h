// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/UtcMs.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace postern::policy
{

/// How many of something there were within the last window, in twelve slices of it: an event counts
/// for at least the window and at most a twelfth longer. A clock that goes back counts into the
/// newest slice. A value; pure, time is an argument.
class SlidingCount
{
public:
    explicit SlidingCount(qint64 windowMs) : m_sliceMs(std::max<qint64>(windowMs / 12, 1)) {}

    void add(qint64 count, UtcMs now)
    {
        moveTo(now);
        m_slices.at(size_t(m_newest % sliceCount)) += count;
    }
    /// Takes back what add() counted at `then`; nothing when that has left the window.
    void takeBack(qint64 count, UtcMs then)
    {
        const qint64 slice = std::min(then / m_sliceMs, m_newest);
        if (m_newest - slice >= sliceCount)
            return;
        qint64 &counted = m_slices.at(size_t(slice % sliceCount));
        counted = std::max<qint64>(counted - count, 0);
    }
    [[nodiscard]] qint64 at(UtcMs now)
    {
        moveTo(now);
        qint64 sum = 0;
        for (const qint64 slice : m_slices)
            sum += slice;
        return sum;
    }
    void clear() { m_slices.fill(0); }

private:
    static constexpr qint64 sliceCount = 13; // twelve whole ones and the one that is being filled

    void moveTo(UtcMs now)
    {
        const qint64 slice = now / m_sliceMs;
        if (slice - m_newest >= sliceCount)
            m_slices.fill(0);
        else
            for (qint64 i = m_newest + 1; i <= slice; ++i)
                m_slices.at(size_t(i % sliceCount)) = 0;
        m_newest = std::max(m_newest, slice);
    }

    qint64 m_sliceMs;
    qint64 m_newest = 0;
    std::array<qint64, size_t(sliceCount)> m_slices{};
};

} // namespace postern::policy
