// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/mail/MailAddress.h"

#include "shared/net/IpAddress.h"

#include <algorithm>

namespace postern::mail
{

namespace
{

constexpr qsizetype maxLocalPart = 64; // RFC 5321 4.5.3.1.1
constexpr qsizetype maxDomain = 255;   // RFC 5321 4.5.3.1.2
constexpr qsizetype maxPath = 256;     // RFC 5321 4.5.3.1.3, brackets included
constexpr qsizetype maxLabel = 63;     // RFC 1035 2.3.4

Error invalid(const QString &text)
{
    return Error{ErrorKind::Invalid, text};
}

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 5322 3.2.3 atext
bool isAtomByte(char c)
{
    return isLetterOrDigit(c) || QByteArrayView("!#$%&'*+-/=?^_`{|}~").contains(c);
}

bool isDotString(QByteArrayView text)
{
    if (text.isEmpty() || text.front() == '.' || text.back() == '.')
        return false;
    char previous = 0;
    for (const char c : text) {
        if (c == '.' ? previous == '.' : !isAtomByte(c))
            return false;
        previous = c;
    }
    return true;
}

// The end of a quoted string that begins at 0: index after the closing quote, or -1.
qsizetype quotedLength(QByteArrayView text)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return -1;
}

// RFC 5321 4.1.2: qtextSMTP is printable ASCII and space; a backslash takes the next byte as it is.
Result<QByteArray> unquote(QByteArrayView quoted)
{
    QByteArray content;
    for (qsizetype i = 1; i + 1 < quoted.size(); ++i) {
        if (quoted[i] == '\\')
            ++i;
        const char c = quoted[i];
        if (c < 0x20 || c > 0x7e)
            return invalid(QStringLiteral("A quoted local part holds printable ASCII only."));
        content += c;
    }
    if (content.isEmpty())
        return invalid(QStringLiteral("The local part is empty."));
    return content;
}

QByteArray quote(const QByteArray &localPart)
{
    QByteArray text = QByteArrayLiteral("\"");
    for (const char c : localPart) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + '"';
}

Result<QByteArray> parseLiteral(QByteArrayView text)
{
    if (text.back() != ']')
        return invalid(QStringLiteral("The address literal has no closing bracket."));
    const QByteArrayView inner = text.sliced(1, text.size() - 2);
    const bool isV6 = inner.size() > 5 && inner.first(5).compare("IPv6:", Qt::CaseInsensitive) == 0;
    const auto address = IpAddress::parse(QString::fromLatin1(isV6 ? inner.sliced(5) : inner));
    if (!address || (!isV6 && !address->isV4()))
        return invalid(QStringLiteral(
            "An address literal is an IPv4 address, or an IPv6 address after \"IPv6:\"."));
    const QByteArray canonical = address->toString().toLatin1();
    return address->isV4() ? '[' + canonical + ']' : "[IPv6:" + canonical + ']';
}

// Underscores are no part of RFC 5321's Domain, but machines are called so and DNS carries them.
bool isLabel(QByteArrayView label)
{
    if (label.isEmpty() || label.size() > maxLabel || label.front() == '-' || label.back() == '-')
        return false;
    return std::all_of(label.begin(), label.end(),
                       [](char c) { return isLetterOrDigit(c) || c == '-' || c == '_'; });
}

bool isNumber(QByteArrayView label)
{
    return std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<QByteArray> parseName(QByteArrayView text)
{
    const auto isForeign = [](char c) { return static_cast<unsigned char>(c) > 0x7f; };
    if (std::any_of(text.begin(), text.end(), isForeign))
        return invalid(
            QStringLiteral("An internationalised domain is written in its ASCII form (xn--...)."));
    const QByteArray name = text.toByteArray().toLower();
    const QList<QByteArray> labels = name.split('.');
    if (!std::all_of(labels.begin(), labels.end(), isLabel))
        return invalid(QStringLiteral(
            "The domain consists of labels of letters, digits and hyphens, separated by dots."));
    // No top level domain is a number (RFC 3696 2): this is an address without its brackets.
    if (isNumber(labels.last()))
        return invalid(QStringLiteral("An IP address as domain is written in brackets."));
    return name;
}

Result<QByteArray> parseDomain(QByteArrayView text)
{
    if (text.isEmpty())
        return invalid(QStringLiteral("The domain is missing."));
    if (text.size() > maxDomain)
        return invalid(QStringLiteral("The domain is longer than 255 octets."));
    return text.front() == '[' ? parseLiteral(text) : parseName(text);
}

Result<QByteArray> parseLocalPart(QByteArrayView text)
{
    if (text.isEmpty())
        return invalid(QStringLiteral("The local part is empty."));
    if (text.size() > maxLocalPart)
        return invalid(QStringLiteral("The local part is longer than 64 octets."));
    if (text.front() == '"')
        return unquote(text);
    if (!isDotString(text))
        return invalid(QStringLiteral(
            "The local part has characters that must be quoted, or a dot too many."));
    return text.toByteArray();
}

// Index of the '@' between local part and domain, or -1.
qsizetype separatorIndex(QByteArrayView text)
{
    if (text.isEmpty() || text.front() != '"')
        return text.indexOf('@');
    const qsizetype end = quotedLength(text);
    return end > 0 && end < text.size() && text[end] == '@' ? end : -1;
}

} // namespace

Result<MailAddress> MailAddress::parse(QByteArrayView text)
{
    if (text.size() + 2 > maxPath)
        return invalid(QStringLiteral("The address is longer than 254 octets."));
    const qsizetype at = separatorIndex(text);
    if (at < 0)
        return invalid(QStringLiteral("An address has the form local-part@domain."));
    const auto localPart = parseLocalPart(text.first(at));
    if (!localPart)
        return localPart.error();
    const auto domain = parseDomain(text.sliced(at + 1));
    if (!domain)
        return domain.error();
    MailAddress address;
    address.m_localPart = *localPart;
    address.m_domain = *domain;
    return address;
}

Result<MailAddress> MailAddress::parsePath(QByteArrayView text)
{
    if (text.size() + 2 > maxPath)
        return invalid(QStringLiteral("The path is longer than 256 octets."));
    if (text.isEmpty() || text.front() != '@')
        return parse(text);
    const qsizetype colon = text.indexOf(':');
    // "IPv6:" inside a literal of the route is not the route's end.
    const QByteArrayView route = text.first(std::max<qsizetype>(colon, 0));
    if (colon < 0 || route.contains('['))
        return invalid(QStringLiteral("A source route has the form @domain,@domain: before the "
                                      "address."));
    for (const QByteArray &hop : route.toByteArray().split(',')) {
        if (!hop.startsWith('@') || !parseDomain(QByteArrayView(hop).sliced(1)))
            return invalid(QStringLiteral("A source route has the form @domain,@domain: before "
                                          "the address."));
    }
    return parse(text.sliced(colon + 1));
}

MailAddress MailAddress::postmasterAt(QByteArrayView domain)
{
    const auto canonical = parseDomain(domain);
    MailAddress address;
    if (canonical) {
        address.m_localPart = QByteArrayLiteral("postmaster");
        address.m_domain = *canonical;
    }
    return address;
}

QByteArray MailAddress::toByteArray() const
{
    if (isNull())
        return {};
    return (isDotString(m_localPart) ? m_localPart : quote(m_localPart)) + '@' + m_domain;
}

} // namespace postern::mail
