// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogSink.h"
#include "server/net/PolicySnapshotHolder.h"
#include "server/net/SharedLimits.h"
#include "server/net/SmtpPorts.h"
#include "server/policy/Decision.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace postern::net
{

class TlsContext;

enum class ListenerTls
{
    None,
    StartTls,
    Implicit
};

/// What all connections of one listener share; a reload makes a new one for new connections.
struct ListenerContext
{
    QString name;
    policy::ListenerRole role = policy::ListenerRole::Relay;
    ListenerTls tls = ListenerTls::None;
    std::shared_ptr<TlsContext> tlsContext; ///< unless None
    bool isAuthWithoutTls = false;          ///< offer AUTH on a connection that is not encrypted
};
using ListenerContextPtr = std::shared_ptr<const ListenerContext>;

/// Limits of a session, from the settings; each new connection takes those that are in force.
struct SessionLimits
{
    qint64 messageSize = 26214400; ///< bytes; 0: none
    int recipients = 1000;
    int errors = 20; ///< refused commands before 421
    std::chrono::milliseconds commandTimeout = std::chrono::minutes(5); ///< for one whole line
    std::chrono::milliseconds dataTimeout = std::chrono::minutes(3);    ///< between two pieces
    /// For a whole message, and a second more for each 64 KiB of messageSize.
    std::chrono::milliseconds contentTimeout = std::chrono::hours(1);
    std::chrono::milliseconds handshakeTimeout = std::chrono::seconds(30);
};

/// What all connections of the server share; outlives them. Read by all workers.
struct SmtpServerContext
{
    QByteArray hostname;
    MessageSink sink;
    CredentialCheck credentials;
    log::LogSink &log;
    std::function<UtcMs()> now;
    PolicySnapshotHolder policy;
    SharedSnapshot<SessionLimits> limits;
    SharedLimits counters;
};

} // namespace postern::net
