// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/SlidingCount.h"
#include "shared/net/IpAddress.h"

#include <QHash>
#include <QString>

namespace postern::policy
{

/// Failed logins by client address, within a sliding window; what decide() is given as
/// `usage.loginFailures` at the stages Login and Console. Time is an argument. One thread, or under
/// the owner's lock.
///
/// An address counts as a whole, but a right password forgives the slips of its own account alone:
/// else whoever has an account could guess at others and wipe the count by logging in now and then.
///
/// IPv6 is counted by /64, because one customer has all of it. Memory is bounded: above
/// `maxAddresses` the one that failed longest ago is forgotten, and of one address at most
/// `maxAccounts` are told apart.
class LoginThrottle
{
public:
    static constexpr qsizetype defaultMaxAddresses = 65536;
    static constexpr qsizetype maxAccounts = 8;

    explicit LoginThrottle(qint64 windowMs, qsizetype maxAddresses = defaultMaxAddresses)
        : m_windowMs(windowMs), m_maxAddresses(maxAddresses)
    {}

    /// `account`: whose password was tried; empty when nobody has the name.
    void noteFailure(const IpAddress &client, const QString &account, UtcMs now);
    /// A correct login forgets the failures of the same account before it, its owner's slips.
    void noteSuccess(const IpAddress &client, const QString &account);
    [[nodiscard]] int failures(const IpAddress &client, UtcMs now);
    [[nodiscard]] qsizetype addresses() const { return m_failures.size(); }

private:
    struct Failures
    {
        explicit Failures(qint64 windowMs) : unforgiven(windowMs) {}
        [[nodiscard]] qint64 at(UtcMs now);

        SlidingCount unforgiven; ///< of names that nobody has, and of accounts beyond maxAccounts
        QHash<QString, SlidingCount> byAccount;
        UtcMs lastAt = 0;
    };

    [[nodiscard]] static IpAddress keyOf(const IpAddress &client);
    void makeRoom(UtcMs now);

    qint64 m_windowMs;
    qsizetype m_maxAddresses;
    QHash<IpAddress, Failures> m_failures;
};

} // namespace postern::policy
