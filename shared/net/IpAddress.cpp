// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/IpAddress.h"

#include "shared/net/AddressComplaint.h"
#include "shared/net/AddressReader.h"

#include <QHashFunctions>

namespace postern
{

namespace
{

/// ::ffff:0:0/96, RFC 4291 2.5.5.2.
bool isMapped(UInt128 bits)
{
    return bits.high == 0 && (bits.low >> 32U) == 0xFFFFU;
}

QString dottedQuad(std::uint64_t bits)
{
    return QStringLiteral("%1.%2.%3.%4")
        .arg((bits >> 24U) & 0xFFU)
        .arg((bits >> 16U) & 0xFFU)
        .arg((bits >> 8U) & 0xFFU)
        .arg(bits & 0xFFU);
}

std::uint16_t groupAt(UInt128 bits, int index)
{
    const std::uint64_t half = index < 4 ? bits.high : bits.low;
    return static_cast<std::uint16_t>(half >> ((3 - index % 4) * 16));
}

struct ZeroRun
{
    int begin = -1;
    int length = 0;
};

/// The longest run of two or more zero groups, the first of equals (RFC 5952 4.2).
ZeroRun longestZeroRun(UInt128 bits)
{
    ZeroRun best;
    int length = 0;
    for (int i = 0; i < 8; ++i) {
        length = groupAt(bits, i) == 0 ? length + 1 : 0;
        if (length > best.length && length >= 2)
            best = {i - length + 1, length};
    }
    return best;
}

QString colonHex(UInt128 bits)
{
    if (isMapped(bits)) // RFC 5952 5; only the bounds of a range come here unfolded
        return QStringLiteral("::ffff:") + dottedQuad(bits.low & 0xFFFFFFFFU);
    const ZeroRun gap = longestZeroRun(bits);
    QString text;
    for (int i = 0; i < 8; ++i) {
        if (i == gap.begin) {
            text += QStringLiteral("::");
            i += gap.length - 1;
            continue;
        }
        if (!text.isEmpty() && !text.endsWith(u':'))
            text += u':';
        text += QString::number(groupAt(bits, i), 16);
    }
    return text;
}

} // namespace

IpAddress IpAddress::fromV4(std::uint32_t hostOrder)
{
    return {Family::V4, UInt128{0, hostOrder}};
}

IpAddress IpAddress::fromV6(const std::array<std::uint8_t, 16> &bytes)
{
    UInt128 bits;
    for (const std::uint8_t byte : bytes)
        bits = (bits << 8) | UInt128{0, byte};
    return fromBits(Family::V6, bits);
}

IpAddress IpAddress::fromBits(Family family, UInt128 bits)
{
    if (family == Family::V4 || isMapped(bits))
        return {Family::V4, UInt128{0, bits.low & 0xFFFFFFFFU}};
    return {Family::V6, bits};
}

Result<IpAddress> IpAddress::parse(QStringView text)
{
    if (const std::optional<AddressReader::Raw> raw = AddressReader::read(text))
        return fromBits(raw->family, raw->bits);
    return AddressComplaint::about(text).toError();
}

QByteArray IpAddress::toBytes() const
{
    QByteArray bytes;
    for (int shift = bitLength() - 8; shift >= 0; shift -= 8) {
        const std::uint64_t half = shift >= 64 ? m_bits.high : m_bits.low;
        bytes += static_cast<char>((half >> (shift % 64)) & 0xFFU);
    }
    return bytes;
}

QString IpAddress::toString() const
{
    return isV4() ? dottedQuad(m_bits.low) : colonHex(m_bits);
}

bool IpAddress::isLoopback() const
{
    return isV4() ? (m_bits.low >> 24U) == 127 : m_bits == UInt128{0, 1};
}

bool IpAddress::isPrivate() const
{
    if (isLoopback())
        return true;
    if (isV4()) {
        const std::uint64_t bits = m_bits.low;
        return (bits >> 24U) == 10 || (bits >> 20U) == 0xAC1 || (bits >> 16U) == 0xC0A8
               || (bits >> 16U) == 0xA9FE;
    }
    return (m_bits.high >> 57U) == 0x7E || (m_bits.high >> 54U) == 0x3FA;
}

std::size_t qHash(const IpAddress &address, std::size_t seed)
{
    const UInt128 bits = address.bits();
    return qHashMulti(seed, static_cast<int>(address.family()), bits.high, bits.low);
}

} // namespace postern
