// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace postern
{

/// 128 unsigned bits, most significant first; enough arithmetic for addresses, nothing more.
/// Written out because not every compiler of the console's platforms has a type of that width.
/// Overflow wraps, as with the built-in unsigned types.
struct UInt128
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    friend constexpr auto operator<=>(const UInt128 &, const UInt128 &) = default;

    friend constexpr UInt128 operator+(const UInt128 &a, const UInt128 &b)
    {
        const std::uint64_t sum = a.low + b.low;
        return {a.high + b.high + (sum < a.low ? 1U : 0U), sum};
    }
    friend constexpr UInt128 operator-(const UInt128 &a, const UInt128 &b)
    {
        return {a.high - b.high - (a.low < b.low ? 1U : 0U), a.low - b.low};
    }
    friend constexpr UInt128 operator&(const UInt128 &a, const UInt128 &b)
    {
        return {a.high & b.high, a.low & b.low};
    }
    friend constexpr UInt128 operator|(const UInt128 &a, const UInt128 &b)
    {
        return {a.high | b.high, a.low | b.low};
    }
    friend constexpr UInt128 operator^(const UInt128 &a, const UInt128 &b)
    {
        return {a.high ^ b.high, a.low ^ b.low};
    }
    friend constexpr UInt128 operator~(const UInt128 &a) { return {~a.high, ~a.low}; }
    /// `count` 0 to 127.
    friend constexpr UInt128 operator<<(const UInt128 &a, int count)
    {
        if (count == 0)
            return a;
        if (count >= 64)
            return {a.low << (count - 64), 0};
        return {(a.high << count) | (a.low >> (64 - count)), a.low << count};
    }

    /// The lowest `count` bits set; 0 to 128.
    [[nodiscard]] static constexpr UInt128 lowBits(int count)
    {
        if (count >= 128)
            return {~std::uint64_t{0}, ~std::uint64_t{0}};
        return (UInt128{0, 1} << count) - UInt128{0, 1};
    }
};

} // namespace postern
