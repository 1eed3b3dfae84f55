// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/DatabaseTarget.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QUrl>
#include <QUrlQuery>
#include <QtEndian>

namespace postern::storage
{

namespace
{

constexpr QLatin1String sqlitePrefix("sqlite:");
constexpr int headerSize = 100;

Result<DatabaseTarget> parsePostgres(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QUrlQuery query(url);
    DatabaseTarget target;
    target.dialect = SqlDialect(SqlDialect::Engine::Postgres);
    target.database = url.path().mid(1);
    target.host = url.host();
    target.user = url.userName(QUrl::FullyDecoded);
    target.password = url.password(QUrl::FullyDecoded);
    target.port = url.port();
    if (query.hasQueryItem(QStringLiteral("host")))
        target.host = query.queryItemValue(QStringLiteral("host"), QUrl::FullyDecoded);
    if (query.hasQueryItem(QStringLiteral("user")))
        target.user = query.queryItemValue(QStringLiteral("user"), QUrl::FullyDecoded);
    if (!url.isValid() || target.database.isEmpty()) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("The URL of the database is not complete. It reads "
                                    "postgresql://user:password@host:port/name."),
                     QStringLiteral("url")};
    }
    target.shownName = QStringLiteral("%1 on %2").arg(target.database, target.host);
    return target;
}

Error damaged(const QString &path, const QString &why)
{
    return {ErrorKind::Internal,
            QStringLiteral("The database %1 is damaged: %2. Restore it from a "
                           "backup, or move it away to start with an empty one.")
                .arg(path, why)};
}

} // namespace

Result<DatabaseTarget> DatabaseTarget::parse(const QString &url)
{
    if (url.startsWith(QLatin1String("postgresql://")))
        return parsePostgres(url);
    DatabaseTarget target;
    if (url.startsWith(sqlitePrefix))
        target.database = url.mid(sqlitePrefix.size());
    if (target.database.isEmpty()) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("The URL of the database reads sqlite:/path/to/file or "
                                    "postgresql://user:password@host:port/name."),
                     QStringLiteral("url")};
    }
    target.shownName = target.database;
    return target;
}

void DatabaseTarget::applyTo(QSqlDatabase &connection) const
{
    connection.setDatabaseName(database);
    if (dialect.engine() == SqlDialect::Engine::Sqlite)
        return;
    connection.setHostName(host);
    connection.setUserName(user);
    connection.setPassword(password);
    if (port > 0)
        connection.setPort(port);
    connection.setConnectOptions(QStringLiteral("connect_timeout=10;application_name=posternd"));
}

Result<void> DatabaseTarget::checkFile() const
{
    QFile file(database);
    if (dialect.engine() != SqlDialect::Engine::Sqlite || !file.exists() || file.size() == 0)
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorKind::Unavailable, QStringLiteral("The database %1 cannot be read: %2.")
                                                 .arg(database, file.errorString())};
    }
    const QByteArray header = file.read(headerSize);
    if (!header.startsWith(QByteArrayLiteral("SQLite format 3\0")) || header.size() < headerSize)
        return damaged(database, QStringLiteral("the file does not begin as an SQLite database"));
    if (QFileInfo(database + QStringLiteral("-wal")).size() > 0)
        return {};
    // SQLite file format 1.3: page size at 16 (1 means 65,536), number of pages at 28, which counts
    // only when the change counters at 24 and 92 agree.
    const qint64 pageSize = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 pages = qFromBigEndian<quint32>(header.constData() + 28);
    const bool isCountValid = header.mid(24, 4) == header.mid(92, 4);
    const qint64 expected = pages * (pageSize == 1 ? 65536 : pageSize);
    if (isCountValid && file.size() < expected) {
        return damaged(
            database,
            QStringLiteral("only %1 of its %2 bytes are there").arg(file.size()).arg(expected));
    }
    return {};
}

} // namespace postern::storage
