// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogSink.h"
#include "server/net/SharedLimits.h"
#include "server/storage/StorageThread.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>

namespace postern
{

/// What has to be done now and then: the trace that is older than trace.keep goes, in small steps
/// so that acceptance never waits for it; chunks of messages that never came to exist go; counters
/// that count nothing any more are forgotten. Lives on the main thread.
class Upkeep : public QObject
{
    Q_OBJECT

public:
    Upkeep(storage::StorageThread &storage, net::SharedLimits &counters, log::LogSink &log,
           std::function<UtcMs()> now);

    void start();
    /// Any thread.
    void setTraceKeep(qint64 ms) { m_traceKeepMs = ms; }

private:
    void expireTrace();
    void sweepChunks();
    void say(const QString &what, const Error &error);

    storage::StorageThread &m_storage;
    net::SharedLimits &m_counters;
    log::LogSink &m_log;
    std::function<UtcMs()> m_now;
    std::atomic<qint64> m_traceKeepMs = 30LL * 24 * 3600 * 1000;
    QTimer m_minute;
    QTimer m_hour;
};

} // namespace postern
