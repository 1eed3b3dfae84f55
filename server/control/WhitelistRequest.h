// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/storage/Database.h"
#include "shared/model/WhitelistEntry.h"

#include <QList>

namespace postern::control
{

/// An entry as a request names it; revision 0 means whichever.
struct EntryReference
{
    QString id;
    qint64 revision = 0;
};

/// `entry` of the parameters, checked as far as that needs no other entry; the blanks at both ends
/// of its description are taken off.
[[nodiscard]] Result<WhitelistEntry> readEntry(ObjectReader &reader);
/// `entries`: at least one {id, revision}.
[[nodiscard]] QList<EntryReference> readReferences(ObjectReader &reader);

/// "normal", "wide", "very-wide", "refused".
[[nodiscard]] QString widthName(Width width);
[[nodiscard]] Width widthOf(const WhitelistEntry &entry);
/// Whether saving `entry` in place of `before` (null: a new one) asks for the range to be typed
/// again: it is very wide, and range or services are not what was confirmed before.
[[nodiscard]] bool needsConfirmation(const WhitelistEntry &entry, const WhitelistEntry *before);
/// Refused for what is never allowed; Confirm (data.confirm: the range's text) until `typed` is
/// that range.
[[nodiscard]] Result<void> checkWidth(const WhitelistEntry &entry, const WhitelistEntry *before,
                                      const QString &typed);

} // namespace postern::control
