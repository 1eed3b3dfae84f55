// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/CertificateSource.h"

#include "server/DataFolder.h"
#include "server/runtime/SelfSignedCertificate.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

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

/// Whether the file can be opened at all; what is in it is another question.
Result<void> checkReadable(const QString &what, const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0) {
        ::close(fd);
        return {};
    }
    if (errno == ENOENT || errno == ENOTDIR) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("The %1 file %2 is not there. Write the path of a PEM file, or "
                                    "neither certificate nor key for a pair that the server makes.")
                         .arg(what, path)};
    }
    if (errno == EACCES) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("The %1 file %2 may not be read by %3, as whom the server "
                                    "runs. Let that user read the file and enter the folders "
                                    "above it.")
                         .arg(what, path, accountName(::geteuid()))};
    }
    return Error{ErrorKind::Invalid, QStringLiteral("The %1 file %2 cannot be read: %3.")
                                         .arg(what, path, qt_error_string(errno))};
}

Result<CertificateSource> loadFrom(const runtime::CertificateFiles &files)
{
    for (const auto &[what, path] :
         {std::pair("certificate", files.certificate), std::pair("key", files.key)}) {
        const QString name = QString::fromLatin1(what);
        if (const Result<void> readable = checkReadable(name, path); !readable)
            return Error{ErrorKind::Invalid, readable.error().text, name};
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
                         .arg(files.key),
                     QStringLiteral("key")};
    }
    return source;
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
    Result<CertificateSource> loaded = loadFrom(files);
    if (!loaded)
        return config.errorAt(QStringLiteral("tls.") + loaded.error().field, loaded.error());
    return loaded;
}

} // namespace postern
