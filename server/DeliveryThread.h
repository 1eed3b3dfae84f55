// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogSink.h"
#include "server/log/RepeatedSentence.h"
#include "server/queue/QueueRunner.h"

#include <QThread>

#include <functional>

namespace postern
{

/// The thread on which queued mail is delivered, with its runner. Used from one thread except where
/// it says so.
class DeliveryThread
{
public:
    /// `changed` is called on this thread after each attempt. The references outlive it, except
    /// that the storage ends between stop() and the destructor.
    DeliveryThread(storage::StorageThread &storage, queue::RunnerConfig config, log::LogSink &log,
                   std::function<void()> changed);
    ~DeliveryThread();

    void start(const queue::RouteTable &routes, const queue::RetrySchedule &schedule);
    /// Any thread.
    void configure(const queue::RouteTable &routes, const queue::RetrySchedule &schedule);
    /// There may be something due. Any thread, cheap.
    void poke() { m_runner->poke(); }
    /// An administrator changed something in the queue. Any thread, cheap.
    void recheck() { m_runner->recheck(); }
    /// Begins no more deliveries; waits until those under way are recorded, at most `graceMs`.
    void stop(int graceMs);

private:
    void logAttempt(const queue::DeliveryFact &fact);

    log::LogSink &m_log;
    std::function<UtcMs()> m_now;
    std::function<void()> m_changed;
    log::RepeatedSentence m_trouble; // of the delivery thread
    QThread m_thread;
    queue::QueueRunner *m_runner; // lives on m_thread
};

} // namespace postern
