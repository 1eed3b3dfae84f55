// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Database.h"
#include "shared/model/UtcMs.h"

#include <QList>
#include <QSet>
#include <QStringList>
#include <QStringView>

#include <functional>

namespace postern::storage
{

/// A recipient whose lease this node holds, with what delivery needs.
struct ClaimedRecipient
{
    QString messageId;   ///< queue id
    QString recipientId; ///< the queue id, a dot and the recipient's number
    QString address;
    QString sender;
    bool isEightBit = false;
    qint64 size = 0;
    int attempts = 0; ///< before this one, but for those made by hand
    UtcMs acceptedAt = 0;
    UtcMs triedSince = 0; ///< when it was accepted, or released after it had been held
};

/// Which node delivers which recipients, and when they are due. A lease ends by itself when its
/// node dies. See StorageThread for how jobs run. Lives on the thread of its Database.
class QueueLeases
{
public:
    explicit QueueLeases(Database &database) : m_database(database) {}

    /// Leases due recipients to `node` until now + leaseMs; expired leases are due again.
    [[nodiscard]] Result<QList<ClaimedRecipient>> claimDue(const QString &node, UtcMs now,
                                                           qint64 leaseMs, int limit);
    /// Deferred recipients of which nobody holds a lease are due at `now` if their address is
    /// wanted; how many that were.
    [[nodiscard]] Result<int> retryDeferred(UtcMs now,
                                            const std::function<bool(QStringView)> &isWanted);
    /// Moves the leases of these recipients, as far as `node` still holds them, to `until`.
    [[nodiscard]] Result<void> renewLeases(const QString &node, const QStringList &recipientIds,
                                           UtcMs until);
    /// The same recipients are nobody's and due at `dueAt`, as far as `node` still holds them.
    [[nodiscard]] Result<void> giveBack(const QString &node, const QStringList &recipientIds,
                                        UtcMs dueAt);
    /// The recipients that `node` holds: what was held, removed or taken over meanwhile is not
    /// among them.
    [[nodiscard]] Result<QSet<QString>> leasedBy(const QString &node);
    /// Leases of this node that a killed process left behind.
    [[nodiscard]] Result<void> releaseLeases(const QString &node);
    /// When the next recipient is due; one that is leased is due when its lease ends. 0: nothing
    /// waits.
    [[nodiscard]] Result<UtcMs> nextDueAt();

private:
    [[nodiscard]] Result<void> addMessages(QList<ClaimedRecipient> &claimed);
    /// One statement for each recipient; `values` come before its key and the node.
    [[nodiscard]] Result<void> changeLeased(const QString &assignments, const QVariantList &values,
                                            const QString &node, const QStringList &recipientIds);

    Database &m_database;
};

} // namespace postern::storage
