// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/UtcMs.h"

#include <QString>

namespace postern
{

/// "just now", "12 min ago", "2 h ago", "yesterday", "19 Nov", "19 Nov 2024"; in this computer's
/// time zone and language.
[[nodiscard]] QString relativeTime(UtcMs at, UtcMs now);
/// The day alone: "2 May", and of another year "2 May 2025".
[[nodiscard]] QString dayText(UtcMs at, UtcMs now);
/// The exact time for a tooltip.
[[nodiscard]] QString exactTime(UtcMs at);

} // namespace postern
