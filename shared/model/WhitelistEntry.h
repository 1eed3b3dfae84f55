// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/Service.h"
#include "shared/model/UtcMs.h"
#include "shared/net/AddressRange.h"

#include <QString>

namespace postern
{

/// One line of the whitelist. The entry is its id; the range is a property that can change. A plain
/// value.
struct WhitelistEntry
{
    static constexpr int maxDescriptionLength = 500; ///< UTF-16 code units; one line

    QString id; ///< a newChosenId(), chosen by who adds it or else by the server; empty: not chosen
    AddressRange range;
    QString description; ///< one line, no control characters, no blanks at its ends
    Services services;   ///< never empty in a stored entry
    bool enabled = true;
    UtcMs expiresAt = 0;  ///< 0: never
    bool builtIn = false; ///< can be edited (not its range), not removed
    qint64 revision = 0;  ///< grows with each change of this entry; 0 in a new one
    UtcMs createdAt = 0;
    UtcMs changedAt = 0;
    QString changedBy; ///< administrator's name; empty: at setup

    friend bool operator==(const WhitelistEntry &, const WhitelistEntry &) = default;
};

/// Checks what needs no other entry: a range that a client can have (see refuseClientless()), at
/// least one service, a description of one line of at most maxDescriptionLength without control
/// characters and without those that turn its direction. Errors name the field ("address",
/// "services", "description").
[[nodiscard]] Result<void> validate(const WhitelistEntry &entry);

/// Whether an administrator's choices (range, description, services, enabled, expiry) are the same
/// in both, whatever their history.
[[nodiscard]] bool saysTheSame(const WhitelistEntry &one, const WhitelistEntry &other);

} // namespace postern
