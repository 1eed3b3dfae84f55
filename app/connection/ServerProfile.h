// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

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

    friend bool operator==(const ServerProfile &, const ServerProfile &) = default;
};

/// postern://host:2600/#sha256=HEX&code=CODE
struct PairingLink
{
    QString host;
    quint16 port = 2600;
    QByteArray fingerprint; ///< 32 bytes
    QString code;           ///< one-time, secret

    /// Error kind Invalid, field "link", naming what is missing.
    [[nodiscard]] static Result<PairingLink> parse(QStringView text);
    [[nodiscard]] QString toString() const;
};

/// Fingerprint for people: eight groups of eight hex digits.
[[nodiscard]] QString fingerprintText(const QByteArray &fingerprint);

} // namespace postern
