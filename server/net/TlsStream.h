// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace postern::net
{

class TlsContext;

/// The server's side of one TLS connection over memory: bytes in, bytes out, no socket (OpenSSL
/// memory BIOs). One thread.
class TlsStream
{
public:
    explicit TlsStream(std::shared_ptr<TlsContext> context);
    ~TlsStream();

    /// Encrypted bytes from the peer. Afterwards take what is ready from the two take functions.
    /// False: the stream is broken; errorText() says why (handshake failed, bad record), and
    /// takeEncrypted() may hold the alert that tells the peer. At most `maxFeed` bytes at a time.
    static constexpr qsizetype maxFeed = 64 * 1024;
    [[nodiscard]] bool feedEncrypted(QByteArrayView bytes);
    /// Decrypted bytes, in order; empty when there are none.
    [[nodiscard]] QByteArray takePlain();
    /// Bytes to write to the peer.
    [[nodiscard]] QByteArray takeEncrypted();
    /// Encrypts; only after the handshake.
    [[nodiscard]] bool writePlain(QByteArrayView bytes);
    /// Sends close_notify; take it with takeEncrypted().
    void shutDown();

    [[nodiscard]] bool isHandshakeDone() const;
    [[nodiscard]] bool isPeerClosed() const;
    [[nodiscard]] QString protocol() const; ///< "TLSv1.3"
    [[nodiscard]] QString cipher() const;
    [[nodiscard]] QString errorText() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern::net
