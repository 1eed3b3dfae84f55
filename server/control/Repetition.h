// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "shared/model/UtcMs.h"

namespace postern::control
{

/// Whether a deed that stands already, by `who` at `at`, may be what `actor` asks for again because
/// the answer to it was lost: the same administrator's, at most ten minutes ago. If what is asked
/// for is the same too, it is answered as done, and nothing is written a second time.
[[nodiscard]] inline bool isRepetition(const QString &who, UtcMs at, const storage::Actor &actor,
                                       UtcMs now)
{
    constexpr qint64 longestMs = 10 * 60 * 1000;
    return who == actor.who && at <= now && now - at <= longestMs;
}

} // namespace postern::control
