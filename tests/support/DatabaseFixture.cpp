// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/DatabaseFixture.h"

#include "server/storage/Migrator.h"

#include <QTest>

namespace postern::test
{

void DatabaseFixture::addEngines()
{
    QTest::addColumn<bool>("sqlite");
    QTest::newRow("SQLite") << true;
    QTest::newRow("PostgreSQL") << false;
}

bool DatabaseFixture::isSqlite()
{
    QFETCH_GLOBAL(bool, sqlite);
    return sqlite;
}

Result<storage::DatabaseUrl> DatabaseFixture::freshUrl()
{
    if (isSqlite()) {
        const QString file = QStringLiteral("test%1.db").arg(++m_files);
        return storage::DatabaseUrl{QStringLiteral("sqlite:") + m_folder.filePath(file)};
    }
    if (!m_postgres) {
        Result<std::unique_ptr<PostgresServer>> started = PostgresServer::start();
        if (!started)
            return started.error();
        m_postgres = std::move(started).value();
    }
    const Result<QString> url = m_postgres->createDatabase();
    if (!url)
        return url.error();
    return storage::DatabaseUrl{*url};
}

Result<std::unique_ptr<storage::Database>> DatabaseFixture::freshDatabase()
{
    const Result<storage::DatabaseUrl> url = freshUrl();
    if (!url)
        return url.error();
    Result<std::unique_ptr<storage::Database>> database = storage::Database::open(*url);
    if (!database)
        return database;
    if (const Result<void> migrated = storage::Migrator(*database.value()).migrate(); !migrated)
        return migrated.error();
    return database;
}

} // namespace postern::test
