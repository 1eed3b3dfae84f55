// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/UtcMs.h"

#include <QList>

#include <optional>

namespace postern::queue
{

/// When a recipient is tried again. Pure; a value.
class RetrySchedule
{
public:
    /// The defaults of queue.retry and queue.expire.
    RetrySchedule();
    /// `delaysMs` after the first, second, ... failed attempt; the last one repeats. Not empty,
    /// each above 0; `expireMs` above 0.
    RetrySchedule(QList<qint64> delaysMs, qint64 expireMs);
    /// From the texts of the settings queue.retry and queue.expire.
    [[nodiscard]] static Result<RetrySchedule> parse(QStringView retry, QStringView expire);

    /// After `attempts` (1 or more) failed ones, the last of them at `now`: the time of the next,
    /// at the latest the moment the message expires, so that there is a last try. Nothing when it
    /// has expired.
    [[nodiscard]] std::optional<UtcMs> next(int attempts, UtcMs acceptedAt, UtcMs now) const;

    friend bool operator==(const RetrySchedule &, const RetrySchedule &) = default;

private:
    QList<qint64> m_delaysMs;
    qint64 m_expireMs = 0;
};

} // namespace postern::queue
