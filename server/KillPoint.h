// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifdef POSTERN_KILL_POINTS
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string_view>
#endif

namespace postern
{

/// Only in builds with tests: the process dies by SIGKILL at the place that POSTERN_KILL_AT names,
/// at its POSTERN_KILL_COUNTth passage (1 when not given): after-chunk, before-commit,
/// after-commit, after-next-hop. Any thread.
inline void passKillPoint([[maybe_unused]] const char *name)
{
#ifdef POSTERN_KILL_POINTS
    static const char *const wanted = std::getenv("POSTERN_KILL_AT");
    if (wanted == nullptr || std::string_view(wanted) != name)
        return;
    static const char *const count = std::getenv("POSTERN_KILL_COUNT");
    static std::atomic<int> left = count == nullptr ? 1 : std::atoi(count);
    if (--left == 0)
        std::raise(SIGKILL);
#endif
}

} // namespace postern
