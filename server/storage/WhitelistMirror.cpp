// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/WhitelistMirror.h"

#include "server/storage/AuditStore.h"
#include "server/storage/WhitelistStore.h"
#include "shared/control/ValueCodec.h"

#include <algorithm>
#include <utility>

namespace postern::storage
{

namespace
{

/// With more than that the list itself is read as fast.
constexpr int mostRows = 500;

const QString path = QStringLiteral("entry");

auto placeOf(QList<WhitelistEntry> &entries, const AddressRange &range)
{
    return std::lower_bound(entries.begin(), entries.end(), range,
                            [](const WhitelistEntry &entry, const AddressRange &wanted) {
                                return entry.range < wanted;
                            });
}

} // namespace

Result<QList<WhitelistEntry>> WhitelistMirror::read(Database &database)
{
    if (m_lastRow < 0)
        return readAll(database);
    const Result<QList<AuditRecord>> rows = AuditStore(database).since(m_lastRow, mostRows);
    if (!rows)
        return rows.error();
    if (rows->size() >= mostRows)
        return readAll(database);
    for (const AuditRecord &row : rows.value()) {
        if (!apply(row))
            return readAll(database);
        m_lastRow = row.id;
    }
    return m_entries;
}

Result<QList<WhitelistEntry>> WhitelistMirror::readAll(Database &database)
{
    m_lastRow = -1;
    // The row first: what is committed between the two is told once more, and found not to fit.
    const Result<qint64> row = AuditStore(database).newestId();
    if (!row)
        return row.error();
    Result<QList<WhitelistEntry>> entries = WhitelistStore(database).list();
    if (!entries)
        return entries;
    m_entries = std::move(entries).value();
    m_lastRow = *row;
    return m_entries;
}

bool WhitelistMirror::apply(const AuditRecord &row)
{
    if (!row.action.startsWith(QLatin1String("whitelist.")))
        return true;
    return take(row.before) && put(row.after);
}

bool WhitelistMirror::take(const QJsonObject &before)
{
    if (before.isEmpty())
        return true;
    const Result<WhitelistEntry> entry = control::fromJson<WhitelistEntry>(before, path);
    if (!entry)
        return false;
    const auto place = placeOf(m_entries, entry->range);
    if (place == m_entries.end() || *place != *entry)
        return false;
    m_entries.erase(place);
    return true;
}

bool WhitelistMirror::put(const QJsonObject &after)
{
    if (after.isEmpty())
        return true;
    const Result<WhitelistEntry> entry = control::fromJson<WhitelistEntry>(after, path);
    if (!entry)
        return false;
    const auto place = placeOf(m_entries, entry->range);
    if (place != m_entries.end() && place->range == entry->range)
        return false;
    m_entries.insert(place, *entry);
    return true;
}

} // namespace postern::storage
