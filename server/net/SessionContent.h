// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogEvents.h"
#include "server/net/IncomingMessage.h"
#include "server/net/SmtpServerContext.h"
#include "server/smtp/SmtpSession.h"

#include <functional>
#include <memory>

namespace postern::net
{

class SessionJournal;
class SessionPolicy;

/// The content of one session's messages, one after the other: begins each with its Received line
/// (RFC 5321 4.4), hands it to the storage, and asks policy again at the end of data. One thread,
/// that of the session.
class SessionContent
{
public:
    struct Ends
    {
        /// Resumes the session; called once for each commit(), unless this is deleted before.
        std::function<void(const smtp::StoreOutcome &)> stored;
        /// isCongested() has ended.
        std::function<void()> relieved;
    };

    /// All references outlive it. `client` is folded.
    SessionContent(SmtpServerContext &server, std::shared_ptr<Mailbox> mailbox,
                   const IpAddress &client, const smtp::SmtpSession &session, SessionPolicy &policy,
                   SessionJournal &journal, Ends ends);

    void begin(const mail::Envelope &envelope);
    void append(const QByteArray &bytes);
    /// Forgets what was appended.
    void discard() { m_message.reset(); }
    void commit();
    /// The storage is behind: take no more from the client.
    [[nodiscard]] bool isCongested() const { return m_message && m_message->isCongested(); }

private:
    [[nodiscard]] smtp::SmtpReply refusal(mail::Envelope &envelope);
    void stored(const Result<void> &result);

    SmtpServerContext &m_server;
    const std::shared_ptr<Mailbox> m_mailbox;
    const IpAddress m_client;
    const smtp::SmtpSession &m_session;
    SessionPolicy &m_policy;
    SessionJournal &m_journal;
    const Ends m_ends;
    std::shared_ptr<IncomingMessage> m_message;
    log::AcceptedFields m_accepted; // of the message that is being committed
};

} // namespace postern::net
