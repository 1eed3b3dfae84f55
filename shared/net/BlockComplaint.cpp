// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/BlockComplaint.h"

#include "shared/net/AddressReader.h"
#include "shared/net/RangeReader.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>
#include <utility>

namespace postern
{

namespace
{

using Family = IpAddress::Family;

AddressComplaint make(const char *reason, const QString &problem,
                      const QStringList &suggestions = {})
{
    return {QString::fromLatin1(reason), problem, suggestions};
}

QString shown(QStringView text)
{
    return AddressComplaint::shown(text);
}

QString joined(QStringView left, QChar sign, QStringView right)
{
    return left.toString() + sign + right.toString();
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar ch) {
        return ch >= u'0' && ch <= u'9';
    });
}

/// What the complaint proposes for the address, set before the prefix; only right texts stay.
AddressComplaint withPrefix(AddressComplaint complaint, QStringView prefix)
{
    QStringList whole;
    for (const QString &suggestion : std::as_const(complaint.suggestions)) {
        QStringView address = suggestion;
        if (address.contains(u'/'))
            address.truncate(address.indexOf(u'/'));
        whole += AddressComplaint::proposal(joined(address, u'/', prefix));
    }
    // An address inside the block: the block and the address, as for any other host bits.
    if (whole.isEmpty() && !complaint.suggestions.isEmpty()) {
        const QString candidate = joined(complaint.suggestions.first(), u'/', prefix);
        whole = BlockComplaint(candidate).complaint().suggestions;
    }
    whole.removeDuplicates();
    complaint.suggestions = whole;
    return complaint;
}

} // namespace

AddressComplaint BlockComplaint::complaint() const
{
    const QList<QStringView> parts = m_text.split(u'/');
    if (parts.size() > 2) {
        const QStringView prefix = parts.at(1).isEmpty() ? parts.at(2) : parts.at(1);
        return make("two-slashes",
                    QCoreApplication::translate("AddressRange",
                                                "%1 has more than one slash; a block is an address "
                                                "and one prefix length.")
                        .arg(shown(m_text)),
                    AddressComplaint::proposal(joined(parts.at(0), u'/', prefix)));
    }
    const QStringView address = parts.at(0).trimmed();
    const QStringView prefix = parts.at(1).trimmed();
    if (!AddressReader::read(RangeReader::withoutBrackets(address))) {
        if (address.isEmpty()) {
            return make("address-missing",
                        QCoreApplication::translate("AddressRange",
                                                    "The address before the slash is missing in "
                                                    "%1.")
                            .arg(shown(m_text)));
        }
        return withPrefix(AddressComplaint::about(address), prefix);
    }
    return aboutPrefix(address, prefix);
}

AddressComplaint BlockComplaint::aboutPrefix(QStringView address, QStringView prefix) const
{
    if (prefix.isEmpty()) {
        return make("prefix-missing",
                    QCoreApplication::translate("AddressRange",
                                                "The prefix length after the slash is missing; "
                                                "without a slash it is the one address."),
                    AddressComplaint::proposal(address.toString()));
    }
    if (prefix.contains(u'.') || prefix.contains(u':'))
        return aboutMask(address, prefix);
    if (!isDigits(prefix)) {
        QString digits;
        for (const QChar ch : prefix) {
            if (ch >= u'0' && ch <= u'9')
                digits += ch;
        }
        const bool isSigned = prefix.size() == digits.size() + 1 && prefix.startsWith(u'+');
        return make("prefix-not-a-number",
                    QCoreApplication::translate("AddressRange",
                                                "%1 after the slash is not a prefix length; that "
                                                "is a plain number such as 24.")
                        .arg(shown(prefix)),
                    isSigned ? AddressComplaint::proposal(joined(address, u'/', digits))
                             : QStringList());
    }
    if (prefix.size() > 1 && prefix.front() == u'0') {
        QStringView digits = prefix;
        while (digits.size() > 1 && digits.front() == u'0')
            digits = digits.mid(1);
        return make(
            "prefix-leading-zero",
            QCoreApplication::translate("AddressRange", "The prefix length %1 has a leading zero.")
                .arg(shown(prefix)),
            AddressComplaint::proposal(joined(address, u'/', digits)));
    }
    return aboutPrefixRange(address, prefix);
}

