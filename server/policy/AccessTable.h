// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/Decision.h"
#include "server/policy/PolicySettings.h"

#include <QList>
#include <QSet>

#include <memory>
#include <vector>

namespace postern::policy
{

/// The whitelist as an immutable lookup structure: sorted disjoint intervals of both families
/// (behind a 16-bit index for IPv4), each with the index of its narrowest entry, each entry with
/// its next wider one. Any thread may read. An empty table trusts nobody.
class AccessTable
{
public:
    AccessTable() = default;
    /// Ranges must nest or stand apart (the store guarantees it); should two cross all the same,
    /// the one that begins later is left out and trusts nobody. Disabled entries are kept for
    /// Explain but never win.
    explicit AccessTable(QList<WhitelistEntry> entries);

    /// The narrowest enabled entry that holds `client` and is not expired at `now`; null if none.
    [[nodiscard]] const WhitelistEntry *find(const IpAddress &client, UtcMs now) const;
    /// Every entry that holds `client`, narrowest first, disabled and expired ones too.
    [[nodiscard]] QList<const WhitelistEntry *> chain(const IpAddress &client) const;
    /// What holds for `client` at `now`: the toggles of find(), except for the console, which is
    /// decided apart: there an entry takes part only with Console Login on.
    [[nodiscard]] Services services(const IpAddress &client, UtcMs now) const;
    /// The entry may win at `now`: enabled and not expired.
    [[nodiscard]] static bool isLive(const WhitelistEntry &entry, UtcMs now);
    [[nodiscard]] const QList<WhitelistEntry> &entries() const { return m_entries; }

private:
    struct Family
    {
        std::vector<UInt128> starts;      // sorted; interval i covers starts[i] .. starts[i+1]-1
        std::vector<std::int32_t> owners; // index into m_entries, -1: none
        std::vector<std::uint32_t>
            index16; // interval in which each upper 16 bits begin, and the last
    };

    [[nodiscard]] Family build(IpAddress::Family family);
    [[nodiscard]] std::int32_t ownerOf(const IpAddress &client) const;
    /// Index of the narrowest live entry from `owner` outwards, or -1.
    [[nodiscard]] std::int32_t firstLive(std::int32_t owner, UtcMs now) const;

    QList<WhitelistEntry> m_entries;
    std::vector<std::int32_t> m_parents;
    Family m_v4;
    Family m_v6;
};

/// Everything decide() needs besides the facts: immutable, swapped whole, shared by all threads.
struct PolicySnapshot
{
    AccessTable table;
    QSet<QString> acceptedDomains; ///< canonical
    /// Ids of the credentials that a login may use. Who is logged in by another one, because it was
    /// replaced or its user removed or switched off, is nobody, whoever has the name by now.
    QSet<QString> credentials;
    PolicySettings settings;
};
using PolicySnapshotPtr = std::shared_ptr<const PolicySnapshot>;

/// The one decision function: for the server, the log, the counters and Explain. Pure.
[[nodiscard]] Decision decide(const Facts &facts, const PolicySnapshot &snapshot, UtcMs now);

} // namespace postern::policy
