// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/widgets/LiveLine.h"
#include "shared/model/Service.h"
#include "shared/net/AddressRange.h"

namespace postern
{

/// What the line under an address field says about a range, in words and voice.
struct RangeWords
{
    LiveLine::Voice voice = LiveLine::Voice::Meaning;
    QString text;
    bool needsConfirmation = false; ///< the range is to be typed again
    bool isRefused = false;         ///< cannot be saved with these services
};

/// Size, bounds and width rules of `range` for an entry with `services`.
[[nodiscard]] RangeWords wordsFor(const AddressRange &range, Services services);

} // namespace postern