AddressComplaint BlockComplaint::aboutMask(QStringView address, QStringView mask) const
{
    const auto raw = AddressReader::read(RangeReader::withoutBrackets(address));
    if (raw->family == Family::V6) {
        return make("mask-on-ipv6",
                    QCoreApplication::translate("AddressRange",
                                                "%1 is a mask; an IPv6 block is written with a "
                                                "prefix length such as /64.")
                        .arg(shown(mask)));
    }
    const auto maskRaw = AddressReader::read(mask);
    if (!maskRaw || maskRaw->family != Family::V4) {
        return make("mask-not-an-address",
                    QCoreApplication::translate("AddressRange",
                                                "%1 after the slash is neither a prefix length "
                                                "(24) nor a mask (255.255.255.0).")
                        .arg(shown(mask)));
    }
    if (const std::optional<int> prefix = RangeReader::prefixOfMask(mask))
        return aboutHostBits(address, *prefix);
    const QString inverted =
        IpAddress::fromV4(~static_cast<std::uint32_t>(maskRaw->bits.low)).toString();
    if (RangeReader::prefixOfMask(inverted)) {
        return make("mask-inverted",
                    QCoreApplication::translate("AddressRange",
                                                "%1 is a mask turned round, with the host part in "
                                                "ones.")
                        .arg(shown(mask)),
                    AddressComplaint::proposal(joined(address, u'/', inverted)));
    }
    return make("mask-not-contiguous",
                QCoreApplication::translate("AddressRange",
                                            "%1 is no mask of one block: its ones must stand "
                                            "together at the front, as in 255.255.240.0.")
                    .arg(shown(mask)));
}

AddressComplaint BlockComplaint::aboutPrefixRange(QStringView address, QStringView prefix) const
{
    const auto raw = AddressReader::read(RangeReader::withoutBrackets(address));
    const bool isV4 = raw->family == Family::V4;
    const std::uint32_t maximum = isV4 ? 32 : 128;
    const auto number = AddressReader::readNumber(prefix, maximum);
    if (number) {
        const QString folded =
            joined(IpAddress::fromBits(raw->family, raw->bits).toString(), u'/', prefix);
        // ::ffff:10.0.0.0/8 means the IPv4 block, though its prefix should count from 96 on.
        if (raw->isMapped() && *number <= 32 && RangeReader::strict(folded)) {
            return make("mapped-prefix",
                        QCoreApplication::translate("AddressRange",
                                                    "In %1 the prefix length counts the IPv4 part "
                                                    "alone, but the address is written as IPv6.")
                            .arg(shown(m_text)),
                        AddressComplaint::proposal(folded));
        }
        return aboutHostBits(address, static_cast<int>(*number));
    }
    const QString problem =
        isV4 ? QCoreApplication::translate("AddressRange",
                                           "The prefix length %1 is too long for IPv4, where it is "
                                           "0 to 32; without a slash it is the one address.")
             : QCoreApplication::translate("AddressRange",
                                           "The prefix length %1 is too long for IPv6, where it is "
                                           "0 to 128; without a slash it is the one address.");
    return make("prefix-too-long", problem.arg(shown(prefix)),
                AddressComplaint::proposal(address.toString()));
}

AddressComplaint BlockComplaint::aboutHostBits(QStringView address, int prefix) const
{
    const auto raw = AddressReader::read(RangeReader::withoutBrackets(address));
    const int length = raw->family == Family::V4 ? 32 : 128;
    const UInt128 hostBits = UInt128::lowBits(length - prefix);
    const AddressRange network =
        AddressRange::fromBits(raw->family, raw->bits & ~hostBits, raw->bits | hostBits);
    if (network.prefixLength() == 0) {
        return make(
            "host-bits",
            QCoreApplication::translate("AddressRange", "%1 would be every address there is.")
                .arg(shown(m_text)),
            AddressComplaint::proposal(address.toString()));
    }
    const QStringList one = AddressComplaint::proposal(address.toString());
    // What is quoted has been read as an address and a length, so it needs no quotation marks.
    AddressComplaint complaint =
        make("host-bits",
             QCoreApplication::translate("AddressRange", "%1 has host bits set.").arg(m_text),
             QStringList{network.toString()} + one);
    complaint.advice =
        QCoreApplication::translate("AddressRange", "Use %1 for the whole network or %2 for this "
                                                    "one machine.")
            .arg(network.toString(), one.join(QString()));
    return complaint;
}

} // namespace postern
