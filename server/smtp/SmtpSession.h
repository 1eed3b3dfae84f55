// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/SmtpAction.h"

#include <chrono>
#include <memory>

namespace postern::smtp
{

/// What a session needs to know of its listener and the settings when it begins.
struct SessionConfig
{
    QByteArray hostname; ///< our name in the greeting and the EHLO answer
    QString listener;
    QString clientAddress;
    bool isTlsAvailable = false;      ///< STARTTLS is offered
    bool isEncrypted = false;         ///< implicit TLS
    bool isAuthWithoutTls = false;    ///< offer AUTH on a plain connection (off by default)
    QList<QByteArray> mechanisms;     ///< offered SASL mechanisms, e.g. PLAIN, LOGIN
    qint64 maxMessageSize = 26214400; ///< SIZE, bytes (RFC 1870)
    int maxRecipients = 1000;         ///< RFC 5321 4.5.3.1.8 asks for at least 100
    int maxErrors = 20;               ///< refused commands before 421
    std::chrono::milliseconds commandTimeout{300000}; ///< RFC 5321 4.5.3.2.7
    std::chrono::milliseconds dataTimeout{180000};    ///< RFC 5321 4.5.3.2.5, between two pieces
};

/// The server's side of one SMTP connection (RFC 5321) without a socket, a clock, policy or
/// storage: bytes in, actions out. A plain object of one thread; Qt6::Core only.
///
/// Input is bounded: command lines as in RFC 5321 4.5.3.1 (512 bytes, more for AUTH, RFC 4954 4);
/// while the session waits, isWaiting() is true and the caller should take no more from the socket.
class SmtpSession
{
public:
    explicit SmtpSession(SessionConfig config);
    ~SmtpSession();

    /// The greeting (220), or with a refusal that reply and Close. Call once, first.
    [[nodiscard]] Actions start(const std::optional<SmtpReply> &refusal = std::nullopt);
    /// Bytes from the client, after decryption.
    [[nodiscard]] Actions feed(QByteArrayView bytes);
    /// The handshake asked for by StartTls is done; everything learnt before is forgotten (RFC
    /// 3207 4.2).
    [[nodiscard]] Actions tlsStarted();
    [[nodiscard]] Actions resume(const PolicyAnswer &answer);
    [[nodiscard]] Actions resume(const SaslOutcome &outcome);
    [[nodiscard]] Actions resume(const StoreOutcome &outcome);
    /// Nothing came for timeout(): 421 4.4.2 and Close.
    [[nodiscard]] Actions timedOut();
    /// The server goes down: 421 4.3.2 and Close at the next chance.
    [[nodiscard]] Actions shutDown();

    [[nodiscard]] bool isWaiting() const;
    [[nodiscard]] bool isEncrypted() const;
    [[nodiscard]] bool isAuthOffered() const;
    [[nodiscard]] QString user() const; ///< logged in as, or empty
    [[nodiscard]] QByteArray helo() const;
    [[nodiscard]] bool isExtended() const;                ///< EHLO rather than HELO
    [[nodiscard]] const mail::Envelope *envelope() const; ///< the open transaction, or null
    /// The last command's verb and argument as they may be logged (an AUTH line shows only its
    /// mechanism).
    [[nodiscard]] QByteArray loggableCommand() const;
    /// How long to wait for the client in the present state.
    [[nodiscard]] std::chrono::milliseconds timeout() const;
    /// "Command", "Data", "AwaitingStorage", ...
    [[nodiscard]] QByteArray stateName() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern::smtp
