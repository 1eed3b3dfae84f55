// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/V4Complaint.h"

#include "shared/net/AddressReader.h"
#include "shared/net/WordComplaint.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern
{

namespace
{

QString quad(std::uint64_t value)
{
    return IpAddress::fromV4(static_cast<std::uint32_t>(value)).toString();
}

} // namespace

V4Complaint::V4Complaint(QStringView text) : m_text(text), m_parts(text.split(u'.'))
{
    for (const QStringView part : m_parts) {
        const std::optional<Number> number = readNumber(part);
        if (!number) {
            m_numbers.clear();
            return;
        }
        m_numbers += *number;
    }
}

std::optional<V4Complaint::Number> V4Complaint::readNumber(QStringView text)
{
    const auto value = [](QStringView digits, int base) -> std::optional<std::uint64_t> {
        bool isRead = false;
        const qulonglong read = digits.toULongLong(&isRead, base);
        return isRead ? std::optional<std::uint64_t>(read) : std::nullopt;
    };
    const auto isAscii = [](QChar ch) { return ch.unicode() < 0x80 && ch.isLetterOrNumber(); };
    if (text.isEmpty() || text.size() > 18 || !std::all_of(text.begin(), text.end(), isAscii))
        return std::nullopt;
    Number number;
    number.isHex = text.startsWith(u"0x", Qt::CaseInsensitive);
    number.decimal = number.isHex ? value(text.mid(2), 16) : value(text, 10);
    if (!number.decimal)
        return std::nullopt;
    number.hasLeadingZero = !number.isHex && text.size() > 1 && text.front() == u'0';
    if (number.hasLeadingZero)
        number.octal = value(text, 8);
    return number;
}

AddressComplaint V4Complaint::complaint() const
{
    const auto isStar = [](QStringView part) { return part == QStringView(u"*"); };
    if (std::any_of(m_parts.begin(), m_parts.end(), isStar))
        return aboutWildcard();
    if (!m_numbers.isEmpty())
        return aboutNumbers();
    const bool isNumeric = std::all_of(m_text.begin(), m_text.end(), [](QChar ch) {
        return (ch >= u'0' && ch <= u'9') || ch == u'.';
    });
    if (isNumeric && m_parts.contains(QStringView()))
        return aboutMissingNumber();
    return isNumeric && m_parts.size() == 1 ? aboutInteger() : WordComplaint(m_text).complaint();
}

AddressComplaint V4Complaint::aboutWildcard() const
{
    QStringList octets;
    while (octets.size() < m_parts.size()
           && AddressReader::readNumber(m_parts.at(octets.size()), 255))
        octets += m_parts.at(octets.size()).toString();
    const auto written = octets.size();
    const bool isTail = std::all_of(m_parts.begin() + written, m_parts.end(),
                                    [](QStringView part) { return part == QStringView(u"*"); });
    QStringList suggestions;
    if (isTail && written >= 1 && written <= 3) {
        while (octets.size() < 4)
            octets += QStringLiteral("0");
        suggestions = AddressComplaint::proposal(
            QStringLiteral("%1/%2").arg(octets.join(u'.')).arg(written * 8));
    }
    return {QStringLiteral("wildcard"),
            QCoreApplication::translate("AddressRange",
                                        "%1 uses a star for a part of the address; a range is "
                                        "written with its prefix length.")
                .arg(AddressComplaint::shown(m_text)),
            suggestions};
}

AddressComplaint V4Complaint::aboutMissingNumber() const
{
    QStringView inner = m_text;
    while (inner.startsWith(u'.'))
        inner = inner.mid(1);
    while (inner.endsWith(u'.'))
        inner.chop(1);
    return {QStringLiteral("missing-number"),
            QCoreApplication::translate("AddressRange",
                                        "%1 has a dot without a number on both sides of it; an "
                                        "IPv4 address has four numbers and three dots.")
                .arg(AddressComplaint::shown(m_text)),
            AddressComplaint::proposal(inner.toString())};
}

AddressComplaint V4Complaint::aboutNumbers() const
{
    const auto has = [this](bool Number::*member) {
        return std::any_of(m_numbers.begin(), m_numbers.end(),
                           [member](const Number &number) { return number.*member; });
    };
    if (m_parts.size() > 4) {
        return {QStringLiteral("too-many-numbers"),
                QCoreApplication::translate("AddressRange",
                                            "%1 has %2 numbers; an IPv4 address has four.")
                    .arg(AddressComplaint::shown(m_text))
                    .arg(m_parts.size()),
                {}};
    }
    if (has(&Number::isHex))
        return aboutHex();
    if (m_parts.size() == 1)
        return aboutInteger();
    if (has(&Number::hasLeadingZero))
        return aboutLeadingZero();
    return m_parts.size() < 4 ? aboutShort() : aboutTooLarge();
}

AddressComplaint V4Complaint::aboutHex() const
{
    QStringList octets;
    for (const Number &number : m_numbers)
        octets += QString::number(*number.decimal);
    const std::uint64_t whole = *m_numbers.first().decimal;
    const bool isWhole = m_numbers.size() == 1 && whole <= 0xFFFFFFFFU;
    return {QStringLiteral("hex"),
            QCoreApplication::translate("AddressRange",
                                        "%1 has a hexadecimal number; an IPv4 address is written "
                                        "as four decimal numbers.")
                .arg(AddressComplaint::shown(m_text)),
            isWhole ? QStringList(quad(whole)) : AddressComplaint::proposal(octets.join(u'.'))};
}

AddressComplaint V4Complaint::aboutLeadingZero() const
{
    QStringList decimal;
    QStringList octal;
    for (const Number &number : m_numbers) {
        decimal += QString::number(*number.decimal);
        if (!number.hasLeadingZero)
            octal += decimal.last();
        else if (number.octal)
            octal += QString::number(*number.octal);
    }
    QStringList suggestions = AddressComplaint::proposal(decimal.join(u'.'));
    suggestions += AddressComplaint::proposal(octal.join(u'.'));
    suggestions.removeDuplicates();
    return {QStringLiteral("leading-zero"),
            QCoreApplication::translate("AddressRange",
                                        "%1 has a number with a leading zero, which some programs "
                                        "read as decimal and others as octal.")
                .arg(AddressComplaint::shown(m_text)),
            suggestions};
}

AddressComplaint V4Complaint::aboutInteger() const
{
    // Without numbers it has more digits than any.
    const std::uint64_t value =
        m_numbers.isEmpty() ? ~std::uint64_t{0} : *m_numbers.first().decimal;
    const QString shown = AddressComplaint::shown(m_text);
    // A small one is rather the beginning of an address than 0.0.0.x.
    if (value <= 255)
        return aboutShort();
    if (value > 0xFFFFFFFFU || value < 0x1000000U) {
        return {QStringLiteral("integer"),
                QCoreApplication::translate("AddressRange",
                                            "%1 is one number; an IPv4 address is four numbers of "
                                            "0 to 255 with dots between them.")
                    .arg(shown),
                {}};
    }
    return {QStringLiteral("integer"),
            QCoreApplication::translate("AddressRange",
                                        "%1 is an address written as one number; it is written as "
                                        "four numbers with dots between them.")
                .arg(shown),
            {quad(value)}};
}

AddressComplaint V4Complaint::aboutShort() const
{
    QStringList octets;
    for (const Number &number : m_numbers)
        octets += QString::number(*number.decimal);
    const auto written = octets.size();
    QStringList network = octets;
    while (network.size() < 4)
        network += QStringLiteral("0");
    QStringList address = octets;
    while (address.size() < 4)
        address.insert(address.size() - 1, QStringLiteral("0"));
    QStringList suggestions;
    if (*m_numbers.first().decimal != 0) {
        suggestions = AddressComplaint::proposal(
            QStringLiteral("%1/%2").arg(network.join(u'.')).arg(written * 8));
        if (written > 1)
            suggestions += AddressComplaint::proposal(address.join(u'.'));
    }
    return {QStringLiteral("short"),
            QCoreApplication::translate("AddressRange",
                                        "%1 has fewer than four numbers and could mean a network "
                                        "or one address.")
                .arg(AddressComplaint::shown(m_text)),
            suggestions};
}

AddressComplaint V4Complaint::aboutTooLarge() const
{
    qsizetype at = 0;
    while (at < m_numbers.size() - 1 && *m_numbers.at(at).decimal <= 255)
        ++at;
    return {QStringLiteral("too-large"),
            QCoreApplication::translate("AddressRange",
                                        "%1 is too large in %2; each of the four numbers of an "
                                        "IPv4 address is 0 to 255.")
                .arg(m_parts.at(at).toString(), AddressComplaint::shown(m_text)),
            {}};
}

} // namespace postern
