// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/TlsContext.h"

#include <QFile>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace postern::net
{

namespace
{

constexpr unsigned char sessionContext[] = "postern-smtp";

/// A key with a passphrase is refused: nobody is there to be asked for it. `wasAsked` is a bool.
int noPassphrase(char * /*buffer*/, int /*size*/, int /*isWriting*/, void *wasAsked)
{
    *static_cast<bool *>(wasAsked) = true;
    return -1;
}

Error certificateError(const QString &file)
{
    const unsigned long code = ERR_peek_error();
    const char *reason = ERR_reason_error_string(code);
    ERR_clear_error();
    const QString field = QStringLiteral("certificate");
    // A certificate that was found and is not good enough, as one with a short key.
    if (ERR_GET_LIB(code) == ERR_LIB_SSL && reason != nullptr) {
        return {ErrorKind::Invalid,
                QStringLiteral("OpenSSL refuses the certificate in %1: %2.")
                    .arg(file, QString::fromLatin1(reason)),
                field};
    }
    return {ErrorKind::Invalid,
            QStringLiteral("The file %1 holds no certificate in PEM form. Such a file begins with "
                           "-----BEGIN CERTIFICATE-----.")
                .arg(file),
            field};
}

Error keyError(const QString &keyFile, const QString &certificateFile, bool hasPassphrase)
{
    const unsigned long code = ERR_peek_error();
    ERR_clear_error();
    // What the key is compared with is the certificate that was loaded before it.
    const bool isOfAnother = ERR_GET_LIB(code) == ERR_LIB_X509 || ERR_GET_LIB(code) == ERR_LIB_SSL;
    const QString text =
        hasPassphrase ? QStringLiteral("The key in %1 has a passphrase, and nobody is there to "
                                       "type it. Name a file with the key alone; openssl pkey -in "
                                       "%1 -out FILE makes one.")
                            .arg(keyFile)
        : isOfAnother ? QStringLiteral("The key in %1 does not belong to the certificate in %2. "
                                       "Name the key that this certificate was made for.")
                            .arg(keyFile, certificateFile)
                      : QStringLiteral("The file %1 holds no private key in PEM form. Such a file "
                                       "begins with -----BEGIN PRIVATE KEY-----.")
                            .arg(keyFile);
    return {ErrorKind::Invalid, text, QStringLiteral("key")};
}

} // namespace

Result<std::shared_ptr<TlsContext>> TlsContext::load(const QString &certificateFile,
                                                     const QString &keyFile)
{
    ERR_clear_error();
    const std::shared_ptr<TlsContext> context(new TlsContext(SSL_CTX_new(TLS_server_method())));
    SSL_CTX *handle = context->handle();
    if (!handle)
        return Error{ErrorKind::Internal, QStringLiteral("OpenSSL makes no TLS context.")};
    SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION);
    SSL_CTX_set_options(handle, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION
                                    | SSL_OP_CIPHER_SERVER_PREFERENCE
                                    | SSL_OP_IGNORE_UNEXPECTED_EOF);
    // Idle connections give their buffers back: 16 KB instead of 50 each.
    SSL_CTX_set_mode(handle, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // Sessions live in the clients' tickets (RFC 8446 4.6.1), not in memory here.
    SSL_CTX_set_session_cache_mode(handle, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_session_id_context(handle, sessionContext, sizeof sessionContext - 1);

    const QByteArray certificate = QFile::encodeName(certificateFile);
    if (SSL_CTX_use_certificate_chain_file(handle, certificate.constData()) != 1)
        return certificateError(certificateFile);
    const QByteArray key = QFile::encodeName(keyFile);
    bool wasAsked = false;
    SSL_CTX_set_default_passwd_cb(handle, noPassphrase);
    SSL_CTX_set_default_passwd_cb_userdata(handle, &wasAsked);
    if (SSL_CTX_use_PrivateKey_file(handle, key.constData(), SSL_FILETYPE_PEM) != 1
        || SSL_CTX_check_private_key(handle) != 1)
        return keyError(keyFile, certificateFile, wasAsked);
    SSL_CTX_set_default_passwd_cb_userdata(handle, nullptr);
    return context;
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_handle);
}

} // namespace postern::net
