// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/mail/Envelope.h"
#include "server/smtp/SmtpReply.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace postern::smtp
{

/// What SmtpSession asks its connection to do, in order. Those marked "waits" put the session into
/// a waiting state: it keeps pipelined input (bounded) and goes on when the matching resume() is
/// called.
namespace action
{

struct SendReply
{
    SmtpReply reply;
    /// The command it answers, as it may be logged (SmtpSession::loggableCommand()); pipelined
    /// commands are answered several at a time.
    QByteArray command = {};
};
/// Begin the TLS handshake after what was sent before; unread plaintext is already dropped. waits:
/// tlsStarted().
struct StartTls
{};
/// First step of a SASL exchange (RFC 4954). waits: resume(SaslOutcome). Never logged.
struct StartSasl
{
    QByteArray mechanism;
    std::optional<QByteArray> initialResponse; ///< decoded; an empty array for "="
};
/// A further client response, decoded. waits: resume(SaslOutcome). Never logged.
struct ContinueSasl
{
    QByteArray response;
};
/// The client cancelled with "*" or sent what is no base64; forget the exchange.
struct AbortSasl
{};
/// May this sender begin a transaction? waits: resume(PolicyAnswer).
struct DecideMail
{
    mail::MailAddress sender;
};
/// May mail go on to this recipient? waits: resume(PolicyAnswer).
struct DecideRecipient
{
    mail::MailAddress recipient;
};
/// DATA was accepted (354 has been sent): content of this envelope follows.
struct BeginContent
{
    mail::Envelope envelope;
};
/// A piece of content, dot-unstuffed, CRLF line ends, as it is to be stored.
struct AppendContent
{
    QByteArray bytes;
};
/// The end of data was seen. Ask policy again (EndOfData), then store. waits: resume(StoreOutcome).
struct CommitMessage
{};
/// Forget the content appended since BeginContent (too large, refused, connection going).
struct DiscardContent
{};
/// Close the connection after what was sent before.
struct Close
{};

} // namespace action

using Action = std::variant<action::SendReply, action::StartTls, action::StartSasl,
                            action::ContinueSasl, action::AbortSasl, action::DecideMail,
                            action::DecideRecipient, action::BeginContent, action::AppendContent,
                            action::CommitMessage, action::DiscardContent, action::Close>;
using Actions = std::vector<Action>;

/// Answer to DecideMail and DecideRecipient.
struct PolicyAnswer
{
    bool isAllowed = false;
    SmtpReply refusal;  ///< when not allowed
    QString entryId;    ///< the entry by whose bypass it is allowed, or empty
    QString holdReason; ///< accepted but held
};

/// Answer to StartSasl and ContinueSasl.
struct SaslOutcome
{
    enum class Kind
    {
        Challenge,       ///< 334
        Success,         ///< 235, the session is `user`'s
        Failure,         ///< 535 5.7.8
        TemporaryFailure ///< 454 4.7.0 (throttled, too busy, storage away)
    };
    Kind kind = Kind::Failure;
    QByteArray challenge; ///< not yet base64
    QString user;
    QByteArray text; ///< for the failures: text of the reply, or empty for the usual one
};

/// Answer to CommitMessage.
struct StoreOutcome
{
    enum class Kind
    {
        Stored,  ///< durable; 250
        Refused, ///< policy said no at the end of data: `refusal`
        Full,    ///< 452 4.3.1
        Failed   ///< 451 4.3.0
    };
    Kind kind = Kind::Failed;
    QString queueId;
    SmtpReply refusal;
};

} // namespace postern::smtp
