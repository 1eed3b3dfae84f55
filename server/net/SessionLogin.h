// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/SmtpServerContext.h"
#include "server/smtp/SmtpAction.h"

#include <functional>
#include <memory>
#include <optional>

namespace postern::net
{

class SessionJournal;
class SessionPolicy;

/// The SASL exchanges of one session (RFC 4954): asks policy first, counts right and wrong
/// passwords, writes the auth line. One thread, that of the session.
class SessionLogin
{
public:
    /// All references outlive it. `answer` resumes the session; it is called once for each start()
    /// and goOn(), at once or later, and not after this was deleted.
    SessionLogin(SmtpServerContext &server, const IpAddress &client, SessionPolicy &policy,
                 SessionJournal &journal, std::function<void(const smtp::SaslOutcome &)> answer);

    void start(const smtp::action::StartSasl &action);
    void goOn(const smtp::action::ContinueSasl &action);
    /// The client cancelled; nothing is answered.
    void abort();

private:
    void step(const std::optional<QByteArray> &response);
    void stepped(const LoginStep &step);
    void note(const LoginStep &step);

    SmtpServerContext &m_server;
    const IpAddress m_client;
    SessionPolicy &m_policy;
    SessionJournal &m_journal;
    const std::function<void(const smtp::SaslOutcome &)> m_answer;
    QByteArray m_mechanism;
    std::unique_ptr<LoginExchange> m_exchange;
};

} // namespace postern::net
