// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Route.h"

#include "shared/model/AcceptedDomain.h"
#include "shared/net/IpAddress.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace postern
{

namespace
{

constexpr qsizetype maxPathLength = 1000;
constexpr qsizetype maxUserLength = 255;
/// By RouteTls.
constexpr std::array<QStringView, 4> tlsNames{u"none", u"may", u"encrypt", u"verify"};

Error routeError(const QString &text)
{
    return {ErrorKind::Invalid, text, QStringLiteral("route")};
}

QString shown(QStringView text)
{
    QString safe;
    for (const QChar ch : text.left(120))
        safe += ch.isPrint() ? ch : QChar(u'\uFFFD');
    return u'"' + safe + u'"';
}

/// The folders of an absolute path without empty ones (`//`); nothing if one of them is a way
/// (`.`, `..`) instead of a name.
std::optional<QStringList> foldersOf(QStringView path)
{
    QStringList folders;
    for (const QStringView folder : path.split(u'/', Qt::SkipEmptyParts)) {
        if (folder == QStringView(u".") || folder == QStringView(u".."))
            return std::nullopt;
        folders += folder.toString();
    }
    return folders;
}

Result<Route> parseMaildir(QStringView path)
{
    const bool hasControl = std::any_of(
        path.begin(), path.end(), [](QChar ch) { return ch.category() == QChar::Other_Control; });
    if (path.size() > maxPathLength) {
        return routeError(
            QCoreApplication::translate("Route", "The path has %1 characters; at most %2 fit.")
                .arg(path.size())
                .arg(maxPathLength));
    }
    const std::optional<QStringList> folders = foldersOf(path);
    if (!folders) {
        return routeError(QCoreApplication::translate("Route",
                                                      "%1 goes by way of . or .. to its folder. "
                                                      "Write the folder's own path, as in "
                                                      "maildir:/var/mail/postern.")
                              .arg(shown(path)));
    }
    if (!path.startsWith(u'/') || hasControl || folders->isEmpty()) {
        return routeError(QCoreApplication::translate("Route",
                                                      "%1 is not the full path of a folder. Write "
                                                      "it from the root on, as in "
                                                      "maildir:/var/mail/postern.")
                              .arg(shown(path)));
    }
    Route route;
    route.kind = Route::Kind::Maildir;
    route.path = u'/' + folders->join(u'/');
    return route;
}

Result<quint16> parsePort(QStringView text)
{
    const bool isDigits = !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar ch) {
        return ch >= u'0' && ch <= u'9';
    });
    const int port = isDigits && text.size() <= 5 ? text.toInt() : 0;
    if (port < 1 || port > 65535) {
        return routeError(
            QCoreApplication::translate("Route", "%1 is not a port. A port is a number of 1 "
                                                 "to 65535, as in smtp://relay.example.com:25.")
                .arg(shown(text)));
    }
    return static_cast<quint16>(port);
}

/// The host as an address or as a canonical name.
Result<QString> parseHost(QStringView host, bool isBracketed)
{
    const Result<IpAddress> address = IpAddress::parse(host);
    if (address && (isBracketed || address->isV4()))
        return address->toString();
    // With a number at the end it was meant as an address; what is wrong with it says more.
    const bool looksLikeAddress =
        isBracketed || host.contains(u':')
        || (!host.isEmpty() && host.back().isDigit() && host.front().isDigit());
    if (looksLikeAddress && !address) {
        return routeError(QCoreApplication::translate("Route",
                                                      "%1 is not an IP address. Write a name or "
                                                      "one address, as in smtp://192.0.2.7:25 or "
                                                      "smtp://[2001:db8::7]:25.")
                              .arg(shown(host)));
    }
    if (looksLikeAddress) {
        return routeError(QCoreApplication::translate("Route",
                                                      "An IPv6 address stands in brackets: "
                                                      "smtp://[%1]:25.")
                              .arg(address->toString()));
    }
    Result<QString> name = canonicalDomain(host);
    if (!name)
        return routeError(name.error().text);
    return name;
}

