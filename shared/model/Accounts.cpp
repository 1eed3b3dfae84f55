// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Accounts.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern
{

namespace
{

constexpr qsizetype maxNameLength = 64;
constexpr qsizetype maxPasswordBytes = 1000;

bool isNameCharacter(QChar ch)
{
    const char16_t c = ch.unicode();
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
           || QStringView(u".-_@+").contains(ch);
}

Error nameError(const QString &text)
{
    return {ErrorKind::Invalid, text, QStringLiteral("name")};
}

/// Never quotes the password.
Error passwordError(const QString &text)
{
    return {ErrorKind::Invalid, text, QStringLiteral("password")};
}

} // namespace

Result<void> validateAccountName(QStringView name)
{
    if (name.isEmpty())
        return nameError(QCoreApplication::translate(
            "Accounts", "The name is missing. Write one such as printer-2."));
    if (name.size() > maxNameLength) {
        return nameError(QCoreApplication::translate("Accounts",
                                                     "The name has %1 characters; at most %2 are "
                                                     "allowed.")
                             .arg(name.size())
                             .arg(maxNameLength));
    }
    const auto bad = std::find_if_not(name.begin(), name.end(), isNameCharacter);
    if (bad == name.end())
        return {};
    // Two code units may be one character.
    const QStringView rest = name.mid(bad - name.begin());
    const bool isPair =
        rest.size() > 1 && rest.at(0).isHighSurrogate() && rest.at(1).isLowSurrogate();
    const QString shown =
        isPair || (bad->isPrint() && !bad->isSpace())
            ? u'"' + rest.left(isPair ? 2 : 1).toString() + u'"'
            : QCoreApplication::translate("Accounts", "A blank or hidden character");
    return nameError(QCoreApplication::translate(
                         "Accounts", "%1 cannot stand in a name. A name is made of the "
                                     "letters a to z, digits and the signs . - _ @ and +, as in "
                                     "printer-2@example.com.")
                         .arg(shown));
}

Result<void> validateAdministratorName(QStringView name)
{
    if (const Result<void> valid = validateAccountName(name); !valid)
        return valid;
    if (name.compare(u"local", Qt::CaseInsensitive) != 0
        && name.compare(u"server", Qt::CaseInsensitive) != 0)
        return {};
    return Error{ErrorKind::Refused,
                 QCoreApplication::translate(
                     "Accounts", "\"%1\" is what the audit trail calls the server's own "
                                 "side; choose another name.")
                     .arg(name.toString()),
                 QStringLiteral("name")};
}

Result<void> validatePassword(QStringView password)
{
    // Counted as a person counts: two code units may be one character.
    const qsizetype length =
        password.size() < 2 * minPasswordLength ? password.toUcs4().size() : password.size();
    if (length < minPasswordLength) {
        return passwordError(QCoreApplication::translate("Accounts",
                                                         "The password has %1 characters; it needs "
                                                         "at least %2.")
                                 .arg(length)
                                 .arg(minPasswordLength));
    }
    if (password.size() > maxPasswordBytes || password.toUtf8().size() > maxPasswordBytes) {
        return passwordError(QCoreApplication::translate("Accounts",
                                                         "The password is too long; at most %1 "
                                                         "bytes are allowed.")
                                 .arg(maxPasswordBytes));
    }
    const auto isControl = [](QChar ch) { return ch.category() == QChar::Other_Control; };
    if (std::any_of(password.begin(), password.end(), isControl)) {
        return passwordError(QCoreApplication::translate(
            "Accounts",
            "The password contains a control character, such as a tab or a line break, which many "
            "programs cannot send. Leave it out."));
    }
    return {};
}

} // namespace postern
