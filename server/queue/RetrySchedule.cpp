// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/RetrySchedule.h"

#include "shared/model/SettingCatalogue.h"

#include <algorithm>

namespace postern::queue
{

namespace
{

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

} // namespace

RetrySchedule::RetrySchedule()
    : RetrySchedule(
        {5 * second, minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour},
        5 * day)
{}

RetrySchedule::RetrySchedule(QList<qint64> delaysMs, qint64 expireMs)
    : m_delaysMs(std::move(delaysMs)), m_expireMs(expireMs)
{
    Q_ASSERT(!m_delaysMs.isEmpty());
}

Result<RetrySchedule> RetrySchedule::parse(QStringView retry, QStringView expire)
{
    const Result<QList<qint64>> delays = parseDurationListMs(retry);
    if (!delays.ok())
        return delays.error();
    const Result<qint64> expireMs = parseDurationMs(expire);
    if (!expireMs.ok())
        return expireMs.error();
    const bool isAnyZero =
        std::any_of(delays->begin(), delays->end(), [](qint64 delay) { return delay <= 0; });
    if (delays->isEmpty() || isAnyZero || *expireMs <= 0) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("queue.retry needs at least one delay, and each delay and "
                                    "queue.expire must be above 0, for example 5s,1m,5m and 5d."),
                     QStringLiteral("value")};
    }
    return RetrySchedule(*delays, *expireMs);
}

std::optional<UtcMs> RetrySchedule::next(int attempts, UtcMs acceptedAt, UtcMs now) const
{
    const UtcMs expiresAt = acceptedAt + m_expireMs;
    if (now >= expiresAt)
        return std::nullopt;
    const qsizetype index = std::clamp<qsizetype>(attempts - 1, 0, m_delaysMs.size() - 1);
    return std::min<UtcMs>(now + m_delaysMs[index], expiresAt);
}

} // namespace postern::queue