Result<Route> parseSmtp(QStringView authority, Route::Kind kind)
{
    // Not quoted: a password may stand there.
    if (authority.contains(u'@')) {
        return routeError(QCoreApplication::translate(
            "Route",
            "The login stands beside the route, not in it: name the user and the password apart."));
    }
    if (authority.endsWith(u'/'))
        authority.chop(1);
    const bool isBracketed = authority.startsWith(u'[') && authority.contains(u']');
    QStringView host = authority;
    QStringView port;
    if (isBracketed) {
        const qsizetype close = authority.indexOf(u']');
        host = authority.mid(1, close - 1);
        port = authority.mid(close + 1);
    } else if (authority.count(u':') == 1) {
        host = authority.left(authority.indexOf(u':'));
        port = authority.mid(host.size());
    }
    if (host.trimmed().isEmpty()) {
        return routeError(QCoreApplication::translate(
            "Route", "The host is missing. Write it as in smtp://relay.example.com:25."));
    }
    Route route;
    route.kind = kind;
    if (kind == Route::Kind::Smtps) {
        route.port = 465;
        route.tls = RouteTls::Verify;
    }
    if (!port.isEmpty()) {
        if (!port.startsWith(u':')) {
            return routeError(QCoreApplication::translate("Route",
                                                          "%1 stands right behind the bracket. "
                                                          "Between host and port stands a colon, "
                                                          "as in smtp://[2001:db8::7]:25.")
                                  .arg(shown(port)));
        }
        const Result<quint16> number = parsePort(port.mid(1));
        if (!number)
            return number.error();
        route.port = number.value();
    }
    const Result<QString> name = parseHost(host, isBracketed);
    if (!name)
        return name.error();
    route.host = name.value();
    return route;
}

} // namespace

QString Route::target() const
{
    if (kind == Kind::Maildir)
        return QStringLiteral("maildir:") + path;
    const QString shownHost = host.contains(u':') ? u'[' + host + u']' : host;
    const QString scheme = kind == Kind::Smtps ? QStringLiteral("smtps") : QStringLiteral("smtp");
    return QStringLiteral("%1://%2:%3").arg(scheme, shownHost).arg(port);
}

Result<Route> Route::parseTarget(QStringView text)
{
    constexpr QStringView maildir = u"maildir:";
    constexpr QStringView smtp = u"smtp://";
    constexpr QStringView smtps = u"smtps://";
    text = text.trimmed();
    if (text.startsWith(maildir))
        return parseMaildir(text.mid(maildir.size()));
    if (text.startsWith(smtp))
        return parseSmtp(text.mid(smtp.size()), Kind::Smtp);
    if (text.startsWith(smtps))
        return parseSmtp(text.mid(smtps.size()), Kind::Smtps);
    if (text.isEmpty()) {
        return routeError(QCoreApplication::translate(
            "Route",
            "The route is missing. Write smtp://HOST:PORT, smtps://HOST:PORT or maildir:/PATH."));
    }
    return routeError(QCoreApplication::translate("Route",
                                                  "%1 is not a route. Write smtp://HOST:PORT, "
                                                  "smtps://HOST:PORT or maildir:/PATH.")
                          .arg(shown(text)));
}

Result<void> Route::check() const
{
    const auto wrong = [](const char *text, const QString &field) {
        return Error{ErrorKind::Invalid, QCoreApplication::translate("Route", text), field};
    };
    const QString tlsField = QStringLiteral("tls");
    if (!isSmtp() && (!user.isEmpty() || !fingerprint.isEmpty())) {
        return wrong(QT_TRANSLATE_NOOP("Route", "A mailbox on the server takes no login and has no "
                                                "certificate."),
                     user.isEmpty() ? QStringLiteral("fingerprint") : QStringLiteral("user"));
    }
    if (kind == Kind::Smtps && tls != RouteTls::Encrypt && tls != RouteTls::Verify) {
        return wrong(
            QT_TRANSLATE_NOOP("Route", "smtps:// is always encrypted: choose encrypt or verify."),
            tlsField);
    }
    if (!user.isEmpty() && tls != RouteTls::Verify) {
        return wrong(QT_TRANSLATE_NOOP("Route",
                                       "A password goes only to a server that has shown who it is: "
                                       "its certificate must be looked at (verify)."),
                     tlsField);
    }
    if (!fingerprint.isEmpty() && tls != RouteTls::Verify) {
        return wrong(QT_TRANSLATE_NOOP("Route", "A fingerprint is looked at with verify alone."),
                     QStringLiteral("fingerprint"));
    }
    static const QRegularExpression hex(QStringLiteral("\\A([0-9a-f]{64})?\\z"));
    if (!hex.match(fingerprint).hasMatch()) {
        return wrong(QT_TRANSLATE_NOOP("Route", "The fingerprint is the SHA-256 of the public key: "
                                                "64 digits of 0 to 9 and a to f."),
                     QStringLiteral("fingerprint"));
    }
    if (user.size() > maxUserLength || user.contains(QChar(u'\0'))) {
        return wrong(QT_TRANSLATE_NOOP("Route", "A user name has at most 255 characters."),
                     QStringLiteral("user"));
    }
    return {};
}

QString routeTlsName(RouteTls tls)
{
    return tlsNames.at(static_cast<std::size_t>(tls)).toString();
}

std::optional<RouteTls> routeTlsOf(QStringView name)
{
    const auto *const found = std::find(tlsNames.begin(), tlsNames.end(), name);
    if (found == tlsNames.end())
        return std::nullopt;
    return static_cast<RouteTls>(found - tlsNames.begin());
}

} // namespace postern
