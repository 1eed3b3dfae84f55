// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/StatusReport.h"

#include "server/storage/DatabaseTarget.h"

namespace postern
{

ServerStatus StatusReport::status(const QString &node, UtcMs startedAt,
                                  const net::SmtpServerContext &context,
                                  const log::LogSink &log) const
{
    ServerStatus status;
    status.node = node;
    status.startedAt = startedAt;
    for (qsizetype i = 0; i < m_config.listeners.size(); ++i) {
        const config::ListenerConfig &listener = m_config.listeners.at(i);
        config::ListenAddress address = listener.address;
        address.port = m_smtp.port(int(i));
        status.listeners.append({listener.name, address.toString(), listener.role, listener.tls});
    }
    const Result<storage::DatabaseTarget> target = storage::DatabaseTarget::parse(m_database.text);
    if (target.ok()) {
        status.database = (m_database.text.startsWith(QStringLiteral("sqlite:"))
                               ? QStringLiteral("sqlite: %1")
                               : QStringLiteral("postgresql: %1"))
                              .arg(target.value().shownName);
    }
    status.sessions = context.counters.connections();
    if (const Result<void> state = log.openState(); !state)
        status.warnings.append(state.error().text);
    return status;
}

QHash<QString, int> StatusReport::ports(const QStringList &addresses) const
{
    QHash<QString, int> ports;
    for (qsizetype i = 0; i < m_config.listeners.size(); ++i)
        ports.insert(m_config.listeners.at(i).name, m_smtp.port(int(i)));
    if (!addresses.isEmpty()) {
        const QString &address = addresses.first();
        ports.insert(QStringLiteral("control"), address.mid(address.lastIndexOf(u':') + 1).toInt());
    }
    return ports;
}

} // namespace postern
