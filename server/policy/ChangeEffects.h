// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/AccessTable.h"
#include "shared/model/Effect.h"

namespace postern::policy
{

/// What a change of the whitelist does to clients, said before it is made.
struct ChangeEffects
{
    /// At most this many narrower entries are named as unaffected.
    static constexpr int maxExceptions = 20;

    QList<Effect> effects;    ///< by changed entry; empty if no client will notice
    int more = 0;             ///< narrower entries beyond those that are named
    bool widensTrust = false; ///< some client, now or when an entry expires later, may do what it
                              ///< could not do without the change: not for operators
};

/// The entries before and after the change (all, or those that overlap what changes: the answer is
/// the same). The same decide() stands behind it. Entries are matched by id; a new one may have an
/// empty id. Pure.
[[nodiscard]] ChangeEffects changeEffects(const QList<WhitelistEntry> &before,
                                          const QList<WhitelistEntry> &after, UtcMs now);

} // namespace postern::policy
