// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace postern
{

/// Milliseconds since 1970-01-01 UTC. In an optional sense 0 means "never" or "not known".
using UtcMs = std::int64_t;

} // namespace postern
