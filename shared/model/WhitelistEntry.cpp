// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/WhitelistEntry.h"

#include "shared/net/ClientlessRange.h"

#include <QCoreApplication>

namespace postern
{

namespace
{

bool isSeparator(QChar ch)
{
    return ch.category() == QChar::Separator_Line || ch.category() == QChar::Separator_Paragraph;
}

/// The characters that turn the direction of the text around them: they could make a description
/// look like another one (Unicode Annex 9, 2.1 and 2.2).
bool isDirectional(QChar ch)
{
    return (ch.unicode() >= 0x202A && ch.unicode() <= 0x202E)
           || (ch.unicode() >= 0x2066 && ch.unicode() <= 0x2069);
}

Error descriptionError(const QString &text)
{
    return {ErrorKind::Invalid, text, QStringLiteral("description")};
}

/// A sentence for the first character that may not stand in a line; empty where there is none.
QString complaintAboutCharacters(const QString &description)
{
    for (const QChar ch : description) {
        const QString code =
            QStringLiteral("U+%1").arg(ch.unicode(), 4, 16, QLatin1Char('0')).toUpper();
        if (ch == u'\n' || ch == u'\r') {
            return QCoreApplication::translate(
                "WhitelistEntry",
                "The description is one line; put a space where the line breaks.");
        }
        if (isSeparator(ch)) {
            return QCoreApplication::translate("WhitelistEntry",
                                               "The description contains a separator of lines or "
                                               "paragraphs (%1), and it is one line. Put a space "
                                               "in its place.")
                .arg(code);
        }
        if (isDirectional(ch)) {
            return QCoreApplication::translate("WhitelistEntry",
                                               "The description contains a character that turns "
                                               "the text's direction (%1) and cannot be seen. "
                                               "Remove it.")
                .arg(code);
        }
        if (ch == u'\t') {
            return QCoreApplication::translate(
                "WhitelistEntry", "The description contains a tab. Put a space in its place.");
        }
        if (ch.category() == QChar::Other_Control) {
            return QCoreApplication::translate("WhitelistEntry",
                                               "The description contains a control character "
                                               "(%1), which cannot be seen. Remove it.")
                .arg(code);
        }
    }
    return {};
}

} // namespace

Result<void> validate(const WhitelistEntry &entry)
{
    if (Result<void> possible = refuseClientless(entry.range); !possible)
        return possible;
    if (entry.services == Services()) {
        return Error{ErrorKind::Invalid,
                     QCoreApplication::translate("WhitelistEntry",
                                                 "The entry has no service. Switch on at least "
                                                 "one; without any it would do nothing."),
                     QStringLiteral("services")};
    }
    if (entry.description.size() > WhitelistEntry::maxDescriptionLength) {
        return descriptionError(
            QCoreApplication::translate("WhitelistEntry",
                                        "The description has %1 characters; at most %2 fit. "
                                        "Shorten it by %3.")
                .arg(entry.description.size())
                .arg(WhitelistEntry::maxDescriptionLength)
                .arg(entry.description.size() - WhitelistEntry::maxDescriptionLength));
    }
    const QString complaint = complaintAboutCharacters(entry.description);
    if (!complaint.isEmpty())
        return descriptionError(complaint);
    return {};
}

bool saysTheSame(const WhitelistEntry &one, const WhitelistEntry &other)
{
    return one.range == other.range && one.description == other.description
           && one.services == other.services && one.enabled == other.enabled
           && one.expiresAt == other.expiresAt;
}

} // namespace postern
