// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/AddressReader.h"

#include <QList>

#include <vector>

namespace postern
{

namespace
{

/// Four times 0 to 255 in decimal; the value in host order.
std::optional<std::uint32_t> readDottedQuad(QStringView text)
{
    const QList<QStringView> parts = text.split(u'.');
    if (parts.size() != 4)
        return std::nullopt;
    std::uint32_t value = 0;
    for (const QStringView part : parts) {
        const std::optional<std::uint32_t> octet = AddressReader::readNumber(part, 255);
        if (!octet)
            return std::nullopt;
        value = (value << 8U) | *octet;
    }
    return value;
}

/// One group of IPv6: one to four hex digits of ASCII.
std::optional<std::uint16_t> readGroup(QStringView text)
{
    if (text.isEmpty() || text.size() > 4)
        return std::nullopt;
    unsigned value = 0;
    for (const QChar ch : text) {
        const char16_t c = ch.unicode();
        if (c >= u'0' && c <= u'9')
            value = value * 16 + (c - u'0');
        else if ((c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'))
            value = value * 16 + ((c | 0x20U) - u'a' + 10);
        else
            return std::nullopt;
    }
    return static_cast<std::uint16_t>(value);
}

/// The groups of one side of "::"; empty text is no group. `mayEndInV4`: the last one may be a
/// dotted quad, which counts as two.
std::optional<std::vector<std::uint16_t>> readGroups(QStringView text, bool mayEndInV4)
{
    std::vector<std::uint16_t> groups;
    if (text.isEmpty())
        return groups;
    const QList<QStringView> parts = text.split(u':');
    if (parts.size() > 8)
        return std::nullopt;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (mayEndInV4 && i == parts.size() - 1 && parts.at(i).contains(u'.')) {
            const std::optional<std::uint32_t> quad = readDottedQuad(parts.at(i));
            if (!quad)
                return std::nullopt;
            groups.push_back(static_cast<std::uint16_t>(*quad >> 16U));
            groups.push_back(static_cast<std::uint16_t>(*quad & 0xFFFFU));
            continue;
        }
        const std::optional<std::uint16_t> group = readGroup(parts.at(i));
        if (!group)
            return std::nullopt;
        groups.push_back(*group);
    }
    return groups;
}

} // namespace

bool AddressReader::Raw::isMapped() const
{
    return family == IpAddress::Family::V6 && bits.high == 0 && (bits.low >> 32U) == 0xFFFFU;
}

std::optional<AddressReader::Raw> AddressReader::read(QStringView text)
{
    return text.contains(u':') ? readV6(text) : readV4(text);
}

std::optional<std::uint32_t> AddressReader::readNumber(QStringView text, std::uint32_t maximum)
{
    if (text.isEmpty() || text.size() > 9 || (text.size() > 1 && text.front() == u'0'))
        return std::nullopt;
    std::uint32_t value = 0;
    for (const QChar ch : text) {
        if (ch < u'0' || ch > u'9')
            return std::nullopt;
        value = value * 10 + (ch.unicode() - u'0');
    }
    if (value > maximum)
        return std::nullopt;
    return value;
}

std::optional<AddressReader::Raw> AddressReader::readV4(QStringView text)
{
    if (const std::optional<std::uint32_t> quad = readDottedQuad(text))
        return Raw{IpAddress::Family::V4, UInt128{0, *quad}};
    return std::nullopt;
}

std::optional<AddressReader::Raw> AddressReader::readV6(QStringView text)
{
    const qsizetype gap = text.indexOf(QStringView(u"::"));
    const bool hasGap = gap >= 0;
    const auto head = readGroups(hasGap ? text.left(gap) : text, !hasGap);
    const auto tail = readGroups(hasGap ? text.mid(gap + 2) : QStringView(), true);
    if (!head || !tail)
        return std::nullopt;
    const std::size_t written = head->size() + tail->size();
    // "::" stands for one group at least (RFC 4291 2.2).
    if (hasGap ? written > 7 : written != 8)
        return std::nullopt;
    UInt128 bits;
    for (const std::uint16_t group : *head)
        bits = (bits << 16) | UInt128{0, group};
    for (std::size_t i = written; i < 8; ++i)
        bits = bits << 16;
    for (const std::uint16_t group : *tail)
        bits = (bits << 16) | UInt128{0, group};
    return Raw{IpAddress::Family::V6, bits};
}

} // namespace postern
