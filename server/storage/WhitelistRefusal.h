// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/WhitelistEntry.h"

/// What a change of the whitelist is refused with, in sentences that name the entry.
namespace postern::storage::whitelistRefusal
{

/// "10.0.0.0/8 (Plant)"
[[nodiscard]] QString named(const WhitelistEntry &entry);
/// `what`: "with the id ...", "for 10.0.0.0/8".
[[nodiscard]] Error notFound(const QString &what);
/// Changed by someone meanwhile; data.current.
[[nodiscard]] Error stale(const WhitelistEntry &current);
/// The range has an entry already; field "address", data.existing.
[[nodiscard]] Error duplicate(const WhitelistEntry &existing);
/// Field "address", data.crossing and data.pieces, which would be taken.
[[nodiscard]] Error crossing(const AddressRange &range, const WhitelistEntry &other);

} // namespace postern::storage::whitelistRefusal
