// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/SessionConfig.h"
#include "server/smtp/SmtpAction.h"

#include <chrono>
#include <memory>

namespace postern::smtp
{

/// The server's side of one SMTP connection (RFC 5321) without a socket, a clock, policy or
/// storage: bytes in, actions out. A plain object of one thread; Qt6::Core only.
///
/// Input is bounded: command lines as CommandReader says. While the session waits, isWaiting() is
/// true and the caller should take no more from the socket; of what it fed before, and feeds all
/// the same, up to maxPendingInput is kept and worked on after the resume. More than that ends the
/// session with 421 (after the answer that is waited for, so that a stored message is still told of
/// as such). A client's commands in flight thus never need more; feed at most half of it at a time.
class SmtpSession
{
public:
    static constexpr qsizetype maxPendingInput = 128 * 1024;
    /// The longest AppendContent.
    static constexpr qsizetype maxContentPiece = 32 * 1024;

    /// A message above the limit is read on to its end, so that the client learns why (RFC 1870
    /// 6.3), but not further than this; then 552 and Close.
    static constexpr qint64 maxExcess = 16 * 1024 * 1024;

    explicit SmtpSession(SessionConfig config);
    ~SmtpSession();

    /// The greeting (220), or with a refusal that reply and Close. Call once, first.
    [[nodiscard]] Actions start(const std::optional<SmtpReply> &refusal = std::nullopt);
    /// Bytes from the client, after decryption. What comes between StartTls and tlsStarted() is
    /// thrown away: call that first.
    [[nodiscard]] Actions feed(QByteArrayView bytes);
    /// The handshake asked for by StartTls is done; everything learnt before is forgotten (RFC
    /// 3207 4.2).
    [[nodiscard]] Actions tlsStarted();
    /// A resume() that does not fit what is waited for does nothing.
    [[nodiscard]] Actions resume(const PolicyAnswer &answer);
    [[nodiscard]] Actions resume(const SaslOutcome &outcome);
    [[nodiscard]] Actions resume(const StoreOutcome &outcome);
    /// It took longer than timeout(): 421 4.4.2 and Close. While it is not the client that is
    /// waited for (isWaiting()) this does nothing.
    [[nodiscard]] Actions timedOut();
    /// The server goes down: 421 4.3.2 and Close, at once or after the answer that is waited for.
    [[nodiscard]] Actions shutDown();

    [[nodiscard]] bool isWaiting() const;
    [[nodiscard]] bool isEncrypted() const;
    [[nodiscard]] bool isAuthOffered() const;
    [[nodiscard]] QString user() const; ///< logged in as, or empty
    [[nodiscard]] QByteArray helo() const;
    [[nodiscard]] bool isExtended() const;                ///< EHLO rather than HELO
    [[nodiscard]] const mail::Envelope *envelope() const; ///< the open transaction, or null
    /// The last command's verb and argument as they may be logged: of an AUTH line its mechanism
    /// alone, of an unknown command nothing, because it may be a password sent at the wrong time.
    [[nodiscard]] QByteArray loggableCommand() const;
    [[nodiscard]] bool isInContent() const; ///< between 354 and the end of data
    /// How long to wait for the client in the present state: in content for its next piece, else
    /// for one whole line, which begins with the last reply.
    [[nodiscard]] std::chrono::milliseconds timeout() const;
    /// "Ready", "Data", "AwaitingStorage", ... (SessionState)
    [[nodiscard]] QByteArray stateName() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern::smtp
