// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/RouteTable.h"

namespace postern::queue
{

RouteTable::RouteTable(const QList<Route> &routes)
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

QString RouteTable::domainOf(QStringView address)
{
    return address.mid(address.lastIndexOf(QLatin1Char('@')) + 1).toString().toLower();
}

} // namespace postern::queue
