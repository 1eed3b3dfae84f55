// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/SessionContext.h"

#include "server/smtp/ReplyCatalogue.h"

#include <QLoggingCategory>

namespace postern::smtp
{

namespace
{

Q_LOGGING_CATEGORY(log, "postern.smtp", QtInfoMsg)

} // namespace

SessionContext::SessionContext(SessionConfig config)
    : isEncrypted(config.isEncrypted), m_config(std::move(config))
{}

void SessionContext::enterState(SessionState next)
{
    if (m_state == SessionState::Closed)
        return;
    qCDebug(log, "%s -> %s", sessionStateName(m_state).constData(),
            sessionStateName(next).constData());
    m_state = next;
}

void SessionContext::refuse(const SmtpReply &refusal)
{
    if (refusal.code == 421) {
        closeWith(refusal);
        return;
    }
    reply(refusal);
    // "Try again later" is no mistake of the client's.
    if (refusal.code >= 500)
        countError();
}

void SessionContext::refuseLogin(const SmtpReply &refusal)
{
    reply(refusal);
    countError();
}

void SessionContext::countError()
{
    if (++m_errors >= m_config.maxErrors)
        closeWith(reply::tooManyErrors());
}

bool SessionContext::mayIdle()
{
    if (++m_idleCommands <= m_config.maxIdleCommands)
        return true;
    closeWith(reply::tooManyIdleCommands());
    return false;
}

void SessionContext::closeWith(const SmtpReply &farewell)
{
    discardContent();
    abortSasl();
    resetTransaction();
    reply(farewell);
    push(action::Close{});
    enterState(SessionState::Closed);
}

bool SessionContext::isAuthOffered() const
{
    return !m_config.mechanisms.isEmpty() && (isEncrypted || m_config.isAuthWithoutTls);
}

void SessionContext::beginContent()
{
    m_isContentOpen = true;
    push(action::BeginContent{*envelope});
}

void SessionContext::discardContent()
{
    if (std::exchange(m_isContentOpen, false))
        push(action::DiscardContent{});
}

void SessionContext::commitContent()
{
    m_isContentOpen = false;
    push(action::CommitMessage{});
}

void SessionContext::beginSasl(action::StartSasl start)
{
    m_isSaslOpen = true;
    push(std::move(start));
}

void SessionContext::abortSasl()
{
    if (std::exchange(m_isSaslOpen, false))
        push(action::AbortSasl{});
}

void SessionContext::resetTransaction()
{
    envelope.reset();
    refusedRecipients = 0;
    pendingRecipient = {};
}

void SessionContext::resetForTls()
{
    resetTransaction();
    helo.clear();
    isExtended = false;
    user.clear();
    isEncrypted = true;
}

} // namespace postern::smtp
