// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Route.h"

#include "shared/model/AcceptedDomain.h"
#include "shared/net/IpAddress.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern
{

namespace
{

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

Result<Route> parseMaildir(QStringView path)
{
    const bool hasControl = std::any_of(
        path.begin(), path.end(), [](QChar ch) { return ch.category() == QChar::Other_Control; });
    if (!path.startsWith(u'/') || hasControl || path.trimmed() == QStringView(u"/")) {
        return routeError(QCoreApplication::translate("Route",
                                                      "%1 is not the full path of a folder. Write "
                                                      "it from the root on, as in "
                                                      "maildir:/var/mail/postern.")
                              .arg(shown(path)));
    }
    Route route;
    route.kind = Route::Kind::Maildir;
    route.path = path.toString();
    while (route.path.endsWith(u'/'))
        route.path.chop(1);
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
    if (looksLikeAddress && !address)
        return routeError(address.error().text);
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

Result<Route> parseSmtp(QStringView authority)
{
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
    Route route;
    if (!port.isEmpty()) {
        const Result<quint16> number = parsePort(port.mid(port.startsWith(u':') ? 1 : 0));
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
    return QStringLiteral("smtp://%1:%2").arg(shownHost).arg(port);
}

Result<Route> Route::parseTarget(QStringView text)
{
    constexpr QStringView maildir = u"maildir:";
    constexpr QStringView smtp = u"smtp://";
    if (text.startsWith(maildir))
        return parseMaildir(text.mid(maildir.size()));
    if (text.startsWith(smtp))
        return parseSmtp(text.mid(smtp.size()));
    if (text.trimmed().isEmpty()) {
        return routeError(QCoreApplication::translate(
            "Route", "The route is missing. Write smtp://HOST:PORT or maildir:/PATH."));
    }
    if (text.startsWith(u"smtps://")) {
        return routeError(QCoreApplication::translate(
            "Route", "This version delivers without TLS only. Write smtp://HOST:PORT."));
    }
    return routeError(QCoreApplication::translate("Route",
                                                  "%1 is not a route. Write smtp://HOST:PORT or "
                                                  "maildir:/PATH.")
                          .arg(shown(text)));
}

} // namespace postern
