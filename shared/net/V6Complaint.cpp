// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/V6Complaint.h"

#include "shared/net/AddressReader.h"
#include "shared/net/RangeReader.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern
{

namespace
{

bool isHexDigit(QChar ch)
{
    const char16_t c = ch.unicode();
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(), isHexDigit);
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar ch) {
        return ch >= u'0' && ch <= u'9';
    });
}

} // namespace

AddressComplaint V6Complaint::plain(const char *reason, const QString &problem,
                                    const QStringList &suggestions) const
{
    return {QString::fromLatin1(reason), problem.arg(AddressComplaint::shown(m_text)), suggestions};
}

AddressComplaint V6Complaint::complaint() const
{
    if (m_text.contains(u'[') || m_text.contains(u']'))
        return aboutBrackets();
    if (m_parts.size() == 2 && !m_parts.first().isEmpty())
        return aboutPort();
    if (isHardwareAddress()) {
        return plain("hardware-address",
                     QCoreApplication::translate("AddressRange",
                                                 "%1 is a hardware (MAC) address. The IP address "
                                                 "of the device is needed here."));
    }
    if (m_parts.last().contains(u'.'))
        return aboutV4Tail();
    return aboutGroups();
}

bool V6Complaint::isHardwareAddress() const
{
    return m_parts.size() == 6 && std::all_of(m_parts.begin(), m_parts.end(), [](QStringView part) {
               return part.size() == 2 && isHex(part);
           });
}

/// "10.0.0.1:25", "relay.example.com:25", "fe80:1".
AddressComplaint V6Complaint::aboutPort() const
{
    const QStringView host = m_parts.first();
    const bool isAddress = AddressReader::read(host).has_value();
    if (isDigits(m_parts.last()) && (isAddress || host.contains(u'.') || !isHex(host))) {
        if (isAddress) {
            return plain("port",
                         QCoreApplication::translate("AddressRange",
                                                     "%1 ends with a port number; an entry holds "
                                                     "for the whole address."),
                         AddressComplaint::proposal(host.toString()));
        }
        return AddressComplaint::about(host);
    }
    return aboutGroups();
}

AddressComplaint V6Complaint::aboutBrackets() const
{
    const qsizetype close = m_text.indexOf(u']');
    const bool isPaired =
        m_text.startsWith(u'[') && close > 0 && m_text.count(u'[') == 1 && m_text.count(u']') == 1;
    if (!isPaired) {
        QString bare = m_text.toString();
        bare.remove(u'[').remove(u']');
        return plain("brackets",
                     QCoreApplication::translate(
                         "AddressRange", "%1 has brackets that do not enclose the address."),
                     AddressComplaint::proposal(bare));
    }
    const QStringView inner = m_text.mid(1, close - 1);
    const QStringView rest = m_text.mid(close + 1);
    if (!AddressReader::read(inner))
        return AddressComplaint::about(inner);
    if (rest.startsWith(u':') && isDigits(rest.mid(1))) {
        return plain("port",
                     QCoreApplication::translate("AddressRange",
                                                 "%1 ends with a port number; an entry holds for "
                                                 "the whole address."),
                     AddressComplaint::proposal(inner.toString()));
    }
    return plain(
        "brackets",
        QCoreApplication::translate("AddressRange", "%1 has brackets that are not needed here."),
        AddressComplaint::proposal(inner.toString()));
}

AddressComplaint V6Complaint::aboutV4Tail() const
{
    AddressComplaint inner = AddressComplaint::about(m_parts.last());
    const QString head = m_text.left(m_text.size() - m_parts.last().size()).toString();
    QStringList suggestions;
    for (const QString &tail : std::as_const(inner.suggestions))
        suggestions += AddressComplaint::proposal(head + tail);
    if (AddressReader::read(m_parts.last()))
        return aboutGroups();
    inner.suggestions = suggestions;
    return inner;
}

AddressComplaint V6Complaint::aboutGroups() const
{
    for (const QStringView part : m_parts) {
        if (!isHex(part) && !part.contains(u'.')) {
            const auto bad = std::find_if_not(part.begin(), part.end(), isHexDigit);
            return plain(
                "character",
                QCoreApplication::translate("AddressRange",
                                            "%1 is not an IPv6 address: %2 does not "
                                            "belong in one. Its groups are written with "
                                            "0 to 9 and a to f.")
                    .arg(QStringLiteral("%1"), AddressComplaint::shown(QStringView(bad, bad + 1))));
        }
        if (part.size() > 4 && !part.contains(u'.')) {
            return plain("group-too-long",
                         QCoreApplication::translate("AddressRange",
                                                     "%2 in %1 is too long; a group of an IPv6 "
                                                     "address has at most four digits.")
                             .arg(QStringLiteral("%1"), part.toString()));
        }
    }
    return aboutCount();
}

AddressComplaint V6Complaint::aboutCount() const
{
    const qsizetype gap = m_text.indexOf(QStringView(u"::"));
    if (m_text.contains(QStringView(u":::"))) {
        return plain("colons",
                     QCoreApplication::translate("AddressRange",
                                                 "%1 has three colons in a row; two stand for the "
                                                 "groups of zeros that are left out."),
                     AddressComplaint::proposal(
                         m_text.toString().replace(QStringLiteral(":::"), QStringLiteral("::"))));
    }
    if (gap >= 0 && m_text.indexOf(QStringView(u"::"), gap + 2) >= 0) {
        return plain("two-gaps",
                     QCoreApplication::translate("AddressRange",
                                                 "%1 has \"::\" twice, so it is open how many "
                                                 "groups of zeros each stands for. Write one of "
                                                 "them out."));
    }
    const bool isLoneColon = (m_text.startsWith(u':') && gap != 0)
                             || (m_text.endsWith(u':') && gap != m_text.size() - 2);
    if (isLoneColon) {
        return plain("colons", QCoreApplication::translate(
                                   "AddressRange", "%1 begins or ends with a single colon."));
    }
    auto groups = std::count_if(m_parts.begin(), m_parts.end(),
                                [](QStringView part) { return !part.isEmpty(); });
    if (m_parts.last().contains(u'.'))
        ++groups;
    if (groups >= 8) {
        return plain("too-many-groups",
                     QCoreApplication::translate("AddressRange",
                                                 "%1 has too many groups; an IPv6 address has "
                                                 "eight, fewer with \"::\"."));
    }
    return plain("too-few-groups",
                 QCoreApplication::translate("AddressRange",
                                             "%1 has fewer than eight groups; \"::\" marks the "
                                             "place where groups of zeros are left out."),
                 AddressComplaint::proposal(m_text.toString() + QStringLiteral("::")));
}

} // namespace postern
