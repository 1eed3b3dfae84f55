// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/SmtpTarget.h"

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
    /// `passwords`: of the routes that have a user, by their domain, as they go to the next hop.
    RouteTable(const QList<Route> &routes, QHash<QString, QByteArray> passwords = {});

    /// `address`: "local@domain". Nothing when neither its domain nor "default" has a route.
    [[nodiscard]] std::optional<Route> find(QStringView address) const;
    /// The next hop of an SMTP route of this table, with the login that goes with it.
    [[nodiscard]] delivery::SmtpTarget hopOf(const Route &route) const;
    /// The same for all routes whose mail may go in one transaction.
    [[nodiscard]] static QString wayOf(const Route &route);
    /// Domain of an address in lower case; what stands behind the last @.
    [[nodiscard]] static QString domainOf(QStringView address);
    friend bool operator==(const RouteTable &, const RouteTable &) = default;

private:
    QHash<QString, Route> m_routes;
    QHash<QString, QByteArray> m_passwords;
};

} // namespace postern::queue
