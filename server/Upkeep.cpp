// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Upkeep.h"

#include "server/log/LogEvents.h"
#include "server/storage/QueueStore.h"

#include <chrono>

namespace postern
{

namespace
{

constexpr int messagesAStep = 200;
constexpr std::chrono::milliseconds stepPause{100};
/// A message that takes longer than this to arrive is none any more.
constexpr qint64 chunkAgeMs = 24LL * 3600 * 1000;

} // namespace

Upkeep::Upkeep(storage::StorageThread &storage, net::SharedLimits &counters, log::LogSink &log,
               std::function<UtcMs()> now)
    : m_storage(storage), m_counters(counters), m_log(log), m_now(std::move(now))
{
    m_minute.setInterval(std::chrono::minutes(1));
    m_hour.setInterval(std::chrono::hours(1));
    connect(&m_minute, &QTimer::timeout, this, [this] { m_counters.sweep(m_now()); });
    connect(&m_hour, &QTimer::timeout, this, &Upkeep::expireTrace);
    connect(&m_hour, &QTimer::timeout, this, &Upkeep::sweepChunks);
}

void Upkeep::start()
{
    m_minute.start();
    m_hour.start();
    expireTrace();
    sweepChunks();
}

void Upkeep::expireTrace()
{
    const UtcMs before = m_now() - m_traceKeepMs;
    m_storage.submit<int>(
        this,
        [before](storage::Database &database) {
            return storage::QueueStore(database).expireTrace(before, messagesAStep);
        },
        [this](const Result<int> &removed) {
            if (!removed.ok())
                say(QStringLiteral("Old trace cannot be removed"), removed.error());
            else if (removed.value() >= messagesAStep)
                QTimer::singleShot(stepPause, this, &Upkeep::expireTrace);
        });
}

void Upkeep::sweepChunks()
{
    const UtcMs before = m_now() - chunkAgeMs;
    m_storage.submit<int>(
        this,
        [before](storage::Database &database) {
            return storage::QueueStore(database).sweepOrphanChunks(before, messagesAStep);
        },
        [this](const Result<int> &removed) {
            if (!removed.ok())
                say(QStringLiteral("Content without a message cannot be removed"), removed.error());
            else if (removed.value() >= messagesAStep)
                QTimer::singleShot(stepPause, this, &Upkeep::sweepChunks);
        });
}

void Upkeep::say(const QString &what, const Error &error)
{
    m_log.write(log::LogLevel::Error,
                log::serverLine(m_now(), "error", what + QStringLiteral(": ") + error.text));
}

} // namespace postern
