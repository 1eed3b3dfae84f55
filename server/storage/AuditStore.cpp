// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AuditStore.h"

#include <QJsonDocument>

#include <limits>

namespace postern::storage
{

namespace
{

QString toText(const QJsonObject &object)
{
    if (object.isEmpty())
        return {};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject fromText(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

const QString select =
    QStringLiteral("SELECT id, at, who, origin, program, action, subject, before_value, "
                   "after_value, why FROM audit ");

AuditRecord recordFrom(const Rows &rows)
{
    AuditRecord record;
    record.id = rows.integer(0);
    record.at = rows.integer(1);
    record.who = rows.text(2);
    record.from = rows.text(3);
    record.program = rows.text(4);
    record.action = rows.text(5);
    record.subject = rows.text(6);
    record.before = fromText(rows.text(7));
    record.after = fromText(rows.text(8));
    record.why = rows.text(9);
    return record;
}

Result<QList<AuditRecord>> recordsFrom(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<AuditRecord> records;
    while (rows.value().next())
        records.append(recordFrom(*rows));
    return records;
}

} // namespace

Result<void> AuditStore::append(const Actor &actor, UtcMs now, const QString &action,
                                const QString &subject, const QJsonObject &before,
                                const QJsonObject &after)
{
    // Under the lock of changes the next number is free until this transaction ends.
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<int> added = m_database.change(
        QStringLiteral("INSERT INTO audit (id, at, who, origin, program, action, subject, "
                       "before_value, after_value, why, request) "
                       "SELECT COALESCE(MAX(id), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM audit"),
        {qint64(now), actor.who, actor.from, actor.program, action, subject, toText(before),
         toText(after), actor.why, actor.request});
    if (!added)
        return added.error();
    return {};
}

Result<qint64> AuditStore::newestId()
{
    Result<Rows> rows = m_database.run(QStringLiteral("SELECT COALESCE(MAX(id), 0) FROM audit"));
    if (!rows)
        return rows.error();
    return rows.value().next() ? rows->integer(0) : 0;
}

Result<QList<AuditRecord>> AuditStore::since(qint64 afterId, int limit)
{
    return recordsFrom(m_database.run(select + QStringLiteral("WHERE id > ? ORDER BY id LIMIT ?"),
                                      {afterId, limit}));
}

Result<QList<AuditRecord>> AuditStore::list(qint64 beforeId, int limit)
{
    const qint64 border = beforeId > 0 ? beforeId : std::numeric_limits<qint64>::max();
    return recordsFrom(m_database.run(
        select + QStringLiteral("WHERE id < ? ORDER BY id DESC LIMIT ?"), {border, limit}));
}

Result<std::optional<AuditRecord>> AuditStore::newestOf(const QString &request)
{
    if (request.isEmpty())
        return std::optional<AuditRecord>();
    // Named as the index names it, or SQLite would not take it for the question.
    Result<Rows> rows = m_database.run(
        select + QStringLiteral("WHERE request = ? AND request <> '' ORDER BY id DESC LIMIT 1"),
        {request});
    if (!rows)
        return rows.error();
    if (!rows.value().next())
        return std::optional<AuditRecord>();
    return std::optional<AuditRecord>(recordFrom(*rows));
}

} // namespace postern::storage
