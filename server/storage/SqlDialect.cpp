// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/SqlDialect.h"

#include <QSqlError>

namespace postern::storage
{

namespace
{

// Result codes of SQLite (the low byte of an extended one).
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteReadOnly = 8;
constexpr int sqliteIoError = 10;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqliteNotADatabase = 26;
// Extended ones.
/// The file beside the database that its readers share cannot grow: the disk is full.
constexpr int sqliteIoErrorSharedMemorySize = 4874;
constexpr int sqliteConstraintPrimaryKey = 1555;
constexpr int sqliteConstraintUnique = 2067;

Error full(const QString &database)
{
    return {ErrorKind::StorageFull,
            QStringLiteral("The storage of the database %1 is full; nothing was changed. Free some "
                           "space and try again.")
                .arg(database)};
}

Error damaged(const QString &database, const QString &why)
{
    return {ErrorKind::Internal, QStringLiteral("The database %1 is damaged: %2. Restore it from a "
                                                "backup, or move it away to start with an empty "
                                                "one.")
                                     .arg(database, why)};
}

Error defect(const QSqlError &error, const QString &database)
{
    return {ErrorKind::Internal,
            QStringLiteral("The database %1 refused a statement: %2 (code %3).")
                .arg(database, error.databaseText().simplified(), error.nativeErrorCode())};
}

} // namespace

QString SqlDialect::name() const
{
    return m_engine == Engine::Sqlite ? QStringLiteral("sqlite") : QStringLiteral("postgres");
}

QString SqlDialect::driver() const
{
    return m_engine == Engine::Sqlite ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL");
}

QStringList SqlDialect::sessionStatements() const
{
    if (m_engine == Engine::Sqlite) {
        return {QStringLiteral("PRAGMA busy_timeout = 5000"),
                QStringLiteral("PRAGMA journal_mode = WAL"),
                QStringLiteral("PRAGMA synchronous = FULL"),
                QStringLiteral("PRAGMA foreign_keys = ON"),
                // 16 MiB of log before its pages go into the database file: enough for several full
                // groups, little enough to read again quickly after a kill.
                QStringLiteral("PRAGMA wal_autocheckpoint = 4000"),
                QStringLiteral("PRAGMA journal_size_limit = 67108864"),
                QStringLiteral("PRAGMA cache_size = -16384"),
                QStringLiteral("PRAGMA temp_store = MEMORY")};
    }
    return {QStringLiteral("SET synchronous_commit = on"),
            QStringLiteral("SET lock_timeout = 5000"),
            QStringLiteral("SET client_min_messages = warning")};
}

QString SqlDialect::beginStatement() const
{
    return m_engine == Engine::Sqlite ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN");
}

QString SqlDialect::skipLocked() const
{
    return m_engine == Engine::Sqlite ? QString() : QStringLiteral(" FOR UPDATE SKIP LOCKED");
}

QString SqlDialect::lockRows() const
{
    return m_engine == Engine::Sqlite ? QString() : QStringLiteral(" FOR UPDATE");
}

QString SqlDialect::lockChangesStatement() const
{
    // The number is Postern's own; it only has to be the same in every node.
    return m_engine == Engine::Sqlite ? QString()
                                      : QStringLiteral("SELECT pg_advisory_xact_lock(7093251)");
}

bool SqlDialect::isPreparable(const QString &sql) const
{
    if (m_engine == Engine::Sqlite)
        return true;
    return sql.startsWith(QLatin1String("SELECT")) || sql.startsWith(QLatin1String("INSERT"))
           || sql.startsWith(QLatin1String("UPDATE")) || sql.startsWith(QLatin1String("DELETE"));
}

Error SqlDialect::error(const QSqlError &error, const QString &database) const
{
    return m_engine == Engine::Sqlite ? sqliteError(error, database)
                                      : postgresError(error, database);
}

Error SqlDialect::sqliteError(const QSqlError &error, const QString &database) const
{
    const int extended = error.nativeErrorCode().toInt();
    if (extended == sqliteIoErrorSharedMemorySize)
        return full(database);
    switch (extended & 0xff) {
    case sqliteFull:
        return full(database);
    case sqliteBusy:
    case sqliteLocked:
        return {
            ErrorKind::Unavailable,
            QStringLiteral("The database %1 is held by another program; try again.").arg(database)};
    case sqliteCannotOpen:
        return {ErrorKind::Unavailable,
                QStringLiteral("The database %1 cannot be opened. Its folder must exist, and the "
                               "server's user must be able to write there.")
                    .arg(database)};
    case sqliteReadOnly:
        return {ErrorKind::Unavailable,
                QStringLiteral("The database %1 cannot be written. The server's user needs write "
                               "permission for the file and its folder.")
                    .arg(database)};
    case sqliteIoError:
        return {ErrorKind::Unavailable,
                QStringLiteral("The disk failed while the database %1 was in use (code %2).")
                    .arg(database, error.nativeErrorCode())};
    case sqliteCorrupt:
        return damaged(database, QStringLiteral("it is cut short, or its pages contradict each "
                                                "other"));
    case sqliteNotADatabase:
        return damaged(database, QStringLiteral("the file does not begin as an SQLite database"));
    default:
        break;
    }
    if (extended == sqliteConstraintPrimaryKey || extended == sqliteConstraintUnique)
        return {ErrorKind::Refused, QStringLiteral("This exists already.")};
    return defect(error, database);
}

Error SqlDialect::postgresError(const QSqlError &error, const QString &database) const
{
    // PostgreSQL, appendix A: the class is the first two characters.
    const QString code = error.nativeErrorCode();
    const QString kind = code.left(2);
    if (code == QLatin1String("23505"))
        return {ErrorKind::Refused, QStringLiteral("This exists already.")};
    if (code == QLatin1String("53100"))
        return full(database);
    const bool isBusy = code == QLatin1String("55P03") || kind == QLatin1String("40");
    if (isBusy) {
        return {
            ErrorKind::Unavailable,
            QStringLiteral("Another server is changing the database %1; try again.").arg(database)};
    }
    const bool isGone = code.isEmpty() || kind == QLatin1String("08") || kind == QLatin1String("57")
                        || kind == QLatin1String("53");
    if (isGone) {
        return {ErrorKind::Unavailable,
                QStringLiteral("The database %1 does not answer; try again.").arg(database)};
    }
    return defect(error, database);
}

} // namespace postern::storage
