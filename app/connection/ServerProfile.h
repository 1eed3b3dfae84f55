// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/Fingerprint.h"
#include "app/connection/PairingLink.h"
#include "shared/model/UtcMs.h"

#include <QByteArray>
#include <QString>

namespace postern
{

/// A server the console knows: where it is and which key it must show. Saved; never holds a
/// password or token.
struct ServerProfile
{
    QString host; ///< name or address, or empty for a local socket
    quint16 port = 2600;
    QString localSocketPath; ///< when set: the local socket, no login needed
    QByteArray fingerprint;  ///< SHA-256 of the public key (SPKI), 32 bytes; empty: not trusted yet
    QString userName;        ///< proposed at the next login
    UtcMs lastUsedAt = 0;    ///< of the last login; 0: never or not known
    UtcMs trustedSince = 0;  ///< when this key was first trusted; 0: not known

    /// "relay.example.com:2600", "[2001:db8::1]:2600", or the local socket's path: for people.
    [[nodiscard]] QString address() const;
    /// The server that a pairing link names, trusted by the link's fingerprint.
    [[nodiscard]] static ServerProfile fromLink(const PairingLink &link);

    friend bool operator==(const ServerProfile &, const ServerProfile &) = default;
};

} // namespace postern
