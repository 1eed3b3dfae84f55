// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/WriteQueue.h"

namespace postern::storage
{

bool WriteQueue::push(Write &&write)
{
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed)
            return false;
        wasEmpty = m_writes.empty();
        m_writes.push_back(std::move(write));
    }
    if (wasEmpty)
        m_filled.notify_one();
    return true;
}

std::vector<Write> WriteQueue::takeGroup()
{
    std::vector<Write> group;
    std::unique_lock lock(m_mutex);
    m_filled.wait(lock, [this] { return m_isClosed || !m_writes.empty(); });
    qint64 bytes = 0;
    while (!m_writes.empty() && group.size() < maxGroupJobs && bytes < maxGroupBytes) {
        bytes += m_writes.front().bytes;
        group.push_back(std::move(m_writes.front()));
        m_writes.pop_front();
    }
    return group;
}

void WriteQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    m_filled.notify_one();
}

int WriteQueue::size() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_writes.size());
}

} // namespace postern::storage
