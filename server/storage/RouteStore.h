// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/Route.h"

#include <QList>

namespace postern::storage
{

/// Routes. Changes write their audit row in the same transaction. Lives on the thread of its
/// Database.
class RouteStore
{
public:
    explicit RouteStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<Route>> list();
    /// NotFound (field "domain") for one without a route of its own.
    [[nodiscard]] Result<Route> find(const QString &domain);
    /// Adds or replaces. Revision 0 replaces whatever is there; else a stale one is Conflict with
    /// data.current (a route object, or absent when the route is gone).
    [[nodiscard]] Result<Route> set(const Route &route, const Actor &actor, UtcMs now);
    /// NotFound (field "domain") for a domain without a route.
    [[nodiscard]] Result<void> remove(const QString &domain, const Actor &actor, UtcMs now);

private:
    Database &m_database;
};

} // namespace postern::storage
