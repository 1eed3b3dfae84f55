// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SharedLimits.h"

#include "server/net/DecisionText.h"
#include "server/net/RecipientTable.h"

#include <QHash>

namespace postern::net
{

namespace
{

/// One IPv6 customer has all of a /64.
IpAddress networkOf(const IpAddress &client)
{
    if (client.isV4())
        return client;
    return IpAddress::fromBits(IpAddress::Family::V6, UInt128{client.bits().high, 0});
}

/// What is counted of an address and its entry, with `open` recipients on top.
policy::Usage usageOf(qint64 addressHour, qint64 addressDay, qint64 entryHour, qint64 entryDay,
                      qint64 open)
{
    policy::Usage usage;
    usage.addressRecipientsHour = addressHour + open;
    usage.addressRecipientsDay = addressDay + open;
    usage.entryRecipientsHour = entryHour + open;
    usage.entryRecipientsDay = entryDay + open;
    return usage;
}

} // namespace

class SharedLimits::AddressShard
{
public:
    /// Connections of one address; `unlisted` of them count for its network too.
    struct Open
    {
        int all = 0;
        int unlisted = 0;
    };

    explicit AddressShard(qsizetype most) : recipients(most) {}

    std::mutex mutex;
    QHash<IpAddress, Open> connections; ///< bounded by the connections that are open
    QHash<IpAddress, int> unlisted;     ///< by networkOf()
    RecipientTable<IpAddress> recipients;
};

class SharedLimits::EntryShard
{
public:
    explicit EntryShard(qsizetype most) : recipients(most) {}

