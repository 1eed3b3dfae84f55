// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SessionLogin.h"

#include "server/net/SessionJournal.h"
#include "server/net/SessionPolicy.h"

#include <utility>

namespace postern::net
{

using namespace smtp;

SessionLogin::SessionLogin(SmtpServerContext &server, const IpAddress &client,
                           SessionPolicy &policy, SessionJournal &journal,
                           std::function<void(const SaslOutcome &)> answer)
    : m_server(server), m_client(client), m_policy(policy), m_journal(journal),
      m_answer(std::move(answer))
{}

void SessionLogin::start(const action::StartSasl &action)
{
    m_mechanism = action.mechanism;
    if (const auto refusal = m_policy.onLogin()) {
        m_journal.loggedIn({}, m_mechanism, "throttled");
        m_answer(SaslOutcome{SaslOutcome::Kind::TemporaryFailure, {}, {}, refusal->text});
        return;
    }
    m_exchange = m_server.credentials.begin(action.mechanism, m_journal.client());
    if (m_exchange)
        step(action.initialResponse);
    else
        m_answer(SaslOutcome{});
}

void SessionLogin::goOn(const action::ContinueSasl &action)
{
    if (m_exchange)
        step(action.response);
}

void SessionLogin::abort()
{
    m_journal.loggedIn({}, m_mechanism, "cancelled");
    m_exchange.reset();
}

void SessionLogin::step(const std::optional<QByteArray> &response)
{
    m_exchange->step(response, [this](const LoginStep &step) { stepped(step); });
}

void SessionLogin::note(const LoginStep &step)
{
    using Kind = LoginStep::Kind;
    if (step.kind == Kind::Accepted || step.kind == Kind::Rejected) {
        m_server.counters.noteLogin(m_client, step.user, step.kind == Kind::Accepted,
                                    m_server.now());
        m_journal.loggedIn(step.user, m_mechanism,
                           step.kind == Kind::Accepted ? "accepted" : "wrong");
        return;
    }
    m_journal.loggedIn(step.user, m_mechanism,
                       step.kind == Kind::Malformed ? "malformed"
                       : step.kind == Kind::Busy    ? "busy"
                                                    : "unavailable");
}

/// The exchange is not deleted here: this runs within its own call. The next one replaces it.
void SessionLogin::stepped(const LoginStep &step)
{
    using Kind = LoginStep::Kind;
    using Outcome = SaslOutcome::Kind;
    if (step.kind == Kind::Challenge) {
        m_answer(SaslOutcome{Outcome::Challenge, step.challenge, {}, {}});
        return;
    }
    note(step);
    SaslOutcome outcome;
    if (step.kind == Kind::Accepted) {
        m_policy.loggedIn(step.credential);
        outcome = {Outcome::Success, {}, step.user, {}};
    } else if (step.kind == Kind::Busy || step.kind == Kind::Unavailable) {
        outcome.kind = Outcome::TemporaryFailure;
    }
    m_answer(outcome);
}

} // namespace postern::net
