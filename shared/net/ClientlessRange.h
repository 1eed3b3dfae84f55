// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

namespace postern
{

class AddressRange;

/// Refuses what no client can have as its address: 0.0.0.0 and :: (RFC 1122 3.2.1.3, RFC 4291
/// 2.5.2), 255.255.255.255 (RFC 919), and what lies in the multicast blocks 224.0.0.0/4 (RFC 5771)
/// and ff00::/8 (RFC 4291 2.7) or crosses their border. A range that holds such a block whole is
/// left to the width rules. Error: kind Invalid, field "address", data.{reason, suggestions[]}; the
/// text is a plain sentence (translatable, context "AddressRange"). Pure, any thread.
[[nodiscard]] Result<void> refuseClientless(const AddressRange &range);

} // namespace postern
