// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/AccessTable.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace postern::policy
{

namespace
{

constexpr std::size_t prefixCount = 1U << 16U;

/// The first prefix of 16 bits whose first address is at or behind `place`; prefixCount if none is.
std::size_t prefixAtOrAfter(IpAddress::Family family, UInt128 place)
{
    const bool isV4 = family == IpAddress::Family::V4;
    const std::uint64_t prefix = isV4 ? place.low >> 16U : place.high >> 48U;
    const UInt128 first = isV4 ? UInt128{0, prefix << 16U} : UInt128{prefix << 48U, 0};
    return static_cast<std::size_t>(prefix) + (first < place ? 1 : 0);
}

std::size_t prefixOf(const IpAddress &client)
{
    return client.isV4() ? client.bits().low >> 16U : client.bits().high >> 48U;
}

/// Collects intervals from left to right; a later owner of the same start replaces the earlier.
struct IntervalSink
{
    std::vector<UInt128> &starts;
    std::vector<std::int32_t> &owners;

    void begin(UInt128 start, std::int32_t owner)
    {
        if (starts.empty() || starts.back() < start) {
            starts.push_back(start);
            owners.push_back(owner);
        } else {
            owners.back() = owner;
        }
    }
};

} // namespace

AccessTable::AccessTable(QList<WhitelistEntry> entries)
    : m_entries(std::move(entries)), m_parents(static_cast<std::size_t>(m_entries.size()), -1),
      m_v4(build(IpAddress::Family::V4)), m_v6(build(IpAddress::Family::V6))
{}

AccessTable::Family AccessTable::build(IpAddress::Family family)
{
    std::vector<std::int32_t> order;
    for (std::int32_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries.at(i).range.family() == family)
            order.push_back(i);
    }
    const auto rangeOf = [this](std::int32_t index) -> const AddressRange & {
        return m_entries.at(index).range;
    };
    const auto isBefore = [&](std::int32_t a, std::int32_t b) { return rangeOf(a) < rangeOf(b); };
    // The store's order is this one.
    if (!std::is_sorted(order.begin(), order.end(), isBefore))
        std::stable_sort(order.begin(), order.end(), isBefore);

    Family built;
    IntervalSink sink{built.starts, built.owners};
    std::vector<std::int32_t> open; // from the widest to the narrowest that holds the sweep's place
    const auto closeUntil = [&](UInt128 place) {
        while (!open.empty() && rangeOf(open.back()).last().bits() < place) {
            const UInt128 next = rangeOf(open.back()).last().bits() + UInt128{0, 1};
            open.pop_back();
            sink.begin(next, open.empty() ? -1 : open.back());
        }
    };
    sink.begin(UInt128{}, -1);
    for (const std::int32_t index : order) {
        const AddressRange &range = rangeOf(index);
        closeUntil(range.first().bits());
        if (!open.empty() && !rangeOf(open.back()).contains(range))
            continue; // it crosses: fail closed
        m_parents[static_cast<std::size_t>(index)] = open.empty() ? -1 : open.back();
        open.push_back(index);
        sink.begin(range.first().bits(), index);
    }
    const UInt128 end = UInt128::lowBits(family == IpAddress::Family::V4 ? 32 : 128);
    closeUntil(end); // what reaches to the very end stays open: nothing comes after it

    // An entry of the index is the last interval that begins at or before the prefix's first
    // address.
    built.index16.assign(prefixCount + 1, 0);
    for (std::size_t i = 1; i < built.starts.size(); ++i) {
        const std::size_t from = prefixAtOrAfter(family, built.starts[i]);
        const std::size_t to = i + 1 < built.starts.size()
                                   ? prefixAtOrAfter(family, built.starts[i + 1])
                                   : prefixCount;
        std::fill(built.index16.begin() + static_cast<std::ptrdiff_t>(from),
                  built.index16.begin() + static_cast<std::ptrdiff_t>(to),
                  static_cast<std::uint32_t>(i));
    }
    built.index16.back() = static_cast<std::uint32_t>(built.starts.size() - 1);
    return built;
}

std::int32_t AccessTable::ownerOf(const IpAddress &client) const
{
    const Family &family = client.isV4() ? m_v4 : m_v6;
    if (family.starts.empty())
        return -1; // made by the default constructor
    const std::size_t prefix = prefixOf(client);
    const auto from = family.starts.begin() + family.index16[prefix];
    const auto to = family.starts.begin() + family.index16[prefix + 1] + 1;
    const auto after = std::upper_bound(from, to, client.bits());
    return family.owners[static_cast<std::size_t>(after - family.starts.begin() - 1)];
}

bool AccessTable::isLive(const WhitelistEntry &entry, UtcMs now)
{
    return entry.enabled && (entry.expiresAt == 0 || now < entry.expiresAt);
}

std::int32_t AccessTable::firstLive(std::int32_t owner, UtcMs now) const
{
    while (owner >= 0 && !isLive(m_entries.at(owner), now))
        owner = m_parents[static_cast<std::size_t>(owner)];
    return owner;
}

const WhitelistEntry *AccessTable::find(const IpAddress &client, UtcMs now) const
{
    const std::int32_t index = firstLive(ownerOf(client), now);
    return index < 0 ? nullptr : &m_entries.at(index);
}

QList<const WhitelistEntry *> AccessTable::chain(const IpAddress &client) const
{
    QList<const WhitelistEntry *> entries;
    for (std::int32_t i = ownerOf(client); i >= 0; i = m_parents[static_cast<std::size_t>(i)])
        entries += &m_entries.at(i);
    return entries;
}

Services AccessTable::services(const IpAddress &client, UtcMs now) const
{
    std::int32_t index = firstLive(ownerOf(client), now);
    if (index < 0)
        return {};
    Services services = m_entries.at(index).services;
    while (index >= 0 && !services.testFlag(Service::ConsoleLogin)) {
        services |= m_entries.at(index).services & Services(Service::ConsoleLogin);
        index = firstLive(m_parents[static_cast<std::size_t>(index)], now);
    }
    return services;
}

} // namespace postern::policy
