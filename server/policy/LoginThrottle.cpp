// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/LoginThrottle.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace postern::policy
{

qint64 LoginThrottle::Failures::at(UtcMs now)
{
    qint64 sum = unforgiven.at(now);
    for (SlidingCount &count : byAccount)
        sum += count.at(now);
    return sum;
}

void LoginThrottle::noteFailure(const IpAddress &client, const QString &account, UtcMs now)
{
    const IpAddress key = keyOf(client);
    auto found = m_failures.find(key);
    if (found == m_failures.end()) {
        if (m_failures.size() >= m_maxAddresses)
            makeRoom(now);
        found = m_failures.insert(key, Failures(m_windowMs));
    }
    auto counted = found->byAccount.find(account);
    if (counted == found->byAccount.end() && !account.isEmpty()
        && found->byAccount.size() < maxAccounts)
        counted = found->byAccount.insert(account, SlidingCount(m_windowMs));
    (counted == found->byAccount.end() ? found->unforgiven : *counted).add(1, now);
    found->lastAt = std::max(found->lastAt, now);
}

void LoginThrottle::noteSuccess(const IpAddress &client, const QString &account)
{
    const auto found = m_failures.find(keyOf(client));
    if (found != m_failures.end())
        found->byAccount.remove(account);
}

int LoginThrottle::failures(const IpAddress &client, UtcMs now)
{
    const auto found = m_failures.find(keyOf(client));
    if (found == m_failures.end())
        return 0;
    const qint64 count = found->at(now);
    if (count == 0)
        m_failures.erase(found);
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

IpAddress LoginThrottle::keyOf(const IpAddress &client)
{
    if (client.isV4())
        return client;
    return IpAddress::fromBits(IpAddress::Family::V6, UInt128{client.bits().high, 0});
}

/// Forgets what counts no more; if that is not enough, the eighth that failed longest ago, so that
/// a flood of addresses pays for the search only now and then.
void LoginThrottle::makeRoom(UtcMs now)
{
    m_failures.removeIf([now](auto item) { return item.value().at(now) == 0; });
    if (m_failures.size() < m_maxAddresses)
        return;
    std::vector<UtcMs> times;
    for (const Failures &failures : std::as_const(m_failures))
        times.push_back(failures.lastAt);
    const auto cut = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 8);
    std::nth_element(times.begin(), cut, times.end());
    qsizetype excess = static_cast<qsizetype>(times.size() / 8) + 1;
    const UtcMs newest = *cut;
    m_failures.removeIf([newest, &excess](auto item) {
        if (excess <= 0 || item.value().lastAt > newest)
            return false;
        --excess;
        return true;
    });
}

} // namespace postern::policy
