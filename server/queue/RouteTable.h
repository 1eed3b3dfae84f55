// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/Route.h"

#include <QHash>
#include <QList>

#include <optional>

namespace postern::queue
{

/// Which way mail for a recipient goes: the route of exactly its domain, else the default. Pure; a
/// value.
class RouteTable
{
public:
    RouteTable() = default;
    explicit RouteTable(const QList<Route> &routes);

    /// `address`: "local@domain". Nothing when neither its domain nor "default" has a route.
    [[nodiscard]] std::optional<Route> find(QStringView address) const;
    /// Domain of an address in lower case; what stands behind the last @.
    [[nodiscard]] static QString domainOf(QStringView address);
    friend bool operator==(const RouteTable &, const RouteTable &) = default;

private:
    QHash<QString, Route> m_routes;
};

} // namespace postern::queue
