// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QString>
#include <QStringList>

class QSqlError;

namespace postern::storage
{

/// All that differs between SQLite and PostgreSQL. A value; any thread.
class SqlDialect
{
public:
    enum class Engine
    {
        Sqlite,
        Postgres
    };

    explicit SqlDialect(Engine engine) : m_engine(engine) {}

    [[nodiscard]] Engine engine() const { return m_engine; }
    /// "sqlite" or "postgres": the suffix of migrations that only this engine takes.
    [[nodiscard]] QString name() const;
    /// The Qt Sql driver.
    [[nodiscard]] QString driver() const;
    /// What a fresh connection is told, in order.
    [[nodiscard]] QStringList sessionStatements() const;
    /// The statement that starts a transaction which is going to write.
    [[nodiscard]] QString beginStatement() const;
    /// Behind a SELECT that claims rows: skips those that another node is claiming.
    [[nodiscard]] QString skipLocked() const;
    /// Behind a SELECT: nobody else changes its rows until this transaction ends. Empty where that
    /// is so anyway.
    [[nodiscard]] QString lockRows() const;
    /// Makes other nodes' changes of configuration wait until this transaction ends; empty where
    /// the transaction itself does (SQLite has one writer).
    [[nodiscard]] QString lockChangesStatement() const;
    /// Whether a statement can be prepared; PostgreSQL takes only those that read or change rows.
    [[nodiscard]] bool isPreparable(const QString &sql) const;
    /// Rows may be fetched without being kept by the driver.
    [[nodiscard]] bool isForwardOnly() const { return m_engine == Engine::Sqlite; }
    /// The driver's error as one of ours, with a sentence for people. `database` names the file or
    /// the server.
    [[nodiscard]] Error error(const QSqlError &error, const QString &database) const;

private:
    [[nodiscard]] Error sqliteError(const QSqlError &error, const QString &database) const;
    [[nodiscard]] Error postgresError(const QSqlError &error, const QString &database) const;

    Engine m_engine;
};

} // namespace postern::storage
