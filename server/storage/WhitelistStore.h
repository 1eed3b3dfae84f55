// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/WhitelistEntry.h"

#include <QList>

#include <optional>

namespace postern::storage
{

/// The whitelist in the database. Each change writes its audit row in the same transaction. Stores
/// are made on the spot around the Database of the thread they run on:
/// `WhitelistStore(database).add(...)`.
class WhitelistStore
{
public:
    explicit WhitelistStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<WhitelistEntry>> list();
    /// In order of ranges, those behind `after` (which need not exist any more), at most `limit`.
    [[nodiscard]] Result<QList<WhitelistEntry>> list(const std::optional<AddressRange> &after,
                                                     int limit);
    /// Every entry that shares an address with `range`.
    [[nodiscard]] Result<QList<WhitelistEntry>> overlapping(const AddressRange &range);
    [[nodiscard]] Result<WhitelistEntry> find(const QString &id);
    [[nodiscard]] Result<WhitelistEntry> findByRange(const AddressRange &range);
    /// Chooses the id unless `entry` has one. Refused (field "address") for a second entry with the
    /// same range (data.existing: that entry) and for a range that crosses another (data.crossing:
    /// the other's range, data.pieces: ranges that would be taken; texts). `now` stamps created and
    /// changed. What validate() refuses is refused here too.
    [[nodiscard]] Result<WhitelistEntry> add(const WhitelistEntry &entry, const Actor &actor,
                                             UtcMs now);
    /// `entry.id` and `entry.revision` say what was edited; a stale revision is Conflict with
    /// data.current. A built-in entry's range cannot change.
    [[nodiscard]] Result<WhitelistEntry> update(const WhitelistEntry &entry, const Actor &actor,
                                                UtcMs now);
    /// Refused for built-in entries. A removed id is NotFound. Revision 0 skips the revision check.
    [[nodiscard]] Result<void> remove(const QString &id, qint64 revision, const Actor &actor,
                                      UtcMs now);

    /// The refusals of add() and update() that come from other entries' ranges.
    [[nodiscard]] Result<void> refuseCollision(const WhitelistEntry &entry);

private:
    [[nodiscard]] static Result<QList<WhitelistEntry>> allOf(Result<Rows> rows);
    [[nodiscard]] Result<void> write(const WhitelistEntry &entry);

    Database &m_database;
};

} // namespace postern::storage
