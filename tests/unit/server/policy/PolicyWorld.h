// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/AccessTable.h"

#include <QRandomGenerator>

#include <algorithm>

namespace postern::policy
{

/// 2026-01-01; what the tests of policy take for now.
inline constexpr UtcMs testNow = 1767225600000;

[[nodiscard]] inline AddressRange rangeOf(QStringView text)
{
    const Result<AddressRange> range = AddressRange::parse(text);
    if (!range)
        qFatal("%s", qPrintable(range.error().text));
    return range.value();
}

[[nodiscard]] inline IpAddress addressOf(QStringView text)
{
    return rangeOf(text).first();
}

[[nodiscard]] inline WhitelistEntry entryOf(QStringView range, Services services,
                                            const QString &description = {})
{
    WhitelistEntry entry;
    entry.range = rangeOf(range);
    entry.id = QStringLiteral("id-") + entry.range.toString();
    entry.services = services;
    entry.description = description;
    return entry;
}

/// Entries that nest or stand apart, close together so that chains get long; disabled and expired
/// ones among them.
[[nodiscard]] inline QList<WhitelistEntry> randomEntries(QRandomGenerator &random, int count)
{
    QList<WhitelistEntry> entries;
    for (int attempt = 0; entries.size() < count && attempt < count * 20; ++attempt) {
        const bool isV4 = random.bounded(2) == 0;
        const UInt128 base =
            isV4 ? UInt128{0, 0x0A000000} : UInt128{std::uint64_t{0x20010DB8} << 32U, 0};
        const std::uint64_t first = random.bounded(4096U);
        const std::uint64_t size = std::uint64_t{1} << random.bounded(12U);
        const std::uint64_t last = random.bounded(3) == 0 ? first + random.bounded(300U)
                                                          : (first & ~(size - 1)) + size - 1;
        const std::uint64_t from = random.bounded(3) == 0 ? first : first & ~(size - 1);
        if (last < from)
            continue;
        WhitelistEntry entry;
        entry.range = AddressRange::fromBits(isV4 ? IpAddress::Family::V4 : IpAddress::Family::V6,
                                             base + UInt128{0, from}, base + UInt128{0, last});
        const auto clashes = [&entry](const WhitelistEntry &other) {
            return other.range == entry.range || other.range.crosses(entry.range);
        };
        if (std::any_of(entries.begin(), entries.end(), clashes))
            continue;
        entry.id = QString::number(entries.size());
        entry.services = Services::fromInt(static_cast<int>(random.bounded(1U, 16U)));
        entry.enabled = random.bounded(5) != 0;
        const std::uint32_t expiry = random.bounded(6U);
        entry.expiresAt = expiry == 0 ? testNow : expiry == 1 ? testNow + 1 : 0;
        entries += entry;
    }
    return entries;
}

/// An address in or near what randomEntries() makes.
[[nodiscard]] inline IpAddress randomClient(QRandomGenerator &random)
{
    const UInt128 offset{0, random.bounded(8192U)};
    return random.bounded(2) == 0
               ? IpAddress::fromBits(IpAddress::Family::V4, UInt128{0, 0x09FFF800} + offset)
               : IpAddress::fromBits(IpAddress::Family::V6,
                                     UInt128{std::uint64_t{0x20010DB8} << 32U, 0} + offset);
}

} // namespace postern::policy
