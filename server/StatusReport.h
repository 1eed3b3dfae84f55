// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/ServerConfig.h"
#include "server/log/LogSink.h"
#include "server/net/SmtpServer.h"
#include "server/net/SmtpServerContext.h"
#include "server/storage/Database.h"
#include "shared/model/ServerStatus.h"

#include <QHash>
#include <QString>

namespace postern
{

/// What the running server says of itself: the answer of status.get, and ports.json. Reads what
/// does not change while the control thread runs; any thread. What it refers to must outlive it.
class StatusReport
{
public:
    StatusReport(const config::ServerConfig &config, const storage::DatabaseUrl &database,
                 const net::SmtpServer &smtp)
        : m_config(config), m_database(database), m_smtp(smtp)
    {}

    /// Without the facts that the control channel knows itself.
    [[nodiscard]] ServerStatus status(const QString &node, UtcMs startedAt,
                                      const net::SmtpServerContext &context,
                                      const log::LogSink &log) const;
    /// Listener's name -> port, and "control" for the first of the control `addresses`.
    [[nodiscard]] QHash<QString, int> ports(const QStringList &addresses) const;

private:
    const config::ServerConfig &m_config;
    const storage::DatabaseUrl &m_database;
    const net::SmtpServer &m_smtp;
};

} // namespace postern
