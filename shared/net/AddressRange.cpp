// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/AddressRange.h"

#include "shared/net/RangeReader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern
{

namespace
{

constexpr UInt128 one{0, 1};

int bitLengthOf(IpAddress::Family family)
{
    return family == IpAddress::Family::V4 ? 32 : 128;
}

bool isMapped(UInt128 bits)
{
    return bits.high == 0 && (bits.low >> 32U) == 0xFFFFU;
}

/// Divides in place by ten and answers the remainder; schoolbook, 32 bits at a time.
unsigned divideByTen(UInt128 &value)
{
    std::uint64_t remainder = 0;
    const auto step = [&remainder](std::uint64_t part) {
        const std::uint64_t dividend = (remainder << 32U) | part;
        remainder = dividend % 10;
        return dividend / 10;
    };
    const std::uint64_t a = step(value.high >> 32U);
    const std::uint64_t b = step(value.high & 0xFFFFFFFFU);
    const std::uint64_t c = step(value.low >> 32U);
    const std::uint64_t d = step(value.low & 0xFFFFFFFFU);
    value = {(a << 32U) | b, (c << 32U) | d};
    return static_cast<unsigned>(remainder);
}

/// How many of the lowest bits a block that begins at `first` may have and still end by `last`.
int blockBits(UInt128 first, UInt128 last, int bitLength)
{
    int bits = 0;
    while (bits < bitLength) {
        const UInt128 mask = UInt128::lowBits(bits + 1);
        if ((first & mask) != UInt128{} || (first | mask) > last)
            break;
        ++bits;
    }
    return bits;
}

/// The blocks that IpAddress::isPrivate() documents.
const std::array<AddressRange, 8> &privateBlocks()
{
    using Family = IpAddress::Family;
    const auto block = [](Family family, UInt128 bits, int prefix) {
        return AddressRange::fromBits(family, bits,
                                      bits | UInt128::lowBits(bitLengthOf(family) - prefix));
    };
    static const std::array<AddressRange, 8> blocks{
        block(Family::V4, {0, 0x0A000000U}, 8),
        block(Family::V4, {0, 0xAC100000U}, 12),
        block(Family::V4, {0, 0xC0A80000U}, 16),
        block(Family::V4, {0, 0x7F000000U}, 8),
        block(Family::V4, {0, 0xA9FE0000U}, 16),
        block(Family::V6, {std::uint64_t{0xFC} << 56U, 0}, 7),
        block(Family::V6, {std::uint64_t{0xFE8} << 52U, 0}, 10),
        block(Family::V6, one, 128),
    };
    return blocks;
}

} // namespace

AddressRange AddressRange::fromBounds(const IpAddress &first, const IpAddress &last)
{
    Q_ASSERT(first.family() == last.family() && first <= last);
    return {first, last};
}

AddressRange AddressRange::fromPrefix(const IpAddress &network, int prefix)
{
    Q_ASSERT(prefix >= 0 && prefix <= network.bitLength());
    const UInt128 hostBits = UInt128::lowBits(network.bitLength() - prefix);
    return fromBits(network.family(), network.bits() & ~hostBits, network.bits() | hostBits);
}

AddressRange AddressRange::fromBits(IpAddress::Family family, UInt128 first, UInt128 last)
{
    Q_ASSERT(first <= last);
    // The mapped block is contiguous: bounds inside it mean all of the range is.
    if (family == IpAddress::Family::V6 && isMapped(first) && isMapped(last))
        return {IpAddress::fromBits(family, first), IpAddress::fromBits(family, last)};
    return {IpAddress(family, first), IpAddress(family, last)};
}

Result<AddressRange> AddressRange::parse(QStringView text)
{
    return RangeReader(text).read();
}

int AddressRange::prefixLength() const
{
    const UInt128 difference = m_first.bits() ^ m_last.bits();
    const int bitLength = bitLengthOf(family());
    int bits = 0;
    while (bits < bitLength && UInt128::lowBits(bits) < difference)
        ++bits;
    const UInt128 mask = UInt128::lowBits(bits);
    const bool isBlock = difference == mask && (m_first.bits() & mask) == UInt128{};
    return isBlock ? bitLength - bits : -1;
}

QString AddressRange::toString() const
{
    if (isSingle())
        return m_first.toString();
    const int prefix = prefixLength();
    if (prefix >= 0)
        return QStringLiteral("%1/%2").arg(m_first.toString()).arg(prefix);
    return QStringLiteral("%1-%2").arg(m_first.toString(), m_last.toString());
}

QString AddressRange::sizeText() const
{
    // The size itself can be 2^128; one less fits, so the one is added to the digits.
    UInt128 rest = sizeMinusOne();
    QString digits;
    unsigned carry = 1;
    do {
        const unsigned digit = divideByTen(rest) + carry;
        carry = digit / 10;
        digits.prepend(QChar(u'0' + static_cast<char16_t>(digit % 10)));
    } while (rest != UInt128{} || carry != 0);
    return digits;
}

UInt128 AddressRange::sizeMinusOne() const
{
    return m_last.bits() - m_first.bits();
}

bool AddressRange::contains(const IpAddress &address) const
{
    return address.family() == family() && m_first.bits() <= address.bits()
           && address.bits() <= m_last.bits();
}

bool AddressRange::contains(const AddressRange &other) const
{
    return other.family() == family() && m_first.bits() <= other.m_first.bits()
           && other.m_last.bits() <= m_last.bits();
}

bool AddressRange::overlaps(const AddressRange &other) const
{
    return other.family() == family() && m_first.bits() <= other.m_last.bits()
           && other.m_first.bits() <= m_last.bits();
}

bool AddressRange::crosses(const AddressRange &other) const
{
    return overlaps(other) && !contains(other) && !other.contains(*this);
}

QList<AddressRange> AddressRange::cidrBlocks() const
{
    QList<AddressRange> blocks;
    UInt128 first = m_first.bits();
    const UInt128 last = m_last.bits();
    while (true) {
        const UInt128 end = first | UInt128::lowBits(blockBits(first, last, bitLengthOf(family())));
        if (isV4() || !isMapped(first) || !isMapped(end))
            blocks += fromBits(family(), first, end);
        if (end == last)
            return blocks;
        first = end + one;
    }
}

QList<AddressRange> AddressRange::cutBy(const AddressRange &other) const
{
    if (!overlaps(other))
        return {*this};
    QList<AddressRange> pieces;
    const UInt128 first = std::max(m_first.bits(), other.m_first.bits());
    const UInt128 last = std::min(m_last.bits(), other.m_last.bits());
    if (m_first.bits() < first)
        pieces += fromBits(family(), m_first.bits(), first - one);
    pieces += fromBits(family(), first, last);
    if (last < m_last.bits())
        pieces += fromBits(family(), last + one, m_last.bits());
    return pieces;
}

bool AddressRange::isPrivate() const
{
    return std::any_of(privateBlocks().begin(), privateBlocks().end(),
                       [this](const AddressRange &block) { return block.contains(*this); });
}

std::strong_ordering operator<=>(const AddressRange &a, const AddressRange &b)
{
    if (const auto order = a.m_first <=> b.m_first; order != 0)
        return order;
    return b.m_last <=> a.m_last;
}

Width widthOf(const AddressRange &range, bool asBypass)
{
    if (range.prefixLength() == 0)
        return Width::Refused;
    const UInt128 size = range.sizeMinusOne(); // one less than the number of addresses
    const auto isOver = [size](int bits) { return UInt128::lowBits(bits) < size; };
    const bool isPublic = !range.isPrivate();
    const bool isV4 = range.isV4();
    if (asBypass && isPublic && isOver(isV4 ? 24 : 96))
        return Width::Refused;
    if (isOver(isV4 ? 16 : 80) || (isV4 && isPublic && isOver(8)))
        return Width::VeryWide;
    if (isOver(isV4 ? 8 : 64))
        return Width::Wide;
    return Width::Normal;
}

} // namespace postern
