// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/AuditRecord.h"

#include <QList>

#include <optional>

namespace postern::storage
{

/// The trail of changes; it can be read and added to, never changed. Every store appends through it
/// inside the transaction of the change itself. Lives on the thread of its Database.
class AuditStore
{
public:
    explicit AuditStore(Database &database) : m_database(database) {}

    /// The row of one change by `actor`. Its id is the next one, so that ids ascend in the order of
    /// commits.
    [[nodiscard]] Result<void> append(const Actor &actor, UtcMs now, const QString &action,
                                      const QString &subject, const QJsonObject &before,
                                      const QJsonObject &after);
    /// Newest first; `beforeId` 0: from the newest.
    [[nodiscard]] Result<QList<AuditRecord>> list(qint64 beforeId, int limit);
    /// The number of the newest row; 0 when there is none.
    [[nodiscard]] Result<qint64> newestId();
    /// Oldest first, those behind `afterId`.
    [[nodiscard]] Result<QList<AuditRecord>> since(qint64 afterId, int limit);
    /// The newest change made for the request with this id (Actor::request); nullopt: none was.
    [[nodiscard]] Result<std::optional<AuditRecord>> newestOf(const QString &request);

private:
    Database &m_database;
};

} // namespace postern::storage
