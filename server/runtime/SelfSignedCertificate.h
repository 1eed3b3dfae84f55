// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QString>

namespace postern::runtime
{

/// Where a certificate and its key are, both PEM.
struct CertificateFiles
{
    QString certificate;
    QString key;
};

/// The server's own certificate in its data folder: `server.crt` and `server.key` (mode 0600),
/// ECDSA P-256, made when they are not there, valid for ten years, for `hostname`, localhost and
/// the loopback addresses. Files that a killed start left half-made are made again; a key that is
/// there is kept, so that its fingerprint stays.
[[nodiscard]] Result<CertificateFiles> ensureSelfSigned(const QString &dataFolder,
                                                        const QString &hostname);

/// SHA-256 of the certificate's public key (SubjectPublicKeyInfo, RFC 5280 4.1.2.7), 64 lower-case
/// hexadecimal digits: the fingerprint that consoles pin. A renewed certificate with the same key
/// has the same.
[[nodiscard]] Result<QByteArray> publicKeyFingerprint(const QString &certificateFile);

} // namespace postern::runtime
