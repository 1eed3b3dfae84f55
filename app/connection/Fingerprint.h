// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QString>

QT_FORWARD_DECLARE_CLASS(QSslCertificate)

namespace postern
{

/// SHA-256 of the certificate's public key in DER (SubjectPublicKeyInfo, RFC 5280 4.1), 32 bytes: a
/// renewed certificate with the same key has the same one. Empty for a null certificate.
[[nodiscard]] QByteArray fingerprintOf(const QSslCertificate &certificate);
/// Fingerprint for people: eight groups of eight hex digits.
[[nodiscard]] QString fingerprintText(const QByteArray &fingerprint);
/// The last eight hex digits: what is typed from the server's own output to confirm it.
[[nodiscard]] QString fingerprintTail(const QByteArray &fingerprint);
/// 64 hex digits, blanks and colons between them allowed. Error kind Invalid, field "fingerprint".
[[nodiscard]] Result<QByteArray> parseFingerprint(QStringView text);

} // namespace postern
