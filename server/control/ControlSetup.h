// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/AccessTable.h"
#include "server/storage/StorageThread.h"
#include "shared/model/ServerStatus.h"

#include <QHostAddress>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>

#include <chrono>
#include <functional>

namespace postern::auth
{
class SecretKey;
}

namespace postern::control
{

/// One address that the control port listens on; port 0 lets the kernel choose (tests).
struct ControlAddress
{
    QHostAddress address;
    quint16 port = 2600;
};

/// What the configuration file says about the control channel, and the limits before a login.
struct ControlSetup
{
    QList<ControlAddress> listen;
    QSslCertificate certificate;
    QSslKey privateKey;
    QString hostname;
    QString dataDir;    ///< holds control.sock (or control.path, see LocalSocketPath)
    QString runtimeDir; ///< for a data folder with a long path; empty: $XDG_RUNTIME_DIR, else the
                        ///< temporary folder
    QString configurationFile; ///< named in sentences that say which line to change
    std::chrono::milliseconds handshakeTimeout = std::chrono::seconds(10);
    std::chrono::milliseconds loginTimeout = std::chrono::seconds(30);
    /// How often an idle session is looked at; so soon it notices a shorter control.session.
    std::chrono::milliseconds sessionCheck = std::chrono::minutes(1);
    int unauthenticatedConnections = 32;
    int unauthenticatedPerAddress = 4;
};

/// What the control channel works on. The references and functions outlive the ControlServer; the
/// functions are called on its thread.
struct ControlSources
{
    storage::StorageThread &storage; ///< every change goes through it
    storage::DatabaseUrl database;   ///< for a reading connection of the control thread's own
    const auth::SecretKey &secretKey;
    std::function<policy::PolicySnapshotPtr()> snapshot; ///< the one in force
    std::function<ServerStatus()> status; ///< everything but version, control and fingerprint
    std::function<UtcMs()> now;
    /// What is counted of a client and of the entry that decides for it; none: nothing is.
    std::function<policy::Usage(const IpAddress &client, const QString &entryId)> usage = {};
};

/// What was changed through the control channel.
enum class Topic
{
    Whitelist,
    Domains,
    Routes,
    Users,
    Administrators,
    Settings,
    Queue
};

} // namespace postern::control
