// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "server/storage/QueueFilter.h"

#include <QList>

namespace postern::storage
{

/// One page of a list: rows after the cursor's key.
struct QueuePage
{
    QList<QueueItem> items;
    QString nextCursor; ///< empty: the last page
};

/// Recipients that are not done.
struct QueueCounts
{
    qint64 queued = 0;
    qint64 deferred = 0;
    qint64 held = 0;
};

/// What administrators see of the queue and the trace, and what they do with it. Lives on the
/// thread of its Database.
class QueueAdministration
{
public:
    explicit QueueAdministration(Database &database) : m_database(database) {}

    /// Newest first. `cursor` is the last answer's nextCursor, or empty. A filter that cannot be
    /// read (`client`) is Invalid with the field's name.
    [[nodiscard]] Result<QueuePage> list(const QueueFilter &filter, const QString &cursor,
                                         int limit);
    [[nodiscard]] Result<QueueCounts> counts();
    [[nodiscard]] Result<QueueItem> show(const QString &queueId);
    /// Each returns the number of recipients changed and writes an audit row per message; a
    /// dry run only counts. A recipient that is being delivered at the moment is not retried.
    [[nodiscard]] Result<int> hold(const QueueFilter &filter, const QString &reason,
                                   const Actor &actor, UtcMs now, bool isDryRun = false);
    [[nodiscard]] Result<int> release(const QueueFilter &filter, const Actor &actor, UtcMs now,
                                      bool isDryRun = false);
    [[nodiscard]] Result<int> retry(const QueueFilter &filter, const Actor &actor, UtcMs now,
                                    bool isDryRun = false);
    [[nodiscard]] Result<int> remove(const QueueFilter &filter, const Actor &actor, UtcMs now,
                                     bool isDryRun = false);

private:
    struct Deed;
    struct Match;
    [[nodiscard]] Result<int> carryOut(const Deed &deed, const QueueFilter &filter,
                                       const Actor &actor, UtcMs now, bool isDryRun);
    [[nodiscard]] Result<QList<Match>> matches(const Deed &deed, const QueueFilter &filter);
    [[nodiscard]] Result<void> carryOutOn(const Deed &deed, const QList<Match> &recipients,
                                          const Actor &actor, UtcMs now);
    [[nodiscard]] Result<QList<QueueRecipient>> recipientsOf(const QString &queueId);
    [[nodiscard]] Result<void> addHistory(const QString &queueId, QueueRecipient &recipient);

    Database &m_database;
};

} // namespace postern::storage
