// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/mail/Envelope.h"
#include "shared/Result.h"
#include "shared/model/UtcMs.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

/// What the SMTP connections need from rooms they do not know (storage, auth); the composition root
/// sets it. All of it is called on the workers' threads and never waits.
namespace postern::net
{

/// Called once, on any thread; StorageFull becomes 452, any other error 451.
using StoreDone = std::function<void(const Result<void> &)>;

/// A message whose content is complete: with its last chunk, so that a message of one chunk is one
/// job of the storage.
struct CompleteMessage
{
    QString queueId;
    mail::Envelope envelope;
    qint64 size = 0;      ///< bytes of all chunks
    QByteArray messageId; ///< value of the Message-ID field, or empty
    UtcMs acceptedAt = 0;
    int lastSequence = 0;
    QByteArray lastChunk;
};

/// Where content goes.
struct MessageSink
{
    std::function<QString(UtcMs now)> newQueueId;
    /// A chunk before the last one.
    std::function<void(const QString &queueId, int sequence, const QByteArray &chunk,
                       StoreDone done)>
        appendChunk;
    /// The message exists, durably, when `done` is called without an error.
    std::function<void(CompleteMessage message, StoreDone done)> commit;
    /// Chunks were appended, but there will be no message.
    std::function<void(const QString &queueId)> discard;
};

/// What one step of a login came to.
struct LoginStep
{
    enum class Kind
    {
        Challenge,  ///< send `challenge`
        Accepted,   ///< the session is `user`'s
        Rejected,   ///< wrong name or password
        Malformed,  ///< the exchange is broken
        Busy,       ///< too many checks under way
        Unavailable ///< the accounts cannot be read
    };
    Kind kind = Kind::Rejected;
    QByteArray challenge;
    /// Whose login it was, accepted or rejected; empty for a name that nobody has, because that may
    /// be a password in the wrong field.
    QString user;
    QString credential; ///< Accepted: id of the credential
};

/// One SASL exchange of one session.
class LoginExchange
{
public:
    virtual ~LoginExchange() = default;
    /// nullopt as the first call: there was no initial response. `done` is called once on the
    /// thread of the call, at once or later; never after the exchange was deleted.
    virtual void step(const std::optional<QByteArray> &response,
                      std::function<void(const LoginStep &)> done) = 0;
};

/// How clients log in.
struct CredentialCheck
{
    QList<QByteArray> mechanisms; ///< offered, in order
    /// Null for a mechanism that is not offered.
    std::function<std::unique_ptr<LoginExchange>(const QByteArray &mechanism,
                                                 const QString &client)>
        begin;
};

} // namespace postern::net
