// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/Database.h"

#include "server/storage/DatabaseTarget.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

#include <atomic>

namespace postern::storage
{

namespace
{

constexpr int maxCachedStatements = 128;

QString newConnectionName()
{
    static std::atomic<quint64> last = 0;
    return QStringLiteral("postern-%1").arg(++last);
}

QVariant storable(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString) {
        QString text = value.toString();
        if (text.isNull())
            return QStringLiteral("");
        if (text.contains(QChar(u'\0')))
            return text.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
    } else if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull()) {
        return QByteArrayLiteral("");
    }
    return value;
}

} // namespace

class Database::Private
{
public:
    explicit Private(DatabaseTarget where)
        : target(std::move(where)), connectionName(newConnectionName())
    {
        connection = QSqlDatabase::addDatabase(target.dialect.driver(), connectionName);
        target.applyTo(connection);
    }
    ~Private()
    {
        statements.clear();
        connection.close();
        connection = {};
        QSqlDatabase::removeDatabase(connectionName);
    }

    Result<void> connect();
    Result<std::shared_ptr<QSqlQuery>> idleStatement(const QString &sql);
    Result<Rows> runDirectly(const QString &sql);
    Error failure(const QSqlError &error)
    {
        ++changes;
        return target.dialect.error(error, target.shownName);
    }

    DatabaseTarget target;
    QString connectionName;
    QSqlDatabase connection;
    QHash<QString, std::shared_ptr<QSqlQuery>> statements;
    qint64 changes = 0;
};

/// Nothing else may open an SQLite file: closing any descriptor of it gives up the locks that the
/// process holds for its connections (fcntl(2)), and the next reader from outside would take itself
/// for the last one and clear the write-ahead log away. A file that is cut short or no database
/// is found by SQLite at the first statement that reads it.
Result<void> Database::Private::connect()
{
    if (!connection.isValid()) {
        return Error{
            ErrorKind::Internal,
            QStringLiteral("The Qt Sql driver %1 is not installed.").arg(target.dialect.driver())};
    }
    if (!connection.open())
        return failure(connection.lastError());
    for (const QString &statement : target.dialect.sessionStatements()) {
        QSqlQuery query(connection);
        if (!query.exec(statement))
            return failure(query.lastError());
    }
    return {};
}

/// The prepared statement. One that is still being read is not used twice: its second reader gets
/// one of its own.
Result<std::shared_ptr<QSqlQuery>> Database::Private::idleStatement(const QString &sql)
{
    if (const auto found = statements.constFind(sql);
        found != statements.constEnd() && found->use_count() == 1) {
        return *found;
    }
    auto query = std::make_shared<QSqlQuery>(connection);
    query->setForwardOnly(target.dialect.isForwardOnly());
    if (!query->prepare(sql))
        return failure(query->lastError());
    if (statements.size() >= maxCachedStatements)
        statements.clear();
    if (!statements.contains(sql))
        statements.insert(sql, query);
    return query;
}

Result<Rows> Database::Private::runDirectly(const QString &sql)
{
    auto query = std::make_shared<QSqlQuery>(connection);
    if (!query->exec(sql))
        return failure(query->lastError());
    return Rows(std::move(query));
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseUrl &url)
{
    Result<DatabaseTarget> target = DatabaseTarget::parse(url.text);
    if (!target)
        return target.error();
    auto d = std::make_unique<Private>(std::move(target).value());
    if (const Result<void> connected = d->connect(); !connected)
        return connected.error();
    return std::unique_ptr<Database>(new Database(std::move(d)));
}

Database::Database(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

Database::~Database() = default;

Result<Rows> Database::run(const QString &sql, const QVariantList &values)
{
    if (values.isEmpty() && !d->target.dialect.isPreparable(sql))
        return d->runDirectly(sql);
    Result<std::shared_ptr<QSqlQuery>> statement = d->idleStatement(sql);
    if (!statement)
        return statement.error();
    std::shared_ptr<QSqlQuery> query = std::move(statement).value();
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(static_cast<int>(i), storable(values.at(i)));
    if (!query->exec())
        return d->failure(query->lastError());
    if (!query->isSelect())
        d->changes += qMax(0, query->numRowsAffected());
    else if (!sql.startsWith(QLatin1String("SELECT")))
        ++d->changes;
    return Rows(std::move(query));
}

Result<int> Database::change(const QString &sql, const QVariantList &values)
{
    Result<Rows> rows = run(sql, values);
    if (!rows)
        return rows.error();
    return rows->affected();
}

Result<void> Database::begin()
{
    if (const Result<Rows> begun = run(d->target.dialect.beginStatement()); !begun)
        return begun.error();
    return {};
}

Result<void> Database::commit()
{
    if (const Result<Rows> committed = run(QStringLiteral("COMMIT")); !committed)
        return committed.error();
    return {};
}

void Database::rollback()
{
    // SQLite has already rolled back by itself after some errors; then there is nothing to do.
    const Result<Rows> ignored = run(QStringLiteral("ROLLBACK"));
    Q_UNUSED(ignored)
}

Result<void> Database::lockChanges()
{
    const QString lock = d->target.dialect.lockChangesStatement();
    if (lock.isEmpty())
        return {};
    if (const Result<Rows> locked = run(lock); !locked)
        return locked.error();
    return {};
}

const SqlDialect &Database::dialect() const
{
    return d->target.dialect;
}

qint64 Database::changeCount() const
{
    return d->changes;
}

bool Database::isConnected() const
{
    return d->connection.isOpen();
}

} // namespace postern::storage
