// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/TlsStream.h"

#include "server/net/TlsContext.h"

#include <algorithm>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <utility>

namespace postern::net
{

namespace
{

QString reasonText()
{
    const unsigned long code = ERR_peek_last_error();
    const char *reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    ERR_clear_error();
    return reason ? QString::fromLatin1(reason) : QStringLiteral("the peer ended the connection");
}

} // namespace

class TlsStream::Private
{
public:
    explicit Private(std::shared_ptr<TlsContext> shared);
    ~Private() { SSL_free(ssl); }

    [[nodiscard]] bool handshake();
    [[nodiscard]] bool readPlain();
    bool fail(const QString &what);

    std::shared_ptr<TlsContext> context; // outlives the streams that use it
    SSL *ssl;
    BIO *input;  // owned by ssl
    BIO *output; // owned by ssl
    QByteArray plain;
    QString error;
    bool isPeerClosed = false;
};

TlsStream::Private::Private(std::shared_ptr<TlsContext> shared)
    : context(std::move(shared)), ssl(SSL_new(context->handle())), input(BIO_new(BIO_s_mem())),
      output(BIO_new(BIO_s_mem()))
{
    SSL_set_bio(ssl, input, output);
    SSL_set_accept_state(ssl);
}

bool TlsStream::Private::fail(const QString &what)
{
    error = what + QStringLiteral(": ") + reasonText();
    return false;
}

bool TlsStream::Private::handshake()
{
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl);
    if (result == 1 || SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ)
        return true;
    return fail(QStringLiteral("handshake failed"));
}

bool TlsStream::Private::readPlain()
{
    constexpr int step = 16 * 1024; // one record
    while (true) {
        ERR_clear_error();
        const qsizetype before = plain.size();
        plain.resize(before + step);
        const int count = SSL_read(ssl, plain.data() + before, step);
        plain.resize(before + std::max(count, 0));
        if (count > 0)
            continue;
        switch (SSL_get_error(ssl, count)) {
        case SSL_ERROR_WANT_READ:
            return true;
        case SSL_ERROR_ZERO_RETURN:
            isPeerClosed = true;
            return true;
        default:
            return fail(QStringLiteral("broken record"));
        }
    }
}

TlsStream::TlsStream(std::shared_ptr<TlsContext> context)
    : d(std::make_unique<Private>(std::move(context)))
{}

TlsStream::~TlsStream() = default;

bool TlsStream::feedEncrypted(QByteArrayView bytes)
{
    if (!d->error.isEmpty())
        return false;
    BIO_write(d->input, bytes.data(), int(bytes.size()));
    if (!isHandshakeDone() && !d->handshake())
        return false;
    return !isHandshakeDone() || d->readPlain();
}

QByteArray TlsStream::takePlain()
{
    return std::exchange(d->plain, {});
}

QByteArray TlsStream::takeEncrypted()
{
    const auto size = qsizetype(BIO_ctrl_pending(d->output));
    if (size == 0)
        return {};
    QByteArray bytes(size, Qt::Uninitialized);
    bytes.resize(std::max(BIO_read(d->output, bytes.data(), int(size)), 0));
    return bytes;
}

bool TlsStream::writePlain(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return true;
    ERR_clear_error();
    // Into memory: all of it is taken at once or the stream is broken.
    if (SSL_write(d->ssl, bytes.data(), int(bytes.size())) == int(bytes.size()))
        return true;
    return d->fail(QStringLiteral("cannot encrypt"));
}

void TlsStream::shutDown()
{
    if (isHandshakeDone() && d->error.isEmpty())
        SSL_shutdown(d->ssl);
    ERR_clear_error();
}

bool TlsStream::isHandshakeDone() const
{
    return SSL_is_init_finished(d->ssl) == 1;
}

bool TlsStream::isPeerClosed() const
{
    return d->isPeerClosed;
}

QString TlsStream::protocol() const
{
    return QString::fromLatin1(SSL_get_version(d->ssl));
}

QString TlsStream::cipher() const
{
    return QString::fromLatin1(SSL_get_cipher_name(d->ssl));
}

QString TlsStream::errorText() const
{
    return d->error;
}

} // namespace postern::net
