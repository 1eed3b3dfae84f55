// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace postern::control
{

/// Two threads for password hashing, which is slow on purpose, with a bounded queue. Answers come
/// back to the thread that asked.
class PasswordPool
{
public:
    static constexpr int threads = 2;
    static constexpr int longestQueue = 32;

    PasswordPool();
    /// Waits for what is running.
    ~PasswordPool();

    /// False when too many wait already; then nothing runs. `done` is dropped if `receiver` is
    /// gone; the receiver must outlive this pool.
    template<typename T>
    [[nodiscard]] bool run(QObject *receiver, std::function<T()> work,
                           std::function<void(const T &)> done)
    {
        return start([receiver, work = std::move(work), done = std::move(done)] {
            auto answer = std::make_shared<T>(work());
            QMetaObject::invokeMethod(
                receiver, [done, answer] { done(*answer); }, Qt::QueuedConnection);
        });
    }

    /// What to answer when run() said no.
    [[nodiscard]] static Error busy();

private:
    [[nodiscard]] bool start(std::function<void()> work);

    QThreadPool m_pool;
    std::atomic<int> m_waiting = 0;
};

} // namespace postern::control
