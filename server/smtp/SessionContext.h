// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/SessionConfig.h"
#include "server/smtp/SessionState.h"
#include "server/smtp/SmtpAction.h"

namespace postern::smtp
{

/// What one connection knows, and the actions it has yet to hand out: what the command handlers
/// work on. The mail transaction is an object of its own in it, which RSET, EHLO, STARTTLS and the
/// end of a message throw away whole. One thread.
class SessionContext
{
public:
    explicit SessionContext(SessionConfig config);

    [[nodiscard]] const SessionConfig &config() const { return m_config; }
    [[nodiscard]] SessionState state() const { return m_state; }
    /// The only place where the state changes. Closed is final.
    void enterState(SessionState next);

    void push(Action action) { m_actions.push_back(std::move(action)); }
    void reply(const SmtpReply &reply) { push(action::SendReply{reply, loggableCommand}); }
    /// Sends a refusal and counts it; closes after a 421 and when there were too many. Enter the
    /// state that follows first.
    void refuse(const SmtpReply &reply);
    /// The same for a login, where a 4xx counts too: nobody may try for ever.
    void refuseLogin(const SmtpReply &reply);
    /// Counts a command that brings no message nearer; after config().maxIdleCommands of them
    /// since the last message the next one ends the session with 421, and this is false.
    [[nodiscard]] bool mayIdle();
    /// Sends `reply` and closes; what was begun is given up.
    void closeWith(const SmtpReply &reply);
    [[nodiscard]] Actions takeActions() { return std::exchange(m_actions, {}); }

    [[nodiscard]] bool isAuthOffered() const;
    [[nodiscard]] bool isStartTlsOffered() const { return m_config.isTlsAvailable && !isEncrypted; }

    void beginContent();
    void discardContent();
    void commitContent();
    void beginSasl(action::StartSasl start);
    void abortSasl();
    /// The exchange ended by itself.
    void endSasl() { m_isSaslOpen = false; }

    void resetTransaction();
    /// RFC 3207 4.2: as if the client had just connected, but encrypted.
    void resetForTls();
    void forgiveErrors()
    {
        m_errors = 0;
        m_idleCommands = 0;
    }

    QByteArray loggableCommand; ///< the last command without what must not be logged
    QByteArray helo;
    bool isExtended = false;
    bool isEncrypted = false;
    QString user;
    std::optional<mail::Envelope> envelope;
    int refusedRecipients = 0;          ///< in this transaction
    mail::MailAddress pendingRecipient; ///< the one that policy is asked about

private:
    void countError();

    const SessionConfig m_config;
    SessionState m_state = SessionState::Unopened;
    Actions m_actions;
    int m_errors = 0;
    int m_idleCommands = 0;
    bool m_isContentOpen = false;
    bool m_isSaslOpen = false;
};

} // namespace postern::smtp
