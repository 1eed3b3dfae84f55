// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Database.h"
#include "tests/support/PostgresServer.h"

#include <QTemporaryDir>

namespace postern::test
{

/// Databases for tests that run on SQLite and on PostgreSQL: call addEngines() in
/// initTestCase_data(), and every test function runs once for each.
class DatabaseFixture
{
public:
    static void addEngines();

    /// A new, empty database on the engine of the running test. PostgreSQL is started by the first.
    [[nodiscard]] Result<storage::DatabaseUrl> freshUrl();
    /// The same, opened and brought to the newest schema.
    [[nodiscard]] Result<std::unique_ptr<storage::Database>> freshDatabase();
    /// Whether the running test is for SQLite.
    [[nodiscard]] static bool isSqlite();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<PostgresServer> m_postgres;
    int m_files = 0;
};

} // namespace postern::test
