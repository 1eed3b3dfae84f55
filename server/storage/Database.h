// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <memory>

namespace postern::storage
{

class SqlDialect;

/// Where the database is: "sqlite:/path/postern.db" or "postgresql://user:password@host:port/name".
struct DatabaseUrl
{
    QString text;
};

/// One connection to the database: used by the thread that opened it, and by no other. What differs
/// between SQLite and PostgreSQL stands in SqlDialect. SQLite: WAL, synchronous=FULL, foreign_keys
/// on, busy timeout.
class Database
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const DatabaseUrl &url);
    ~Database();

    /// Prepares (cached by text), binds in order ('?'), executes. Errors are mapped to ErrorKind: a
    /// unique violation is Refused, a full disk StorageFull, busy or a lost connection Unavailable,
    /// else Internal.
    [[nodiscard]] Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});
    /// BEGIN IMMEDIATE on SQLite; BEGIN on PostgreSQL.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> commit();
    void rollback();
    [[nodiscard]] const SqlDialect &dialect() const;

private:
    class Private;
    explicit Database(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace postern::storage
