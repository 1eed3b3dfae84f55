// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/CertificateSource.h"

#include "server/runtime/SelfSignedCertificate.h"

#include <QFile>

namespace postern
{

namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslKey keyOf(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

} // namespace

Result<CertificateSource> CertificateSource::load(const config::ServerConfig &config)
{
    runtime::CertificateFiles files{config.certificate, config.key};
    if (files.certificate.isEmpty()) {
        const auto made = runtime::ensureSelfSigned(config.dataDir, config.hostname);
        if (!made)
            return made.error();
        files = made.value();
    }
    const auto context = net::TlsContext::load(files.certificate, files.key);
    if (!context)
        return context.error();
    CertificateSource source;
    source.tlsContext = context.value();
    source.certificate = QSslCertificate(contentOf(files.certificate));
    source.key = keyOf(contentOf(files.key));
    if (source.certificate.isNull() || source.key.isNull()) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("The control channel cannot use the key file %1: it must hold "
                                    "an ECDSA or RSA key in PEM form.")
                         .arg(files.key)};
    }
    return source;
}

} // namespace postern
