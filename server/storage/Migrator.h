// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Database.h"

#include <QList>

namespace postern::storage
{

/// Brings a database to the schema that this program knows.
///
/// Migrations are resources named NNNN_name.sql, or NNNN_name.sqlite.sql and NNNN_name.postgres.sql
/// where the text must differ; statements are separated by a line that is the marker alone. Each
/// migration is one transaction together with its row in schema_version. A schema newer than the
/// program knows is refused with a sentence that says so, and nothing is touched.
class Migrator
{
public:
    /// The line between two statements; a semicolon separates nothing.
    static constexpr QStringView marker = u"-- end of statement";

    /// `folder` holds the migrations; the program's own when empty.
    explicit Migrator(Database &database, const QString &folder = {});

    /// Applies what is missing, up to `lastVersion` (0: all). Takes turns with other nodes.
    [[nodiscard]] Result<void> migrate(int lastVersion = 0);
    /// The newest version that the folder holds.
    [[nodiscard]] int newestVersion() const;
    /// The version of the database; 0 for an empty one.
    [[nodiscard]] Result<int> currentVersion();

private:
    struct Step
    {
        int version = 0;
        QString name;
        QString path;
    };
    [[nodiscard]] QList<Step> steps() const;
    [[nodiscard]] Result<void> createVersionTable();
    [[nodiscard]] Result<void> apply(const Step &step);
    [[nodiscard]] Result<void> runStep(const Step &step);
    [[nodiscard]] Error tooNew(int version) const;

    Database &m_database;
    QString m_folder;
};

} // namespace postern::storage
