// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/Migrator.h"

#include "server/storage/SqlDialect.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>

/// Outside of any namespace, as Q_INIT_RESOURCE demands: the linker drops resources of a static
/// library that nobody mentions.
static void initializeMigrations()
{
    Q_INIT_RESOURCE(migrations);
}

namespace postern::storage
{

Migrator::Migrator(Database &database, const QString &folder)
    : m_database(database),
      m_folder(folder.isEmpty() ? QStringLiteral(":/postern/migrations") : folder)
{
    initializeMigrations();
}

QList<Migrator::Step> Migrator::steps() const
{
    const QString engine = m_database.dialect().name();
    QList<Step> found;
    const QDir folder(m_folder);
    for (const QString &file :
         folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        const QStringList parts = file.split(u'.');
        if (parts.size() == 3 && parts.at(1) != engine)
            continue;
        const qsizetype border = parts.first().indexOf(u'_');
        found.append({parts.first().left(border).toInt(), parts.first().mid(border + 1),
                      folder.filePath(file)});
    }
    std::sort(found.begin(), found.end(),
              [](const Step &a, const Step &b) { return a.version < b.version; });
    return found;
}

int Migrator::newestVersion() const
{
    const QList<Step> all = steps();
    return all.isEmpty() ? 0 : all.last().version;
}

Result<int> Migrator::currentVersion()
{
    if (const Result<void> created = createVersionTable(); !created)
        return created.error();
    Result<Rows> rows =
        m_database.run(QStringLiteral("SELECT COALESCE(MAX(version), 0) FROM schema_version"));
    if (!rows)
        return rows.error();
    rows.value().next();
    return static_cast<int>(rows->integer(0));
}

Result<void> Migrator::createVersionTable()
{
    if (const Result<void> begun = m_database.begin(); !begun)
        return begun.error();
    Result<void> done = m_database.lockChanges();
    if (done) {
        const Result<Rows> created = m_database.run(QStringLiteral(
            "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY, "
            "name TEXT NOT NULL, applied_at BIGINT NOT NULL)"));
        done = created ? m_database.commit() : Result<void>(created.error());
    }
    if (!done)
        m_database.rollback();
    return done;
}

Error Migrator::tooNew(int version) const
{
    return {
        ErrorKind::Refused,
        QStringLiteral("The database has schema version %1, and this program (%2) knows only up "
                       "to version %3. Install the newer program again, or restore the backup "
                       "made before the update.")
            .arg(version)
            .arg(QStringLiteral(POSTERN_VERSION))
            .arg(newestVersion())};
}

Result<void> Migrator::migrate(int lastVersion)
{
    const Result<int> current = currentVersion();
    if (!current)
        return current.error();
    if (*current > newestVersion())
        return tooNew(*current);
    for (const Step &step : steps()) {
        if (step.version <= *current || (lastVersion > 0 && step.version > lastVersion))
            continue;
        if (const Result<void> applied = apply(step); !applied)
            return applied.error();
    }
    return {};
}

Result<void> Migrator::apply(const Step &step)
{
    if (const Result<void> begun = m_database.begin(); !begun)
        return begun.error();
    Result<void> done = m_database.lockChanges();
    if (done)
        done = runStep(step);
    if (done)
        done = m_database.commit();
    if (done)
        return {};
    m_database.rollback();
    Error error = done.error();
    error.text = QStringLiteral("Step %1 (%2) of the database's schema failed and was undone. %3")
                     .arg(step.version)
                     .arg(step.name, error.text);
    return error;
}

Result<void> Migrator::runStep(const Step &step)
{
    // Another node may have done it while this one waited for the lock.
    Result<Rows> there = m_database.run(
        QStringLiteral("SELECT 1 FROM schema_version WHERE version = ?"), {step.version});
    if (!there)
        return there.error();
    if (there.value().next())
        return {};
    QFile file(step.path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Internal, QStringLiteral("%1 cannot be read.").arg(step.path)};
    const QString text = QString::fromUtf8(file.readAll());
    for (const QString &statement : text.split(QStringLiteral("\n%1\n").arg(marker))) {
        if (const Result<Rows> ran = m_database.run(statement); !ran)
            return ran.error();
    }
    const Result<Rows> noted =
        m_database.run(QStringLiteral("INSERT INTO schema_version VALUES (?, ?, ?)"),
                       {step.version, step.name, QDateTime::currentMSecsSinceEpoch()});
    if (!noted)
        return noted.error();
    return {};
}

} // namespace postern::storage
