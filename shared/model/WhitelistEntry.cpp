// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/WhitelistEntry.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern
{

namespace
{

/// Control characters, line and paragraph separators, and the characters that turn the direction
/// of the text around them (they could make a description look like another one).
bool isForbidden(QChar ch)
{
    const auto category = ch.category();
    const bool isDirectional = (ch.unicode() >= 0x202A && ch.unicode() <= 0x202E)
                               || (ch.unicode() >= 0x2066 && ch.unicode() <= 0x2069);
    return category == QChar::Other_Control || category == QChar::Separator_Line
           || category == QChar::Separator_Paragraph || isDirectional;
}

Error descriptionError(const QString &text)
{
    return {ErrorKind::Invalid, text, QStringLiteral("description")};
}

} // namespace

Result<void> validate(const WhitelistEntry &entry)
{
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
    if (entry.description.contains(u'\n') || entry.description.contains(u'\r')) {
        return descriptionError(QCoreApplication::translate(
            "WhitelistEntry", "The description is one line; put a space where the line breaks."));
    }
    if (std::any_of(entry.description.begin(), entry.description.end(), isForbidden)) {
        return descriptionError(QCoreApplication::translate(
            "WhitelistEntry",
            "The description contains a control character, such as a tab, which cannot be seen. "
            "Remove it or put a space in its place."));
    }
    return {};
}

bool saysTheSame(const WhitelistEntry &one, const WhitelistEntry &other)
{
    return one.range == other.range && one.description == other.description
           && one.services == other.services && one.enabled == other.enabled
           && one.expiresAt == other.expiresAt;
}

} // namespace postern
