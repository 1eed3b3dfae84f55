// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Rows.h"
#include "shared/Result.h"

#include <QString>
#include <QVariantList>

#include <memory>

namespace postern::storage
{

class SqlDialect;

/// Where the database is: "sqlite:/path/postern.db", "postgresql://user:password@host:port/name",
/// or "postgresql:///name?host=/socket/folder&user=NAME".
struct DatabaseUrl
{
    QString text;
};

/// One connection to the database: used by the thread that opened it, and by no other. What differs
/// between SQLite and PostgreSQL stands in SqlDialect. SQLite: WAL, synchronous=FULL, foreign_keys
/// on, busy timeout of 5 s.
class Database
{
public:
    /// Errors: Invalid for a URL of another form; Internal for a file that is not a database or is
    /// cut short; Unavailable for a file or server that cannot be opened. The sentence never holds
    /// the password.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const DatabaseUrl &url);
    ~Database();

    /// Prepares (cached by text, at most 128), binds in order ('?'), executes. A null text or byte
    /// array is stored as an empty one, U+0000 as U+FFFD (PostgreSQL has no such character). Errors
    /// are mapped to ErrorKind: a unique violation is Refused, a full disk StorageFull, busy or a
    /// lost connection Unavailable, else Internal.
    [[nodiscard]] Result<Rows> run(const QString &sql, const QVariantList &values = {});
    /// The same where no rows are wanted; answers the number of rows changed.
    [[nodiscard]] Result<int> change(const QString &sql, const QVariantList &values = {});
    /// BEGIN IMMEDIATE on SQLite; BEGIN on PostgreSQL.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> commit();
    void rollback();
    /// Makes other nodes' changes of configuration wait until this transaction ends; call it before
    /// reading what a change is checked against.
    [[nodiscard]] Result<void> lockChanges();
    [[nodiscard]] const SqlDialect &dialect() const;

    /// Grows with every row that this connection changed and every statement that failed: if it is
    /// as it was, there is nothing to roll back.
    [[nodiscard]] qint64 changeCount() const;
    /// False once the server has gone away; then open another.
    [[nodiscard]] bool isConnected() const;

private:
    class Private;
    explicit Database(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace postern::storage
