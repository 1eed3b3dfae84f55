// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslKey>

namespace postern::test
{

/// A self-signed P-256 certificate for one test, made by the openssl program. Null when that fails.
struct TestCertificate
{
    QSslCertificate certificate = QSslCertificate();
    QSslKey key;

    /// `name`: for whom.
    [[nodiscard]] static TestCertificate make(const QString &name = QStringLiteral("relay.test"));
    /// Another certificate for the same key, as after a renewal.
    [[nodiscard]] TestCertificate renewed() const;
    /// SHA-256 of the public key as the openssl program computes it, 32 bytes: an opinion that is
    /// independent of the code under test.
    [[nodiscard]] QByteArray fingerprint() const;
};

} // namespace postern::test
