// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/DatabaseTarget.h"

#include <QSqlDatabase>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace postern::storage
{

namespace
{

constexpr QLatin1String sqlitePrefix("sqlite:");

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

} // namespace postern::storage
