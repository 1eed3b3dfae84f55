// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SharedLimits.h"

#include "server/net/DecisionText.h"
#include "server/policy/SlidingCount.h"

#include <QHash>

#include <optional>

namespace postern::net
{

namespace
{

constexpr qint64 hourMs = 60LL * 60 * 1000;
constexpr qint64 dayMs = 24 * hourMs;

struct RecipientCounts
{
    policy::SlidingCount hour{hourMs};
    policy::SlidingCount day{dayMs};

    void add(UtcMs now)
    {
        hour.add(1, now);
        day.add(1, now);
    }
    [[nodiscard]] bool isIdle(UtcMs now) { return day.at(now) == 0; }
};

struct AddressCounts
{
    int connections = 0;
    std::optional<RecipientCounts> recipients;
};

} // namespace

class SharedLimits::AddressShard
{
public:
    std::mutex mutex;
    QHash<IpAddress, AddressCounts> counts;
};

class SharedLimits::EntryShard
{
public:
    std::mutex mutex;
    QHash<QString, RecipientCounts> counts;
};

SharedLimits::SharedLimits(qint64 contentLimit)
    : m_content(contentLimit), m_addresses(std::make_unique<AddressShard[]>(shardCount)),
      m_entries(std::make_unique<EntryShard[]>(shardCount)),
      m_loginWindowMs(policy::PolicySettings().loginFailureWindowMs), m_logins(m_loginWindowMs)
{}

SharedLimits::~SharedLimits() = default;

SharedLimits::AddressShard &SharedLimits::shardOf(const IpAddress &client) const
{
    return m_addresses[qHash(client, 0) % shardCount];
}

SharedLimits::EntryShard &SharedLimits::shardOfEntry(const QString &entryId) const
{
    return m_entries[qHash(entryId, 0) % shardCount];
}

policy::Decision SharedLimits::decide(policy::Facts facts, const policy::PolicySnapshot &snapshot,
                                      UtcMs now)
{
    switch (facts.stage) {
    case policy::Stage::Connect:
        return decideConnection(facts, snapshot, now);
    case policy::Stage::Recipient:
        return decideRecipient(facts, snapshot, now);
    case policy::Stage::Login:
        return decideLogin(facts, snapshot, now);
    default:
        return policy::decide(facts, snapshot, now);
    }
}

policy::Decision SharedLimits::decideConnection(policy::Facts &facts,
                                                const policy::PolicySnapshot &snapshot, UtcMs now)
{
    AddressShard &shard = shardOf(facts.client);
    const std::lock_guard lock(shard.mutex);
    const auto it = shard.counts.constFind(facts.client);
    facts.usage.connectionsTotal = m_connections.load();
    facts.usage.connectionsFromAddress = it == shard.counts.constEnd() ? 0 : it->connections;
    policy::Decision decision = policy::decide(facts, snapshot, now);
    if (decision.isAllowed()) {
        ++shard.counts[facts.client].connections;
        ++m_connections;
    }
    return decision;
}

policy::Decision SharedLimits::decideRecipient(policy::Facts &facts,
                                               const policy::PolicySnapshot &snapshot, UtcMs now)
{
    const WhitelistEntry *entry = snapshot.table.find(facts.client, now);
    if (!entry)
        return policy::decide(facts, snapshot, now); // nothing of it would be counted
    // Always the address before the entry, so that two workers never wait for each other.
    AddressShard &shard = shardOf(facts.client);
    const std::lock_guard lock(shard.mutex);
    EntryShard &entryShard = shardOfEntry(entry->id);
    const std::lock_guard entryLock(entryShard.mutex);
    RecipientCounts &ofEntry = entryShard.counts[entry->id];
    AddressCounts &address = shard.counts[facts.client];
    if (!address.recipients)
        address.recipients.emplace();
    facts.usage.addressRecipientsHour = address.recipients->hour.at(now);
    facts.usage.addressRecipientsDay = address.recipients->day.at(now);
    facts.usage.entryRecipientsHour = ofEntry.hour.at(now);
    facts.usage.entryRecipientsDay = ofEntry.day.at(now);
    policy::Decision decision = policy::decide(facts, snapshot, now);
    if (decision.isAllowed() && isByBypass(decision.reason)) {
        address.recipients->add(now);
        ofEntry.add(now);
    }
    return decision;
}

policy::Decision SharedLimits::decideLogin(policy::Facts &facts,
                                           const policy::PolicySnapshot &snapshot, UtcMs now)
{
    const std::lock_guard lock(m_loginMutex);
    if (m_loginWindowMs != snapshot.settings.loginFailureWindowMs) {
        m_loginWindowMs = snapshot.settings.loginFailureWindowMs;
        m_logins = policy::LoginThrottle(m_loginWindowMs);
    }
    facts.usage.loginFailures = m_logins.failures(facts.client, now);
    return policy::decide(facts, snapshot, now);
}

void SharedLimits::releaseConnection(const IpAddress &client)
{
    AddressShard &shard = shardOf(client);
    const std::lock_guard lock(shard.mutex);
    --m_connections;
    const auto it = shard.counts.find(client);
    if (it == shard.counts.end())
        return;
    --it->connections;
    if (it->connections <= 0 && !it->recipients)
        shard.counts.erase(it);
}

void SharedLimits::noteLogin(const IpAddress &client, bool isSuccess, UtcMs now)
{
    const std::lock_guard lock(m_loginMutex);
    if (isSuccess)
        m_logins.noteSuccess(client);
    else
        m_logins.noteFailure(client, now);
}

void SharedLimits::sweep(UtcMs now)
{
    for (std::size_t i = 0; i < shardCount; ++i) {
        AddressShard &shard = m_addresses[i];
        const std::lock_guard lock(shard.mutex);
        shard.counts.removeIf([now](auto item) {
            AddressCounts &address = item.value();
            if (address.recipients && address.recipients->isIdle(now))
                address.recipients.reset();
            return address.connections <= 0 && !address.recipients;
        });
    }
    for (std::size_t i = 0; i < shardCount; ++i) {
        EntryShard &shard = m_entries[i];
        const std::lock_guard lock(shard.mutex);
        shard.counts.removeIf([now](auto item) { return item.value().isIdle(now); });
    }
}

} // namespace postern::net
