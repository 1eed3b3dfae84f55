// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/Route.h"

#include <QHash>
#include <QList>

#include <optional>

namespace postern::storage
{

/// A route as it shall be.
struct RouteChange
{
    Route route;
    /// The password of `route.user`, sealed (auth::SecretKey). Nothing: the one that is stored, as
    /// long as it goes to the same user of the same host.
    std::optional<QByteArray> sealedPassword;
};

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
    /// Invalid (field "password") for a user whose password is neither given nor stored.
    [[nodiscard]] Result<Route> set(const RouteChange &change, const Actor &actor, UtcMs now);
    /// The sealed passwords, by domain, of the routes that have a user.
    [[nodiscard]] Result<QHash<QString, QByteArray>> sealedPasswords();
    /// NotFound (field "domain") for a domain without a route.
    [[nodiscard]] Result<void> remove(const QString &domain, const Actor &actor, UtcMs now);

private:
    [[nodiscard]] Result<QByteArray> passwordFor(const RouteChange &change,
                                                 const Result<Route> &before);
    [[nodiscard]] Result<void> write(const Route &route, const QByteArray &password, bool isThere);

    Database &m_database;
};

} // namespace postern::storage