    std::mutex mutex;
    RecipientTable<QString> recipients;
};

SharedLimits::SharedLimits(qint64 contentLimit, qsizetype mostPerShard)
    : m_content(contentLimit), m_loginWindowMs(policy::PolicySettings().loginFailureWindowMs),
      m_logins(m_loginWindowMs)
{
    for (std::size_t i = 0; i < shardCount; ++i) {
        m_addresses.at(i) = std::make_unique<AddressShard>(mostPerShard);
        m_entries.at(i) = std::make_unique<EntryShard>(mostPerShard);
    }
}

SharedLimits::~SharedLimits() = default;

SharedLimits::AddressShard &SharedLimits::shardOf(const IpAddress &client) const
{
    return *m_addresses.at(qHash(networkOf(client), 0) % shardCount);
}

SharedLimits::EntryShard &SharedLimits::shardOfEntry(const QString &entryId) const
{
    return *m_entries.at(qHash(entryId, 0) % shardCount);
}

policy::Decision SharedLimits::decide(policy::Facts facts, const policy::PolicySnapshot &snapshot,
                                      UtcMs now, qint64 open)
{
    switch (facts.stage) {
    case policy::Stage::Connect:
        return decideConnection(facts, snapshot, now);
    case policy::Stage::Recipient:
        return decideRecipient(facts, snapshot, now, open);
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
    facts.usage.connectionsTotal = m_connections.load();
    facts.usage.connectionsFromAddress = shard.connections.value(facts.client).all;
    facts.usage.connectionsFromNetwork = shard.unlisted.value(networkOf(facts.client));
    policy::Decision decision = policy::decide(facts, snapshot, now);
    if (decision.isAllowed()) {
        AddressShard::Open &open = shard.connections[facts.client];
        ++open.all;
        if (!decision.services.testFlag(Service::Smtp)) {
            ++open.unlisted;
            ++shard.unlisted[networkOf(facts.client)];
        }
        ++m_connections;
    }
    return decision;
}

policy::Decision SharedLimits::decideRecipient(policy::Facts &facts,
                                               const policy::PolicySnapshot &snapshot, UtcMs now,
                                               qint64 open)
{
    const WhitelistEntry *entry = snapshot.table.find(facts.client, now);
    if (!entry)
        return policy::decide(facts, snapshot, now); // nothing of it would be counted
    // Always the address before the entry, so that two workers never wait for each other.
    AddressShard &shard = shardOf(facts.client);
    const std::lock_guard lock(shard.mutex);
    EntryShard &entryShard = shardOfEntry(entry->id);
    const std::lock_guard entryLock(entryShard.mutex);
    const auto ofAddress = shard.recipients.counted(facts.client, now);
    const auto ofEntry = entryShard.recipients.counted(entry->id, now);
    facts.usage = usageOf(ofAddress.hour, ofAddress.day, ofEntry.hour, ofEntry.day, open);
    return policy::decide(facts, snapshot, now);
}

QList<policy::Decision> SharedLimits::countRecipients(policy::Facts facts,
                                                      const QList<QString> &domains,
                                                      const policy::PolicySnapshot &snapshot,
                                                      UtcMs now, CountedRecipients &counted)
{
    facts.stage = policy::Stage::Recipient;
    counted = {};
    QList<policy::Decision> decisions;
    const WhitelistEntry *entry = snapshot.table.find(facts.client, now);
    if (!entry)
        return decisions;
    AddressShard &shard = shardOf(facts.client);
    const std::lock_guard lock(shard.mutex);
    EntryShard &entryShard = shardOfEntry(entry->id);
    const std::lock_guard entryLock(entryShard.mutex);
    const auto ofAddress = shard.recipients.counted(facts.client, now);
    const auto ofEntry = entryShard.recipients.counted(entry->id, now);
    qint64 count = 0;
    for (const QString &domain : domains) {
        facts.recipientDomain = domain;
        facts.usage = usageOf(ofAddress.hour, ofAddress.day, ofEntry.hour, ofEntry.day, count);
        decisions += policy::decide(facts, snapshot, now);
        if (decisions.last().reason == policy::Reason::FarOverLimit)
            return decisions;
        if (decisions.last().isAllowed() && isByBypass(decisions.last().reason))
            ++count;
    }
    if (count == 0)
        return decisions;
    shard.recipients.add(facts.client, count, now);
    entryShard.recipients.add(entry->id, count, now);
    counted = {facts.client, entry->id, count, now};
    return decisions;
}

void SharedLimits::giveBack(const CountedRecipients &counted)
{
    if (counted.count == 0)
        return;
    AddressShard &shard = shardOf(counted.client);
    const std::lock_guard lock(shard.mutex);
    shard.recipients.takeBack(counted.client, counted.count, counted.at);
    EntryShard &entryShard = shardOfEntry(counted.entryId);
    const std::lock_guard entryLock(entryShard.mutex);
    entryShard.recipients.takeBack(counted.entryId, counted.count, counted.at);
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
    const auto it = shard.connections.find(client);
    if (it == shard.connections.end())
        return;
    --it->all;
    // The list may have changed since: the last ones to go are taken for the unlisted ones.
    if (it->unlisted > it->all) {
        --it->unlisted;
        const auto network = shard.unlisted.find(networkOf(client));
        if (network != shard.unlisted.end() && --*network <= 0)
            shard.unlisted.erase(network);
    }
    if (it->all <= 0)
        shard.connections.erase(it);
}

void SharedLimits::noteLogin(const IpAddress &client, const QString &account, bool isSuccess,
                             UtcMs now)
{
    const std::lock_guard lock(m_loginMutex);
    if (isSuccess)
        m_logins.noteSuccess(client, account);
    else
        m_logins.noteFailure(client, account, now);
}

void SharedLimits::sweep(UtcMs now)
{
    for (const std::unique_ptr<AddressShard> &shard : m_addresses) {
        const std::lock_guard lock(shard->mutex);
        shard->recipients.sweep(now);
    }
    for (const std::unique_ptr<EntryShard> &shard : m_entries) {
        const std::lock_guard lock(shard->mutex);
        shard->recipients.sweep(now);
    }
}

qsizetype SharedLimits::countedAddresses() const
{
    qsizetype sum = 0;
    for (const std::unique_ptr<AddressShard> &shard : m_addresses) {
        const std::lock_guard lock(shard->mutex);
        sum += shard->recipients.size();
    }
    return sum;
}

} // namespace postern::net
