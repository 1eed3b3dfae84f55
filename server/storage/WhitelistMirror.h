// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Database.h"
#include "shared/model/AuditRecord.h"
#include "shared/model/WhitelistEntry.h"

#include <QList>

namespace postern::storage
{

/// The whitelist in memory for a reader that asks for all of it after each change. Only what the
/// audit trail tells since the last time is read: every change of the list has its row there, of
/// whichever node, and rows are numbered in the order of commits, so what is told up to one row is
/// exactly the list as of that row. Whatever does not fit makes it read the list anew. It is for
/// looking; a change is checked against the database. One thread.
class WhitelistMirror
{
public:
    /// The list as it is in the database now, in order of ranges. After an error the next call
    /// begins anew.
    [[nodiscard]] Result<QList<WhitelistEntry>> read(Database &database);

private:
    [[nodiscard]] Result<QList<WhitelistEntry>> readAll(Database &database);
    /// False: it does not fit what is known.
    [[nodiscard]] bool apply(const AuditRecord &row);
    [[nodiscard]] bool take(const QJsonObject &before);
    [[nodiscard]] bool put(const QJsonObject &after);

    QList<WhitelistEntry> m_entries; ///< in order of ranges
    qint64 m_lastRow = -1;           ///< of the trail; -1: nothing is known
};

} // namespace postern::storage
