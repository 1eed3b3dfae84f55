// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace postern::net
{

/// Bytes of content in memory, over all sessions: received and not yet written by the storage.
/// Strangers may fill three quarters of it, so that those who are known are taken from while
/// thousands of strangers send slowly. Any thread.
class ByteBudget
{
public:
    explicit ByteBudget(qint64 limit) : m_limit(limit) {}

    enum class For
    {
        Known, ///< logged in, or by an entry's bypass
        Stranger
    };

    /// False, and nothing is taken, when it would pass the limit.
    [[nodiscard]] bool take(qint64 bytes, For whom)
    {
        const qint64 limit = whom == For::Known ? m_limit : m_limit / 4 * 3;
        if (m_used.fetch_add(bytes, std::memory_order_relaxed) + bytes <= limit)
            return true;
        giveBack(bytes);
        return false;
    }
    void giveBack(qint64 bytes) { m_used.fetch_sub(bytes, std::memory_order_relaxed); }
    /// Content should go on to the storage in small pieces.
    [[nodiscard]] bool isHalfFull() const { return used() >= m_limit / 2; }
    [[nodiscard]] qint64 used() const { return m_used.load(std::memory_order_relaxed); }

private:
    const qint64 m_limit;
    std::atomic<qint64> m_used = 0;
};

} // namespace postern::net
