// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace postern::test
{

/// A PostgreSQL server of its own for one test program: Debian's postgresql-15, a fresh cluster in
/// a temporary folder, a Unix socket there and no TCP; stopped and removed at the end. Run by root
/// it runs as the user postgres, as PostgreSQL refuses root.
class PostgresServer
{
public:
    /// Unavailable, with the package's name, when PostgreSQL is not installed.
    [[nodiscard]] static Result<std::unique_ptr<PostgresServer>> start();
    ~PostgresServer();

    /// The URL of a new, empty database.
    [[nodiscard]] Result<QString> createDatabase();

private:
    PostgresServer() = default;
    [[nodiscard]] Result<void> run(const QString &program, const QStringList &arguments);
    [[nodiscard]] Result<void> startServer();

    QTemporaryDir m_folder{QStringLiteral("/tmp/postern-pg-XXXXXX")};
    QProcess m_server;
    int m_databases = 0;
};

} // namespace postern::test
