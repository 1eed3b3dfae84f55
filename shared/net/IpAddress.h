// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QString>

#include <array>
#include <compare>
#include <cstdint>

namespace postern
{

/// 128 unsigned bits, most significant first; enough arithmetic for addresses, nothing more.
struct UInt128
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    friend constexpr auto operator<=>(const UInt128 &, const UInt128 &) = default;
};

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
    /// values inside
    /// ::ffff:0:0/96 are folded).
    [[nodiscard]] static IpAddress fromBits(Family family, UInt128 bits);

    /// Strict text: four decimal octets without leading zeros, or RFC 4291 2.2 IPv6 (also in
    /// brackets is NOT accepted here). Refuses octal, hex, short forms, zone ids and surrounding
    /// blanks, with a sentence that names what is wrong and `data.suggestions` (array of texts)
    /// where a right text exists.
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
    constexpr IpAddress(Family family, UInt128 bits) : m_family(family), m_bits(bits) {}

    Family m_family = Family::V4;
    UInt128 m_bits;
};

[[nodiscard]] std::size_t qHash(const IpAddress &address, std::size_t seed = 0);

} // namespace postern
