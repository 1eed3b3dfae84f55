// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/ChangeEffects.h"
#include "server/storage/Database.h"
#include "shared/Result.h"
#include "shared/model/WhitelistEntry.h"

#include <QList>

namespace postern::control
{

/// A change of the whitelist as its neighbourhood before and after: only entries that overlap what
/// changes, so that it costs the same beside ten thousand others. Control or storage thread.
class WhitelistChange
{
public:
    /// What is around `ranges` now.
    [[nodiscard]] static Result<WhitelistChange> around(storage::Database &database,
                                                        const QList<AddressRange> &ranges);

    /// The entry as it will be: takes the place of the one with its id, else is new.
    void put(const WhitelistEntry &entry);
    void take(const QString &id);

    /// What the change does to clients.
    [[nodiscard]] policy::ChangeEffects effects(UtcMs now) const;

private:
    QList<WhitelistEntry> m_before;
    QList<WhitelistEntry> m_after;
};

} // namespace postern::control
