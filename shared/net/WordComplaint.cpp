// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/WordComplaint.h"

#include "shared/net/AddressReader.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>

namespace postern
{

namespace
{

/// Letters, digits, dots, dashes and underscores, with a letter somewhere: what a host name is
/// made of.
bool isNameLike(QStringView text)
{
    const auto fits = [](QChar ch) {
        return ch.isLetterOrNumber() || ch == u'.' || ch == u'-' || ch == u'_';
    };
    return std::all_of(text.begin(), text.end(), fits)
           && std::any_of(text.begin(), text.end(), [](QChar ch) { return ch.isLetter(); });
}

/// 00-1a-2b-3c-4d-5e
bool isHardwareAddress(QStringView text)
{
    const QList<QStringView> parts = text.split(u'-');
    const auto isByte = [](QStringView part) {
        bool isHex = false;
        (void)part.toUShort(&isHex, 16);
        return isHex && part.size() == 2;
    };
    return parts.size() == 6 && std::all_of(parts.begin(), parts.end(), isByte);
}

} // namespace

QStringView WordComplaint::readableBeginning() const
{
    for (qsizetype length = std::min<qsizetype>(m_text.size(), 15); length >= 7; --length) {
        if (AddressReader::read(m_text.left(length)))
            return m_text.left(length);
    }
    return {};
}

AddressComplaint WordComplaint::complaint() const
{
    const QString shown = AddressComplaint::shown(m_text);
    const QStringView beginning = readableBeginning();
    const bool isLongerName = isNameLike(m_text) && m_text.mid(beginning.size()).startsWith(u'.');
    if (!beginning.isEmpty() && !isLongerName) {
        return {QStringLiteral("trailing"),
                QCoreApplication::translate("AddressRange", "%1 goes on after the address %2.")
                    .arg(shown, beginning.toString()),
                AddressComplaint::proposal(beginning.toString())};
    }
    if (m_text.contains(u'@')) {
        return {QStringLiteral("mail-address"),
                QCoreApplication::translate("AddressRange",
                                            "%1 is a mail address. The IP address of the machine "
                                            "that sends is needed here.")
                    .arg(shown),
                {}};
    }
    if (isHardwareAddress(m_text)) {
        return {QStringLiteral("hardware-address"),
                QCoreApplication::translate("AddressRange",
                                            "%1 is a hardware (MAC) address. The IP address of the "
                                            "device is needed here.")
                    .arg(shown),
                {}};
    }
    if (m_text.compare(u"localhost", Qt::CaseInsensitive) == 0) {
        return {
            QStringLiteral("name"),
            QCoreApplication::translate("AddressRange", "%1 is a name, not an address.").arg(shown),
            {QStringLiteral("127.0.0.1"), QStringLiteral("::1")}};
    }
    if (isNameLike(m_text)) {
        return {QStringLiteral("name"),
                QCoreApplication::translate("AddressRange",
                                            "%1 is a name, not an address. Look up its IP address "
                                            "and write that.")
                    .arg(shown),
                {}};
    }
    return {QStringLiteral("not-an-address"),
            QCoreApplication::translate("AddressRange",
                                        "%1 is not an IP address. An address looks like 192.0.2.10 "
                                        "or 2001:db8::10.")
                .arg(shown),
            {}};
}

} // namespace postern
