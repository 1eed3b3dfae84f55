// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/ClientlessRange.h"

#include "shared/net/AddressComplaint.h"
#include "shared/net/AddressRange.h"

#include <QCoreApplication>

namespace postern
{

namespace
{

AddressRange multicastOf(IpAddress::Family family)
{
    const bool isV4 = family == IpAddress::Family::V4;
    const UInt128 first = isV4 ? UInt128{0, 0xE0000000U} : UInt128{std::uint64_t{0xFF} << 56U, 0};
    return AddressRange::fromPrefix(IpAddress::fromBits(family, first), isV4 ? 4 : 8);
}

Error complaint(const char *reason, const QString &problem, const QStringList &suggestions = {})
{
    return AddressComplaint{QString::fromLatin1(reason), problem, suggestions}.toError();
}

/// The part of `range` that stands before or behind the block which it crosses.
QString partOutside(const AddressRange &range, const AddressRange &block)
{
    const QList<AddressRange> pieces = range.cutBy(block);
    return (block.contains(pieces.first()) ? pieces.last() : pieces.first()).toString();
}

} // namespace

Result<void> refuseClientless(const AddressRange &range)
{
    const UInt128 bits = range.first().bits();
    if (range.isSingle() && bits == UInt128{}) {
        return complaint(
            "unspecified",
            QCoreApplication::translate("AddressRange",
                                        "No client sends from %1, which stands for a machine that "
                                        "has no address yet. Write the address that the client "
                                        "has.")
                .arg(range.toString()));
    }
    if (range.isSingle() && range.isV4() && bits == UInt128{0, 0xFFFFFFFFU}) {
        return complaint("broadcast", QCoreApplication::translate(
                                          "AddressRange",
                                          "No client sends from %1, which means all machines of a "
                                          "network at once. Write the address that the client has.")
                                          .arg(range.toString()));
    }
    const AddressRange multicast = multicastOf(range.family());
    if (multicast.contains(range)) {
        return complaint("multicast", QCoreApplication::translate(
                                          "AddressRange",
                                          "No client sends from %1: the addresses of %2 are for "
                                          "multicast and stand for groups of listeners. Write the "
                                          "address that the client has.")
                                          .arg(range.toString(), multicast.toString()));
    }
    if (multicast.crosses(range)) {
        return complaint(
            "multicast",
            QCoreApplication::translate("AddressRange",
                                        "%1 reaches into %2, whose addresses are for multicast; no "
                                        "client sends from there.")
                .arg(range.toString(), multicast.toString()),
            {partOutside(range, multicast)});
    }
    return {};
}

} // namespace postern
