// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/StorageThread.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace postern::storage
{

/// One submitted job with whom to answer.
struct Write
{
    StorageThread::Job job;
    StorageThread::Done done;
    qint64 bytes = 0;
};

/// What waits for the next commit. push() from any thread, takeGroup() from the storage thread.
class WriteQueue
{
public:
    static constexpr std::size_t maxGroupJobs = 1000;
    static constexpr qint64 maxGroupBytes = 16 * 1024 * 1024;

    /// False once the queue is closed; then `write` is as it was.
    [[nodiscard]] bool push(Write &&write);
    /// Waits for something to do. Empty only when the queue is closed and everything was taken.
    [[nodiscard]] std::vector<Write> takeGroup();
    /// Nothing more comes in; what is in is still handed out.
    void close();
    [[nodiscard]] int size() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::deque<Write> m_writes;
    bool m_isClosed = false;
};

} // namespace postern::storage
