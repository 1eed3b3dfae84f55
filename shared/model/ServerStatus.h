// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/UtcMs.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace postern
{

/// One SMTP listener as it stands in the configuration file and is open now.
struct ListenerStatus
{
    QString name;
    QString address; ///< "127.0.0.1:2525", "[::1]:2525"
    QString role;    ///< "relay" or "submission"
    QString tls;     ///< "none", "starttls" or "implicit"

    friend bool operator==(const ListenerStatus &, const ListenerStatus &) = default;
};

/// How a server is doing, at one moment. Counts are recipients for the queue, connections for
/// sessions.
struct ServerStatus
{
    QString version;
    QString hostname;
    QString node; ///< name of this node among several on one database
    UtcMs startedAt = 0;
    QList<ListenerStatus> listeners;
    QStringList control; ///< addresses of the control port, "127.0.0.1:2600"
    QString database;    ///< "sqlite" or "postgresql", with the place but never a password
    QString fingerprint; ///< SHA-256 of the control certificate's public key, 64 hex digits
    qint64 queued = 0;
    qint64 deferred = 0;
    qint64 held = 0;
    qint64 sessions = 0;
    QStringList warnings; ///< whole sentences, most urgent first

    friend bool operator==(const ServerStatus &, const ServerStatus &) = default;
};

} // namespace postern
