// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogEvents.h"
#include "server/net/RepeatedRefusals.h"
#include "server/net/SmtpServerContext.h"
#include "server/smtp/SmtpSession.h"

#include <array>

namespace postern::net
{

class TlsStream;

/// What one session leaves in the log (docs/log.md), and what its lines have in common: the
/// session's id, its client and listener. Remembers what a refusal's line says beyond its reply.
/// One thread, that of the session.
class SessionJournal
{
public:
    /// The context outlives it. `client` is folded.
    SessionJournal(SmtpServerContext &server, const IpAddress &client, const QString &listener);

    /// The client's canonical address.
    [[nodiscard]] const QString &client() const { return m_tag.client; }

    void connected();
    void disconnected(QByteArrayView why);
    void encrypted(const TlsStream &tls);
    void notEncrypted(const QString &error);
    /// A line when it differs from the last decision of its stage in this session (the accepted
    /// line says the rest of each message), and whenever it does not allow and is not one of many.
    void decided(policy::Stage stage, const policy::Decision &decision);
    /// `result`: see log::authLine().
    void loggedIn(const QString &user, QByteArrayView mechanism, QByteArrayView result);
    void accepted(const log::AcceptedFields &message);
    void notStored(const log::AcceptedFields &message, const Error &error);

    /// The reference for a refusal of policy for this reason; the last one when it may get no line.
    [[nodiscard]] QByteArray referenceFor(const QString &reason) const;
    /// The next refused() is policy's: it has this reason and this reference in its text.
    void expectRefusal(const QString &reason, const QByteArray &reference);
    void expectRefusedSender(const QByteArray &sender) { m_refusedSender = sender; }
    void expectRefusedRecipient(const QByteArray &recipient) { m_refusedRecipient = recipient; }
    /// A reply below 400 is on its way to the client.
    void replied(const smtp::action::SendReply &sent, const smtp::SmtpSession &session);
    /// A reply of 4xx or 5xx is on its way to the client. Has a line unless it is one of many.
    void refused(const smtp::action::SendReply &sent, const smtp::SmtpSession &session);

private:
    void write(log::LogLevel level, const log::LogLine &line) { m_server.log.write(level, line); }
    [[nodiscard]] UtcMs now() const { return m_server.now(); }

    struct LastDecision
    {
        policy::Verdict verdict = policy::Verdict::Defer;
        policy::Reason reason = policy::Reason::TooManyConnections;
        QString entry;
        friend bool operator==(const LastDecision &, const LastDecision &) = default;
    };

    SmtpServerContext &m_server;
    const log::SessionTag m_tag;
    qint64 m_messages = 0; // accepted
    std::array<LastDecision, size_t(policy::Stage::Console) + 1> m_lastDecisions;
    RepeatedRefusals m_refusals;
    QString m_refusalReason;
    QByteArray m_reference;
    QByteArray m_refusedSender;
    QByteArray m_refusedRecipient;
};

} // namespace postern::net
