// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/SettingStore.h"

#include "server/storage/AuditStore.h"

namespace postern::storage
{

namespace
{

QJsonObject asJson(const QString &value)
{
    return {{QStringLiteral("value"), value}};
}

} // namespace

Result<QHash<QString, QString>> SettingStore::all()
{
    Result<Rows> rows = m_database.run(QStringLiteral("SELECT name, value FROM setting"));
    if (!rows)
        return rows.error();
    QHash<QString, QString> settings;
    while (rows.value().next())
        settings.insert(rows->text(0), rows->text(1));
    return settings;
}

Result<QJsonObject> SettingStore::currentAsJson(const QString &key)
{
    Result<Rows> rows =
        m_database.run(QStringLiteral("SELECT value FROM setting WHERE name = ?"), {key});
    if (!rows)
        return rows.error();
    return rows.value().next() ? asJson(rows->text(0)) : QJsonObject();
}

Result<void> SettingStore::set(const QString &key, const QString &canonicalValue,
                               const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<QJsonObject> before = currentAsJson(key);
    if (!before)
        return before.error();
    const Result<int> written =
        m_database.change(QStringLiteral("INSERT INTO setting (name, value) VALUES (?, ?) "
                                         "ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
                          {key, canonicalValue});
    if (!written)
        return written.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("settings.set"), key, *before, asJson(canonicalValue));
}

Result<void> SettingStore::reset(const QString &key, const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<QJsonObject> before = currentAsJson(key);
    if (!before)
        return before.error();
    if (before->isEmpty())
        return {};
    const Result<int> removed =
        m_database.change(QStringLiteral("DELETE FROM setting WHERE name = ?"), {key});
    if (!removed)
        return removed.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("settings.reset"), key, *before, {});
}

} // namespace postern::storage
