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

Error fileError(const QString &what, const QString &file)
{
    const unsigned long code = ERR_peek_error();
    const char *reason = ERR_reason_error_string(code);
    const QString why = ERR_SYSTEM_ERROR(code) != 0 ? qt_error_string(ERR_GET_REASON(code))
                        : reason != nullptr         ? QString::fromLatin1(reason)
                                                    : QStringLiteral("OpenSSL does not say why");
    ERR_clear_error();
    return {ErrorKind::Invalid,
            QStringLiteral("%1 %2 cannot be used: %3. It must be readable and in PEM form.")
                .arg(what, file, why)};
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
        return fileError(QStringLiteral("The certificate file"), certificateFile);
    const QByteArray key = QFile::encodeName(keyFile);
    if (SSL_CTX_use_PrivateKey_file(handle, key.constData(), SSL_FILETYPE_PEM) != 1)
        return fileError(QStringLiteral("The key file"), keyFile);
    if (SSL_CTX_check_private_key(handle) != 1)
        return fileError(QStringLiteral("The key does not belong to the certificate; the key file"),
                         keyFile);
    return context;
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_handle);
}

} // namespace postern::net
