// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/AddressComplaint.h"

#include "shared/net/RangeReader.h"
#include "shared/net/V4Complaint.h"
#include "shared/net/V6Complaint.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace postern
{

namespace
{

constexpr qsizetype shownLength = 60;

bool isDisturbing(QChar ch)
{
    switch (ch.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString proposalSentence(const QStringList &suggestions)
{
    switch (suggestions.size()) {
    case 0:
        return {};
    case 1:
        return QCoreApplication::translate("AddressRange", "Write %1.").arg(suggestions.first());
    default:
        return QCoreApplication::translate("AddressRange", "Write %1 or %2.")
            .arg(suggestions.first(), suggestions.at(1));
    }
}

AddressComplaint aboutZone(QStringView text)
{
    const QStringView address = text.left(text.indexOf(u'%'));
    return {QStringLiteral("zone"),
            QCoreApplication::translate("AddressRange",
                                        "%1 names a network interface after the percent sign, "
                                        "which means something on one machine only.")
                .arg(AddressComplaint::shown(text)),
            AddressComplaint::proposal(address.toString())};
}

} // namespace

Error AddressComplaint::toError() const
{
    QString text = problem;
    const QString proposed = advice.isEmpty() ? proposalSentence(suggestions) : advice;
    if (!proposed.isEmpty())
        text += u' ' + proposed;
    return {ErrorKind::Invalid,
            text,
            QStringLiteral("address"),
            {{QStringLiteral("reason"), reason},
             {QStringLiteral("suggestions"), QJsonArray::fromStringList(suggestions)}}};
}

AddressComplaint AddressComplaint::about(QStringView text)
{
    if (text.trimmed().isEmpty()) {
        return {QStringLiteral("empty"),
                QCoreApplication::translate("AddressRange", "An IP address is missing here."),
                {}};
    }
    const bool hasBracket = text.contains(u'[') || text.contains(u']');
    if (text.contains(u'%') && !hasBracket)
        return aboutZone(text);
    const QStringView trimmed = text.trimmed();
    if (trimmed.size() != text.size()) {
        return {QStringLiteral("blanks"),
                QCoreApplication::translate("AddressRange",
                                            "There are blanks before or after the address."),
                proposal(trimmed.toString())};
    }
    return hasBracket || text.contains(u':') ? V6Complaint(text).complaint()
                                             : V4Complaint(text).complaint();
}

QString AddressComplaint::shown(QStringView text)
{
    QString safe;
    for (const QChar ch : text.left(shownLength))
        safe += isDisturbing(ch) ? QChar(u'\uFFFD') : ch;
    if (text.size() > shownLength)
        safe += u'\u2026';
    return u'"' + safe + u'"';
}

QStringList AddressComplaint::proposal(const QString &candidate)
{
    if (const std::optional<AddressRange> range = RangeReader::strict(candidate))
        return {range->toString()};
    return {};
}

} // namespace postern
