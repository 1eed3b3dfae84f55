// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/RangeReader.h"

#include "shared/net/AddressReader.h"
#include "shared/net/RangeComplaint.h"

#include <bit>

namespace postern
{

namespace
{

using Family = IpAddress::Family;
using Raw = AddressReader::Raw;

/// A mapped address as the IPv4 address that it is.
Raw folded(const Raw &raw)
{
    return raw.isMapped() ? Raw{Family::V4, UInt128{0, raw.bits.low & 0xFFFFFFFFU}} : raw;
}

/// The prefix length written as `text`, counted in the address's own family.
std::optional<int> readPrefix(QStringView text, Family family)
{
    if (family == Family::V4 && text.contains(u'.'))
        return RangeReader::prefixOfMask(text);
    const std::optional<std::uint32_t> number =
        AddressReader::readNumber(text, family == Family::V4 ? 32 : 128);
    return number ? std::optional<int>(static_cast<int>(*number)) : std::nullopt;
}

std::optional<AddressRange> readBlock(QStringView addressText, QStringView prefixText)
{
    const auto raw = AddressReader::read(RangeReader::withoutBrackets(addressText));
    if (!raw)
        return std::nullopt;
    const std::optional<int> prefix = readPrefix(prefixText, raw->family);
    if (!prefix)
        return std::nullopt;
    const int length = raw->family == Family::V4 ? 32 : 128;
    const UInt128 hostBits = UInt128::lowBits(length - *prefix);
    if ((raw->bits & hostBits) != UInt128{})
        return std::nullopt;
    return AddressRange::fromBits(raw->family, raw->bits, raw->bits | hostBits);
}

} // namespace

Result<AddressRange> RangeReader::read() const
{
    if (const std::optional<AddressRange> range = strict(m_text))
        return *range;
    return RangeComplaint(m_text).toError();
}

std::optional<AddressRange> RangeReader::strict(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash >= 0)
        return readBlock(text.left(slash), text.mid(slash + 1));
    const qsizetype dash = text.indexOf(u'-');
    if (dash > 0 && !text.front().isSpace() && !text.back().isSpace())
        return between(text.left(dash).trimmed(), text.mid(dash + 1).trimmed());
    const auto raw = AddressReader::read(withoutBrackets(text));
    if (!raw)
        return std::nullopt;
    return AddressRange::fromBits(raw->family, raw->bits, raw->bits);
}

std::optional<AddressRange> RangeReader::between(QStringView first, QStringView last)
{
    auto from = AddressReader::read(withoutBrackets(first));
    auto to = AddressReader::read(withoutBrackets(last));
    if (!from || !to)
        return std::nullopt;
    if (folded(*from).family == folded(*to).family) {
        from = folded(*from);
        to = folded(*to);
    }
    if (from->family != to->family || from->bits > to->bits)
        return std::nullopt;
    return AddressRange::fromBits(from->family, from->bits, to->bits);
}

std::optional<int> RangeReader::prefixOfMask(QStringView mask)
{
    const auto raw = AddressReader::read(mask);
    if (!raw || raw->family != Family::V4)
        return std::nullopt;
    const auto bits = static_cast<std::uint32_t>(raw->bits.low);
    const int prefix = std::countl_one(bits);
    if (prefix < 32 && (bits << static_cast<unsigned>(prefix)) != 0)
        return std::nullopt;
    return prefix;
}

QStringView RangeReader::withoutBrackets(QStringView text)
{
    const bool isBracketed = text.startsWith(u'[') && text.endsWith(u']') && text.contains(u':');
    return isBracketed ? text.mid(1, text.size() - 2) : text;
}

} // namespace postern
