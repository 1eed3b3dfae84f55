// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/AcceptedDomain.h"

#include <QList>

namespace postern::storage
{

/// Accepted domains. Changes write their audit row in the same transaction. Lives on the thread of
/// its Database.
class DomainStore
{
public:
    explicit DomainStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<AcceptedDomain>> list();
    /// NotFound (field "domain") for one that is not accepted. The name is canonical.
    [[nodiscard]] Result<AcceptedDomain> find(const QString &name);
    /// Refused (field "domain", data.existing) when it is accepted already.
    [[nodiscard]] Result<AcceptedDomain> add(const QString &canonicalName, const Actor &actor,
                                             UtcMs now);
    /// NotFound (field "domain") for one that is not accepted.
    [[nodiscard]] Result<void> remove(const QString &canonicalName, const Actor &actor, UtcMs now);

private:
    Database &m_database;
};

} // namespace postern::storage
