// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/AcceptedDomain.h"
#include "shared/model/AuditRecord.h"
#include "shared/model/Route.h"

#include <QHash>
#include <QList>

namespace postern::storage
{

/// Accepted domains.
class DomainStore
{
public:
    explicit DomainStore(Database &database) : m_database(database) {}
    [[nodiscard]] Result<QList<AcceptedDomain>> list();
    [[nodiscard]] Result<AcceptedDomain> add(const QString &canonicalName, const Actor &actor,
                                             UtcMs now);
    [[nodiscard]] Result<void> remove(const QString &canonicalName, const Actor &actor, UtcMs now);

private:
    Database &m_database;
};

/// Routes.
class RouteStore
{
public:
    explicit RouteStore(Database &database) : m_database(database) {}
    [[nodiscard]] Result<QList<Route>> list();
    /// Adds or replaces. Revision 0 replaces whatever is there; else a stale one is Conflict.
    [[nodiscard]] Result<Route> set(const Route &route, const Actor &actor, UtcMs now);
    [[nodiscard]] Result<void> remove(const QString &domain, const Actor &actor, UtcMs now);

private:
    Database &m_database;
};

/// Settings that differ from their defaults, as canonical texts.
class SettingStore
{
public:
    explicit SettingStore(Database &database) : m_database(database) {}
    [[nodiscard]] Result<QHash<QString, QString>> all();
    [[nodiscard]] Result<void> set(const QString &key, const QString &canonicalValue,
                                   const Actor &actor, UtcMs now);
    [[nodiscard]] Result<void> reset(const QString &key, const Actor &actor, UtcMs now);

private:
    Database &m_database;
};

/// The trail of changes; it can be read and added to, never changed.
class AuditStore
{
public:
    explicit AuditStore(Database &database) : m_database(database) {}
    [[nodiscard]] Result<void> append(const AuditRecord &record);
    /// Newest first; `beforeId` 0: from the newest.
    [[nodiscard]] Result<QList<AuditRecord>> list(qint64 beforeId, int limit);

private:
    Database &m_database;
};

} // namespace postern::storage
