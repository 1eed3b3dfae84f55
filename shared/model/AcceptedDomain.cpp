// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/AcceptedDomain.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace postern
{

namespace
{

/// RFC 1035 2.3.4 without the root's dot.
constexpr qsizetype maxNameLength = 253;
constexpr qsizetype maxLabelLength = 63;

Error domainError(const QString &text)
{
    return {ErrorKind::Invalid, text, QStringLiteral("domain")};
}

bool isAsciiLetterOrDigit(QChar ch)
{
    return (ch >= u'a' && ch <= u'z') || (ch >= u'0' && ch <= u'9');
}

/// RFC 5321 2.3.5: letters, digits and inner hyphens. An underscore is in no mail domain.
bool isLabel(QStringView label)
{
    return !label.isEmpty() && label.size() <= maxLabelLength && label.front() != u'-'
           && label.back() != u'-' && std::all_of(label.begin(), label.end(), [](QChar ch) {
                  return isAsciiLetterOrDigit(ch) || ch == u'-';
              });
}

QString shown(QStringView text)
{
    QString safe;
    for (const QChar ch : text.left(80))
        safe += ch.isPrint() ? ch : QChar(u'\uFFFD');
    return u'"' + safe + u'"';
}

/// What people write in place of a domain; empty if it is none of that.
QString mistake(QStringView text)
{
    if (text.trimmed().isEmpty()) {
        return QCoreApplication::translate(
            "AcceptedDomain", "The domain is missing. Write a name such as example.com.");
    }
    if (text.contains(u'@')) {
        return QCoreApplication::translate("AcceptedDomain",
                                           "%1 is a mail address. Write the part after the @ "
                                           "alone.")
            .arg(shown(text));
    }
    if (text.startsWith(u'[') || text.contains(u':') || text.contains(u'/')) {
        return QCoreApplication::translate("AcceptedDomain",
                                           "%1 is an address or a link, not a domain. Write a name "
                                           "such as example.com.")
            .arg(shown(text));
    }
    if (text.contains(u'*')) {
        return QCoreApplication::translate("AcceptedDomain",
                                           "%1 has a star. A domain stands for exactly its name; "
                                           "write each name that is meant.")
            .arg(shown(text));
    }
    return {};
}

QString labelsProblem(const QString &name, QStringView text)
{
    const QStringList labels = name.split(u'.');
    if (!std::all_of(labels.begin(), labels.end(), isLabel)) {
        return QCoreApplication::translate(
                   "AcceptedDomain",
                   "%1 is not a domain name. A name is made of letters, digits and hyphens in "
                   "parts of 1 to 63 characters with dots between them, as in mail.example.com.")
            .arg(shown(text));
    }
    const bool isNumeric = std::all_of(labels.last().begin(), labels.last().end(),
                                       [](QChar ch) { return ch >= u'0' && ch <= u'9'; });
    if (isNumeric) {
        return QCoreApplication::translate("AcceptedDomain",
                                           "%1 ends in a number, which no domain does. Write a "
                                           "name such as example.com.")
            .arg(shown(text));
    }
    return {};
}

} // namespace

Result<QString> canonicalDomain(QStringView text)
{
    if (const QString problem = mistake(text); !problem.isEmpty())
        return domainError(problem);
    QStringView bare = text;
    if (bare.endsWith(u'.'))
        bare.chop(1);
    if (bare.size() > maxNameLength) {
        return domainError(QCoreApplication::translate("AcceptedDomain",
                                                       "The domain has %1 characters; a name has "
                                                       "at most %2.")
                               .arg(bare.size())
                               .arg(maxNameLength));
    }
    QString name = bare.toString().toLower();
    const bool isAscii =
        std::all_of(name.begin(), name.end(), [](QChar ch) { return ch.unicode() < 0x80; });
    if (!isAscii)
        name = QString::fromLatin1(QUrl::toAce(name)); // RFC 5891; empty if it has none
    if (const QString problem = labelsProblem(name, text); !problem.isEmpty())
        return domainError(problem);
    if (name.size() > maxNameLength) {
        return domainError(QCoreApplication::translate("AcceptedDomain",
                                                       "The domain has %1 characters as it is "
                                                       "sent; a name has at most %2.")
                               .arg(name.size())
                               .arg(maxNameLength));
    }
    return name;
}

Result<QString> acceptedDomainName(QStringView text)
{
    Result<QString> name = canonicalDomain(text);
    if (name.ok() && *name == QLatin1String("default")) {
        return domainError(QCoreApplication::translate(
            "AcceptedDomain",
            "\"default\" is what routes call every domain without a route of its own. Write the "
            "whole name of the domain, such as default.example.com."));
    }
    return name;
}

} // namespace postern
