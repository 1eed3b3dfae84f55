// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogLevels.h"
#include "server/net/SmtpServerContext.h"
#include "server/policy/AccessTable.h"
#include "server/queue/RetrySchedule.h"
#include "server/storage/WhitelistMirror.h"
#include "shared/model/Route.h"

#include <QHash>
#include <QList>

namespace postern
{

/// What an administrator changes while the server runs, read from the database in the form in which
/// the rooms use it. A value.
struct LiveConfiguration
{
    policy::PolicySnapshotPtr policy;
    std::shared_ptr<const net::SessionLimits> limits;
    QList<Route> routes;
    QHash<QString, QByteArray> sealedPasswords; ///< by the domain of a route with a login
    queue::RetrySchedule schedule;
    qint64 traceKeepMs = 0;
    log::AreaLevels logLevels{};

    /// `whitelist` is brought up to date.
    [[nodiscard]] static Result<LiveConfiguration> read(storage::Database &database,
                                                        storage::WhitelistMirror &whitelist);
};

} // namespace postern
