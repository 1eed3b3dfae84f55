// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/CommandParser.h"

#include "server/smtp/ReplyCatalogue.h"

#include <QList>

#include <algorithm>
#include <limits>
#include <optional>

namespace postern::smtp
{

namespace
{

/// "<path>" and the parameters behind it.
struct PathArgument
{
    QByteArrayView path;
    QList<QByteArray> parameters;
};

// Index of the '>' that closes the path; one inside a quoted string does not.
qsizetype closingBracket(QByteArrayView text)
{
    bool isQuoted = false;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (text[i] == '>' && !isQuoted)
            return i;
    }
    return -1;
}

std::optional<PathArgument> splitPath(QByteArrayView argument, QByteArrayView keyword)
{
    if (argument.size() < keyword.size()
        || argument.first(keyword.size()).compare(keyword, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const QByteArrayView rest = argument.sliced(keyword.size()).trimmed();
    if (rest.isEmpty() || rest.front() != '<')
        return std::nullopt;
    const qsizetype end = closingBracket(rest);
    if (end < 0)
        return std::nullopt;
    const QByteArrayView behind = rest.sliced(end + 1);
    if (!behind.isEmpty() && behind.front() != ' ')
        return std::nullopt;
    PathArgument result{rest.sliced(1, end - 1), {}};
    for (const QByteArray &parameter : behind.toByteArray().split(' ')) {
        if (!parameter.isEmpty())
            result.parameters.append(parameter);
    }
    return result;
}

// RFC 3461 4: printable ASCII but "+" and "="; those as "+" and two upper case hex digits.
bool isXtext(QByteArrayView text)
{
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            if (i + 2 >= text.size() || !isHex(text[i + 1]) || !isHex(text[i + 2]))
                return false;
            i += 2;
        } else if (text[i] < '!' || text[i] > '~' || text[i] == '=') {
            return false;
        }
    }
    return !text.isEmpty();
}

// RFC 1870 3: up to 20 digits. What is more than 2^63 is as far over every limit as that.
std::optional<qint64> parseSize(const QByteArray &digits)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (digits.isEmpty() || digits.size() > 20
        || !std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    bool fits = false;
    const qint64 size = digits.toLongLong(&fits);
    return fits ? size : std::numeric_limits<qint64>::max();
}

std::optional<SmtpReply> readParameter(MailArguments &arguments, const QByteArray &keyword,
                                       const QByteArray &value, bool isAuthOffered)
{
    if (keyword == "SIZE") {
        const auto size = parseSize(value);
        if (!size)
            return reply::badParameter();
        arguments.size = *size;
        return std::nullopt;
    }
    if (keyword == "BODY") {
        const QByteArray body = value.toUpper();
        if (body != "7BIT" && body != "8BITMIME")
            return reply::badParameter();
        arguments.isEightBit = body == "8BITMIME";
        return std::nullopt;
    }
    // Who sent it first is believed of nobody: read, and as if it were AUTH=<> (RFC 4954 5).
    if (keyword == "AUTH" && isAuthOffered)
        return isXtext(value) ? std::nullopt : std::optional(reply::badParameter());
    return reply::unknownParameter();
}

} // namespace

CommandLine CommandLine::split(QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    const qsizetype blank = text.indexOf(' ');
    if (blank < 0)
        return {text.toByteArray().toUpper(), {}};
    return {text.first(blank).toByteArray().toUpper(),
            text.sliced(blank + 1).trimmed().toByteArray()};
}

Result<MailArguments, SmtpReply> MailArguments::parse(QByteArrayView argument, bool isAuthOffered)
{
    const auto parts = splitPath(argument, "FROM:");
    if (!parts)
        return reply::mailSyntax();
    MailArguments arguments;
    if (!parts->path.isEmpty()) {
        const auto sender = mail::MailAddress::parsePath(parts->path);
        if (!sender)
            return reply::badSender(sender.error().text);
        arguments.sender = *sender;
    }
    QList<QByteArray> seen;
    for (const QByteArray &parameter : parts->parameters) {
        const qsizetype equals = parameter.indexOf('=');
        const QByteArray keyword =
            parameter.first(equals < 0 ? parameter.size() : equals).toUpper();
        const QByteArray value = equals < 0 ? QByteArray() : parameter.mid(equals + 1);
        const auto refusal = readParameter(arguments, keyword, value, isAuthOffered);
        if (refusal)
            return *refusal;
        if (seen.contains(keyword))
            return reply::badParameter();
        seen.append(keyword);
    }
    return arguments;
}

Result<mail::MailAddress, SmtpReply> parseRecipientArgument(QByteArrayView argument,
                                                            const QByteArray &postmasterDomain)
{
    const auto parts = splitPath(argument, "TO:");
    if (!parts || parts->path.isEmpty())
        return reply::rcptSyntax();
    const bool isPostmaster = parts->path.compare("postmaster", Qt::CaseInsensitive) == 0;
    const auto recipient = isPostmaster ? Result(mail::MailAddress::postmasterAt(postmasterDomain))
                                        : mail::MailAddress::parsePath(parts->path);
    if (!recipient)
        return reply::badRecipient(recipient.error().text);
    if (recipient->isNull())
        return reply::badRecipient(QStringLiteral("The domain is missing."));
    if (!parts->parameters.isEmpty())
        return reply::unknownParameter();
    return *recipient;
}

bool isHeloArgument(QByteArrayView argument)
{
    constexpr qsizetype limit = 255; // RFC 5321 4.5.3.1.2
    return !argument.isEmpty() && argument.size() <= limit
           && std::none_of(argument.begin(), argument.end(), [](char c) {
                  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
              });
}

} // namespace postern::smtp
