// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/WhitelistChange.h"

#include "server/storage/WhitelistStore.h"

#include <QSet>

#include <algorithm>

namespace postern::control
{

Result<WhitelistChange> WhitelistChange::around(storage::Database &database,
                                                const QList<AddressRange> &ranges)
{
    WhitelistChange change;
    QSet<QString> known;
    for (const AddressRange &range : ranges) {
        const auto entries = storage::WhitelistStore(database).overlapping(range);
        if (!entries.ok())
            return entries.error();
        for (const WhitelistEntry &entry : entries.value()) {
            if (known.contains(entry.id))
                continue;
            known.insert(entry.id);
            change.m_before.append(entry);
        }
    }
    change.m_after = change.m_before;
    return change;
}

void WhitelistChange::put(const WhitelistEntry &entry)
{
    take(entry.id);
    m_after.append(entry);
}

void WhitelistChange::take(const QString &id)
{
    m_after.removeIf([&id](const WhitelistEntry &entry) { return entry.id == id; });
}

policy::ChangeEffects WhitelistChange::effects(UtcMs now) const
{
    return policy::changeEffects(m_before, m_after, now);
}

} // namespace postern::control
