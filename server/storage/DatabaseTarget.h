// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/SqlDialect.h"
#include "shared/Result.h"

#include <QString>

class QSqlDatabase;

namespace postern::storage
{

/// A DatabaseUrl taken apart: engine and where to connect. Never shown whole, as it holds the
/// password. A value; any thread.
struct DatabaseTarget
{
    SqlDialect dialect{SqlDialect::Engine::Sqlite};
    QString shownName; ///< for sentences: the file's path, or "name on host"
    QString database;  ///< the file's path, or the database's name
    QString host;      ///< PostgreSQL: name, address, or the folder of its socket
    QString user;
    QString password;
    QString options; ///< PostgreSQL: ";name=value" for each of sslmode and sslrootcert
    int port = -1;

    /// Invalid for a text of another form.
    [[nodiscard]] static Result<DatabaseTarget> parse(const QString &url);
    void applyTo(QSqlDatabase &connection) const;
};

} // namespace postern::storage
