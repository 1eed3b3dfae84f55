// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/WhitelistStore.h"

#include "server/storage/AddressKey.h"
#include "server/storage/AuditStore.h"
#include "server/storage/WhitelistRefusal.h"
#include "server/storage/WhitelistRow.h"
#include "shared/ErrorCode.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/ChosenId.h"

#include <optional>

namespace postern::storage
{

namespace
{

QString actionFor(const WhitelistEntry &before, const WhitelistEntry &after)
{
    WhitelistEntry toggled = before;
    toggled.enabled = after.enabled;
    toggled.revision = after.revision;
    toggled.changedAt = after.changedAt;
    toggled.changedBy = after.changedBy;
    if (toggled != after || before.enabled == after.enabled)
        return QStringLiteral("whitelist.update");
    return after.enabled ? QStringLiteral("whitelist.enable") : QStringLiteral("whitelist.disable");
}

/// The entry in the one row that is asked for, or nothing.
Result<std::optional<WhitelistEntry>> firstOf(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    if (!rows.value().next())
        return std::optional<WhitelistEntry>();
    Result<WhitelistEntry> entry = whitelistRow::entryFrom(*rows);
    if (!entry)
        return entry.error();
    return std::optional(*entry);
}

} // namespace

Result<QList<WhitelistEntry>> WhitelistStore::list()
{
    return allOf(m_database.run(
        QStringLiteral("SELECT %1 FROM whitelist_entry ORDER BY first_key, last_key DESC")
            .arg(whitelistRow::columns())));
}

Result<QList<WhitelistEntry>> WhitelistStore::list(const std::optional<AddressRange> &after,
                                                   int limit)
{
    // Before every key, and behind no wider range.
    const QString first = after ? addressKey(after->first()) : QString();
    const QString last = after ? addressKey(after->last()) : QString();
    return allOf(m_database.run(QStringLiteral("SELECT %1 FROM whitelist_entry WHERE first_key > ? "
                                               "OR (first_key = ? AND last_key < ?) "
                                               "ORDER BY first_key, last_key DESC LIMIT ?")
                                    .arg(whitelistRow::columns()),
                                {first, first, last, limit}));
}

Result<QList<WhitelistEntry>> WhitelistStore::overlapping(const AddressRange &range)
{
    return allOf(m_database.run(
        QStringLiteral("SELECT %1 FROM whitelist_entry WHERE first_key <= ? AND last_key >= ? "
                       "ORDER BY first_key, last_key DESC")
            .arg(whitelistRow::columns()),
        {addressKey(range.last()), addressKey(range.first())}));
}

Result<QList<WhitelistEntry>> WhitelistStore::allOf(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<WhitelistEntry> entries;
    while (rows.value().next()) {
        Result<WhitelistEntry> entry = whitelistRow::entryFrom(*rows);
        if (!entry)
            return entry.error();
        entries.append(std::move(entry).value());
    }
    return entries;
}

Result<WhitelistEntry> WhitelistStore::find(const QString &id)
{
    const Result<std::optional<WhitelistEntry>> entry = firstOf(m_database.run(
        QStringLiteral("SELECT %1 FROM whitelist_entry WHERE id = ?").arg(whitelistRow::columns()),
        {id}));
    if (!entry)
        return entry.error();
    if (!entry->has_value())
        return whitelistRefusal::notFound(QStringLiteral("with the id %1").arg(id));
    return **entry;
}

Result<WhitelistEntry> WhitelistStore::findByRange(const AddressRange &range)
{
    const Result<std::optional<WhitelistEntry>> entry = firstOf(m_database.run(
        QStringLiteral("SELECT %1 FROM whitelist_entry WHERE first_key = ? AND last_key = ?")
            .arg(whitelistRow::columns()),
        {addressKey(range.first()), addressKey(range.last())}));
    if (!entry)
        return entry.error();
    if (!entry->has_value())
        return whitelistRefusal::notFound(QStringLiteral("for %1").arg(range.toString()));
    return **entry;
}

Result<void> WhitelistStore::refuseCollision(const WhitelistEntry &entry)
{
    const QString first = addressKey(entry.range.first());
    const QString last = addressKey(entry.range.last());
    // Three questions that an index answers each, and never a look at every entry: the same range,
    // one that begins before and ends inside, one that begins inside and ends behind.
    const QString select = QStringLiteral("SELECT %1 FROM whitelist_entry WHERE id <> ? AND ")
                               .arg(whitelistRow::columns());
    const Result<std::optional<WhitelistEntry>> same = firstOf(m_database.run(
        select + QStringLiteral("first_key = ? AND last_key = ?"), {entry.id, first, last}));
    if (!same)
        return same.error();
    if (same->has_value())
        return whitelistRefusal::duplicate(**same);
    const Result<std::optional<WhitelistEntry>> before = firstOf(
        m_database.run(select
                           + QStringLiteral("last_key >= ? AND last_key < ? AND first_key < ? "
                                            "ORDER BY last_key LIMIT 1"),
                       {entry.id, first, last, first}));
    if (!before)
        return before.error();
    if (before->has_value())
        return whitelistRefusal::crossing(entry.range, **before);
    const Result<std::optional<WhitelistEntry>> behind = firstOf(
        m_database.run(select
                           + QStringLiteral("first_key > ? AND first_key <= ? AND last_key > ? "
                                            "ORDER BY first_key LIMIT 1"),
                       {entry.id, first, last, last}));
    if (!behind)
        return behind.error();
    if (behind->has_value())
        return whitelistRefusal::crossing(entry.range, **behind);
    return {};
}

Result<WhitelistEntry> WhitelistStore::add(const WhitelistEntry &entry, const Actor &actor,
                                           UtcMs now)
{
    WhitelistEntry added = entry;
    if (added.id.isEmpty())
        added.id = newChosenId();
    added.builtIn = false;
    added.revision = 1;
    added.createdAt = now;
    added.changedAt = now;
    added.changedBy = actor.who;
    if (const Result<void> valid = validate(added); !valid)
        return valid.error();
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    if (const Result<void> free = refuseCollision(added); !free)
        return free.error();
    const Result<int> inserted = m_database.change(
        QStringLiteral("INSERT INTO whitelist_entry (address, first_key, last_key, description, "
                       "smtp, smtp_auth_bypass, brute_force, console_login, enabled, expires_at, "
                       "revision, changed_at, changed_by, id, built_in, created_at) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)"),
        whitelistRow::valuesOf(added) + QVariantList{added.id, qint64(now)});
    if (!inserted)
        return inserted.error();
    const Result<void> noted = AuditStore(m_database)
                                   .append(actor, now, QStringLiteral("whitelist.add"),
                                           added.range.toString(), {}, control::toJson(added));
    if (!noted)
        return noted.error();
    return added;
}

Result<WhitelistEntry> WhitelistStore::update(const WhitelistEntry &entry, const Actor &actor,
                                              UtcMs now)
{
    if (const Result<void> valid = validate(entry); !valid)
        return valid.error();
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<WhitelistEntry> before = find(entry.id);
    if (!before)
        return before.error();
    if (before->revision != entry.revision)
        return whitelistRefusal::stale(*before);
    if (before->builtIn && before->range != entry.range) {
        return Error{
            ErrorKind::Refused,
            QStringLiteral("%1 is built in; its address cannot be changed. Add an entry of "
                           "its own for %2.")
                .arg(before->range.toString(), entry.range.toString()),
            QStringLiteral("address"),
            withCode(ErrorCode::BuiltInAddress,
                     {{QStringLiteral("range"), before->range.toString()},
                      {QStringLiteral("wanted"), entry.range.toString()}})};
    }
    WhitelistEntry after = entry;
    after.builtIn = before->builtIn;
    after.revision = before->revision + 1;
    after.createdAt = before->createdAt;
    after.changedAt = now;
    after.changedBy = actor.who;
    if (const Result<void> free = refuseCollision(after); !free)
        return free.error();
    if (const Result<void> written = write(after); !written)
        return written.error();
    const Result<void> noted =
        AuditStore(m_database)
            .append(actor, now, actionFor(*before, after), after.range.toString(),
                    control::toJson(*before), control::toJson(after));
    if (!noted)
        return noted.error();
    return after;
}

Result<void> WhitelistStore::write(const WhitelistEntry &entry)
{
    const Result<int> updated = m_database.change(
        QStringLiteral("UPDATE whitelist_entry SET address = ?, first_key = ?, last_key = ?, "
                       "description = ?, smtp = ?, smtp_auth_bypass = ?, brute_force = ?, "
                       "console_login = ?, enabled = ?, expires_at = ?, revision = ?, "
                       "changed_at = ?, changed_by = ? WHERE id = ?"),
        whitelistRow::valuesOf(entry) + QVariantList{entry.id});
    if (!updated)
        return updated.error();
    return {};
}

Result<void> WhitelistStore::remove(const QString &id, qint64 revision, const Actor &actor,
                                    UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<WhitelistEntry> before = find(id);
    if (!before)
        return before.error();
    if (before->builtIn) {
        return Error{ErrorKind::Refused,
                     QStringLiteral("%1 is built in and cannot be removed. It can be edited or "
                                    "switched off.")
                         .arg(whitelistRefusal::named(*before)),
                     {},
                     withCode(ErrorCode::BuiltInRemoval,
                              {{QStringLiteral("range"), before->range.toString()}})};
    }
    if (revision != 0 && revision != before->revision)
        return whitelistRefusal::stale(*before);
    const Result<int> removed =
        m_database.change(QStringLiteral("DELETE FROM whitelist_entry WHERE id = ?"), {id});
    if (!removed)
        return removed.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("whitelist.remove"), before->range.toString(),
                control::toJson(*before), {});
}

} // namespace postern::storage
