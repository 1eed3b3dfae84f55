// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/SelfSignedCertificate.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace postern::runtime
{

namespace
{

template<auto Free>
struct Deleter
{
    template<typename T>
    void operator()(T *p) const
    {
        Free(p);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

constexpr long tenYears = 10L * 365 * 24 * 60 * 60;

Error opensslError(const QString &what)
{
    return {ErrorKind::Internal, QStringLiteral("%1 failed in OpenSSL.").arg(what)};
}

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

Key readKey(const QString &file)
{
    const Bio bio(BIO_new_file(QFile::encodeName(file).constData(), "r"));
    return Key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

Certificate readCertificate(const QString &file)
{
    const Bio bio(BIO_new_file(QFile::encodeName(file).constData(), "r"));
    return Certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

bool addExtension(X509 *certificate, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    if (!extension)
        return false;
    const bool added = X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

/// A host name may stand in a subjectAltName as it is; anything else is left out of it.
bool isPlainHostname(const QByteArray &name)
{
    return !name.isEmpty() && name.size() <= 253
           && std::all_of(name.begin(), name.end(), [](char c) {
                  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
              });
}

bool fill(X509 *certificate, EVP_PKEY *key, const QByteArray &hostname)
{
    std::array<unsigned char, 16> serial{};
    if (RAND_bytes(serial.data(), int(serial.size())) != 1)
        return false;
    serial[0] &= 0x7F; // RFC 5280 4.1.2.2: positive
    const std::unique_ptr<BIGNUM, Deleter<BN_free>> number(
        BN_bin2bn(serial.data(), int(serial.size()), nullptr));
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
    X509_set_version(certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60L * 60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), tenYears);
    X509_set_pubkey(certificate, key);
    const QByteArray plainName = isPlainHostname(hostname) ? hostname : QByteArray("localhost");
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(
        name, "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>(plainName.left(64).constData()), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    return addExtension(certificate, NID_subject_alt_name,
                        "DNS:" + plainName + ",DNS:localhost,IP:127.0.0.1,IP:::1")
           && addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE")
           && addExtension(certificate, NID_ext_key_usage, "serverAuth")
           && X509_sign(certificate, key, EVP_sha256()) > 0;
}

/// Whole or not at all, with its mode from the first byte on.
Result<void> writeFile(const QString &path, const QByteArray &content,
                       QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(permissions)
        || file.write(content) != content.size() || !file.flush() || !file.commit()) {
        return Error{ErrorKind::Unavailable,
                     QStringLiteral("%1 cannot be written (%2).").arg(path, file.errorString())};
    }
    return {};
}

Result<Key> ensureKey(const QString &file)
{
    if (Key kept = readKey(file))
        return kept;
    Key key(EVP_EC_gen("P-256"));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!key
        || PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr)
               != 1)
        return opensslError(QStringLiteral("Making the server's key"));
    const Result<void> written =
        writeFile(file, contentOf(bio.get()), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!written)
        return written.error();
    return key;
}

} // namespace

Result<CertificateFiles> ensureSelfSigned(const QString &dataFolder, const QString &hostname)
{
    const QDir folder(dataFolder);
    const CertificateFiles files{folder.filePath(QStringLiteral("server.crt")),
                                 folder.filePath(QStringLiteral("server.key"))};
    const Result<Key> key = ensureKey(files.key);
    if (!key)
        return key.error();
    const Certificate existing = readCertificate(files.certificate);
    if (existing && X509_check_private_key(existing.get(), key.value().get()) == 1)
        return files;

    const Certificate made(X509_new());
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!made || !fill(made.get(), key.value().get(), hostname.toLatin1())
        || PEM_write_bio_X509(bio.get(), made.get()) != 1)
        return opensslError(QStringLiteral("Making the server's certificate"));
    const Result<void> written = writeFile(files.certificate, contentOf(bio.get()),
                                           QFileDevice::ReadOwner | QFileDevice::WriteOwner
                                               | QFileDevice::ReadGroup | QFileDevice::ReadOther);
    if (!written)
        return written.error();
    return files;
}

Result<QByteArray> publicKeyFingerprint(const QString &certificateFile)
{
    const Certificate certificate = readCertificate(certificateFile);
    if (!certificate) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("%1 holds no certificate in PEM form.").arg(certificateFile)};
    }
    unsigned char *der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
    if (size <= 0)
        return opensslError(QStringLiteral("Reading the public key of %1").arg(certificateFile));
    const QByteArray hash = QCryptographicHash::hash(
        QByteArrayView(reinterpret_cast<const char *>(der), size), QCryptographicHash::Sha256);
    OPENSSL_free(der);
    return hash.toHex();
}

} // namespace postern::runtime
