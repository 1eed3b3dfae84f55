// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/SlidingCount.h"
#include "shared/net/IpAddress.h"

#include <QHash>

namespace postern::policy
{

/// Failed logins by client address, within a sliding window; what decide() is given as
/// `usage.loginFailures` at the stages Login and Console. Time is an argument. One thread, or under
/// the owner's lock.
///
/// IPv6 is counted by /64, because one customer has all of it. Memory is bounded: above
/// `maxAddresses` the one that failed longest ago is forgotten.
class LoginThrottle
{
public:
    static constexpr qsizetype defaultMaxAddresses = 65536;

    explicit LoginThrottle(qint64 windowMs, qsizetype maxAddresses = defaultMaxAddresses)
        : m_windowMs(windowMs), m_maxAddresses(maxAddresses)
    {}

    void noteFailure(const IpAddress &client, UtcMs now);
    /// A correct login forgets the failures before it, which were its owner's slips.
    void noteSuccess(const IpAddress &client);
    [[nodiscard]] int failures(const IpAddress &client, UtcMs now);
    [[nodiscard]] qsizetype addresses() const { return m_failures.size(); }

private:
    struct Failures
    {
        SlidingCount count;
        UtcMs lastAt = 0;
    };

    [[nodiscard]] static IpAddress keyOf(const IpAddress &client);
    void makeRoom(UtcMs now);

    qint64 m_windowMs;
    qsizetype m_maxAddresses;
    QHash<IpAddress, Failures> m_failures;
};

} // namespace postern::policy
