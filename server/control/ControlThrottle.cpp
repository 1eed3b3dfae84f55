// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ControlThrottle.h"

#include "server/control/ControlContext.h"

namespace postern::control
{

namespace
{

constexpr qint64 msPerMinute = 60000;

} // namespace

ControlThrottle::ControlThrottle(ControlContext &context)
    : m_context(context), m_windowMs(policy::PolicySettings().controlLoginFailureWindowMs),
      m_failures(m_windowMs)
{}

std::optional<Error> ControlThrottle::enter(const IpAddress &client)
{
    const policy::PolicySnapshotPtr snapshot = m_context.sources.snapshot();
    const UtcMs now = m_context.now();
    if (snapshot->settings.controlLoginFailureWindowMs != m_windowMs) {
        m_windowMs = snapshot->settings.controlLoginFailureWindowMs;
        m_failures = policy::LoginThrottle(m_windowMs);
    }
    policy::Facts facts;
    facts.stage = policy::Stage::Console;
    facts.client = client;
    facts.usage.loginFailures = m_failures.failures(client, now) + m_underWay.value(client);
    if (policy::decide(facts, *snapshot, now).isAllowed()) {
        ++m_underWay[client];
        return std::nullopt;
    }
    return Error{ErrorKind::Throttled,
                 QStringLiteral("Too many wrong passwords or codes came from %1. Try again in %2 "
                                "minutes.")
                     .arg(client.toString())
                     .arg((m_windowMs + msPerMinute - 1) / msPerMinute),
                 {},
                 {{QStringLiteral("retryAfterSeconds"), m_windowMs / 1000}}};
}

void ControlThrottle::succeed(const IpAddress &client, const QString &administrator)
{
    giveBack(client);
    m_failures.noteSuccess(client, administrator);
}

void ControlThrottle::fail(const IpAddress &client, const QString &administrator)
{
    giveBack(client);
    m_failures.noteFailure(client, administrator, m_context.now());
}

void ControlThrottle::giveBack(const IpAddress &client)
{
    if (--m_underWay[client] <= 0)
        m_underWay.remove(client);
}

} // namespace postern::control
