// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/net/UInt128.h"

#include <QString>

#include <array>
#include <compare>
#include <cstdint>

namespace postern
{

/// One IPv4 or IPv6 address: a plain value, Qt6::Core only, any thread.
///
/// v4-mapped IPv6 (::ffff:0:0/96, RFC 4291 2.5.5.2) *is* the IPv4 address: it is folded on
/// construction, so that no comparison can miss it. Scope (zone) ids do not exist here.
class IpAddress
{
public:
    enum class Family : std::uint8_t
    {
        V4,
        V6
    };

    /// 0.0.0.0
    constexpr IpAddress() = default;
    [[nodiscard]] static IpAddress fromV4(std::uint32_t hostOrder);
    /// 16 bytes in network order; a v4-mapped value becomes IPv4.
    [[nodiscard]] static IpAddress fromV6(const std::array<std::uint8_t, 16> &bytes);
    /// The address with the numeric value `bits` in `family` (for V4 only the low 32 bits; v6
    /// values inside ::ffff:0:0/96 are folded).
    [[nodiscard]] static IpAddress fromBits(Family family, UInt128 bits);

    /// Strict text: four decimal octets without leading zeros, or IPv6 as in RFC 4291 2.2 without
    /// brackets. Refuses octal, hex, short forms, zone ids and surrounding blanks. Error: kind
    /// Invalid, field "address", a sentence that names what is wrong, `data.reason` and
    /// `data.suggestions` (array of texts) where a right text exists.
    [[nodiscard]] static Result<IpAddress> parse(QStringView text);

    [[nodiscard]] Family family() const { return m_family; }
    [[nodiscard]] bool isV4() const { return m_family == Family::V4; }
    [[nodiscard]] UInt128 bits() const { return m_bits; }
    [[nodiscard]] int bitLength() const { return isV4() ? 32 : 128; }
    /// Network order, 4 or 16 bytes.
    [[nodiscard]] QByteArray toBytes() const;
    /// Canonical text: dotted quad, or RFC 5952.
    [[nodiscard]] QString toString() const;
    /// 127/8 or ::1.
    [[nodiscard]] bool isLoopback() const;
    /// 10/8, 172.16/12, 192.168/16, 127/8, 169.254/16, fc00::/7, fe80::/10, ::1. 100.64/10 is
    /// public.
    [[nodiscard]] bool isPrivate() const;

    /// IPv4 sorts before IPv6, then by value.
    friend auto operator<=>(const IpAddress &, const IpAddress &) = default;

private:
    /// A range's bounds may lie inside ::ffff:0:0/96 without being IPv4 (::/80 ends there).
    friend class AddressRange;

    constexpr IpAddress(Family family, UInt128 bits) : m_family(family), m_bits(bits) {}

    Family m_family = Family::V4;
    UInt128 m_bits;
};

[[nodiscard]] std::size_t qHash(const IpAddress &address, std::size_t seed = 0);

} // namespace postern
