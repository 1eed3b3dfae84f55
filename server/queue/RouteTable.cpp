// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/RouteTable.h"

#include <QStringList>

namespace postern::queue
{

RouteTable::RouteTable(const QList<Route> &routes, QHash<QString, QByteArray> passwords)
    : m_passwords(std::move(passwords))
{
    for (const Route &route : routes)
        m_routes.insert(route.domain, route);
}

std::optional<Route> RouteTable::find(QStringView address) const
{
    auto it = m_routes.constFind(domainOf(address));
    if (it == m_routes.constEnd())
        it = m_routes.constFind(QStringLiteral("default"));
    if (it == m_routes.constEnd())
        return std::nullopt;
    return *it;
}

delivery::SmtpTarget RouteTable::hopOf(const Route &route) const
{
    delivery::SmtpTarget hop{route.host, route.port, route.tls, route.kind == Route::Kind::Smtps,
                             route.fingerprint};
    if (!route.user.isEmpty())
        hop.login = {route.user.toUtf8(), m_passwords.value(route.domain)};
    return hop;
}

QString RouteTable::wayOf(const Route &route)
{
    return QStringList{route.target(), routeTlsName(route.tls), route.fingerprint, route.user,
                       route.user.isEmpty() ? QString() : route.domain}
        .join(QLatin1Char(' '));
}

QString RouteTable::domainOf(QStringView address)
{
    return address.mid(address.lastIndexOf(QLatin1Char('@')) + 1).toString().toLower();
}

} // namespace postern::queue
