// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/LoginThrottle.h"
#include "shared/Result.h"
#include "shared/net/IpAddress.h"

#include <QHash>

#include <optional>

namespace postern::control
{

struct ControlContext;

/// Limits guessing of passwords, pairing codes and session tokens, per address; policy decides, and
/// lifts it for an entry with Console Login. A try counts as failed while it is under way, so that
/// tries side by side do not slip through: each enter() that went well is followed by exactly one
/// of succeed(), fail() and giveBack(). Control thread.
class ControlThrottle
{
public:
    explicit ControlThrottle(ControlContext &context);

    /// Begins a try: nothing if it may go on, else Throttled with data.retryAfterSeconds.
    [[nodiscard]] std::optional<Error> enter(const IpAddress &client);
    /// It was right: what the address did before with this administrator's name is forgiven.
    void succeed(const IpAddress &client, const QString &administrator);
    /// `administrator`: whose password was tried; empty for a name that nobody has, a code or a
    /// token.
    void fail(const IpAddress &client, const QString &administrator = {});
    /// It was not answered (the server was busy, or the error was another): it does not count.
    void giveBack(const IpAddress &client);

private:
    ControlContext &m_context;
    qint64 m_windowMs;
    policy::LoginThrottle m_failures;
    QHash<IpAddress, int> m_underWay;
};

} // namespace postern::control
