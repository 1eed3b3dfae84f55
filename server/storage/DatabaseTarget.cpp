// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/DatabaseTarget.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QUrl>
#include <QUrlQuery>
#include <QtEndian>

#include <algorithm>

namespace postern::storage
{

namespace
{

constexpr QLatin1String sqlitePrefix("sqlite:");
constexpr int headerSize = 100;

// What the URL may say behind '?'. Anything else is refused: it may be meant to restrict something.
Result<void> readOptions(const QUrlQuery &query, DatabaseTarget &target)
{
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        if (name == QLatin1String("host")) {
            target.host = value;
        } else if (name == QLatin1String("user")) {
            target.user = value;
        } else if (name == QLatin1String("sslmode") || name == QLatin1String("sslrootcert")) {
            // The driver takes options as one text, in which these characters would end the value.
            const bool isPlain = std::none_of(value.begin(), value.end(), [](QChar c) {
                return c.isSpace() || c == u';' || c == u'\'' || c == u'\\';
            });
            if (!isPlain || value.isEmpty()) {
                return Error{ErrorKind::Invalid,
                             QStringLiteral("The %1 in the URL of the database must be one word "
                                            "without blanks, quotes and semicolons.")
                                 .arg(name),
                             QStringLiteral("url")};
            }
            target.options += QStringLiteral(";%1=%2").arg(name, value);
        } else {
            return Error{ErrorKind::Invalid,
                         QStringLiteral("The URL of the database has the option \"%1\"; there are "
                                        "host, user, sslmode and sslrootcert.")
                             .arg(name),
                         QStringLiteral("url")};
        }
    }
    return {};
}

Result<DatabaseTarget> parsePostgres(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    DatabaseTarget target;
    target.dialect = SqlDialect(SqlDialect::Engine::Postgres);
    target.database = url.path().mid(1);
    target.host = url.host();
    target.user = url.userName(QUrl::FullyDecoded);
    target.password = url.password(QUrl::FullyDecoded);
    target.port = url.port();
    if (!url.isValid() || target.database.isEmpty()) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("The URL of the database is not complete. It reads "
                                    "postgresql://user:password@host:port/name."),
                     QStringLiteral("url")};
    }
    if (const Result<void> read = readOptions(QUrlQuery(url), target); !read)
        return read.error();
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
    connection.setConnectOptions(QStringLiteral("connect_timeout=10;application_name=posternd")
                                 + options);
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
