// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/IpAddress.h"

#include <QStringView>

#include <optional>

namespace postern
{

/// Reads one address and nothing else: the strict half of IpAddress::parse() and
/// AddressRange::parse(). What it does not take, AddressComplaint explains. Pure, any thread.
class AddressReader
{
public:
    /// As written: a v4-mapped address is still V6 here, so that its prefix length can be read.
    struct Raw
    {
        IpAddress::Family family = IpAddress::Family::V4;
        UInt128 bits;

        /// Inside ::ffff:0:0/96 (RFC 4291 2.5.5.2).
        [[nodiscard]] bool isMapped() const;
    };

    /// Four decimal octets without leading zeros, or RFC 4291 2.2 text without brackets or zone.
    [[nodiscard]] static std::optional<Raw> read(QStringView text);
    /// Decimal digits 0-9 alone, no sign, no leading zero; at most `maximum`.
    [[nodiscard]] static std::optional<std::uint32_t> readNumber(QStringView text,
                                                                 std::uint32_t maximum);

private:
    [[nodiscard]] static std::optional<Raw> readV4(QStringView text);
    [[nodiscard]] static std::optional<Raw> readV6(QStringView text);
};

} // namespace postern
