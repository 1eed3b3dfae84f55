// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Rows.h"
#include "shared/Result.h"
#include "shared/model/WhitelistEntry.h"

#include <QString>
#include <QVariantList>

/// A whitelist entry as a row of whitelist_entry.
namespace postern::storage::whitelistRow
{

/// What entryFrom() reads, in its order, for a SELECT.
[[nodiscard]] const QString &columns();
/// Internal for an address that cannot be read.
[[nodiscard]] Result<WhitelistEntry> entryFrom(const Rows &rows);
/// What an INSERT and an UPDATE write: address, both keys, description, the four services, enabled,
/// expiry, revision, when and by whom it was changed.
[[nodiscard]] QVariantList valuesOf(const WhitelistEntry &entry);

} // namespace postern::storage::whitelistRow
