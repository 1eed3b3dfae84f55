// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SharedLimits.h"

#include "server/net/DecisionText.h"
#include "server/net/RecipientTable.h"

#include <QHash>

#include <optional>

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

/// `counted` with `open` recipients on top.
policy::Usage withOpen(policy::Usage counted, qint64 open)
{
    counted.addressRecipientsHour += open;
    counted.addressRecipientsDay += open;
    counted.entryRecipientsHour += open;
    counted.entryRecipientsDay += open;
    return counted;
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

/// The recipients counted for one address and for its entry, both locked while this lives: always
/// the address before the entry, so that two workers never wait for each other.
class SharedLimits::RecipientCounts
{
public:
    RecipientCounts(const SharedLimits &limits, const IpAddress &client, const QString &entryId)
        : m_client(client), m_entryId(entryId), m_address(limits.shardOf(client)),
          m_addressLock(m_address.mutex), m_entry(limits.shardOfEntry(entryId)),
          m_entryLock(m_entry.mutex)
    {}

    [[nodiscard]] policy::Usage at(UtcMs now)
    {
        const auto ofAddress = m_address.recipients.counted(m_client, now);
        const auto ofEntry = m_entry.recipients.counted(m_entryId, now);
        policy::Usage usage;
        usage.addressRecipientsHour = ofAddress.hour;
        usage.addressRecipientsDay = ofAddress.day;
        usage.entryRecipientsHour = ofEntry.hour;
        usage.entryRecipientsDay = ofEntry.day;
        return usage;
    }
    void add(qint64 count, UtcMs now)
    {
        m_address.recipients.add(m_client, count, now);
        m_entry.recipients.add(m_entryId, count, now);
    }
    void takeBack(qint64 count, UtcMs then)
    {
        m_address.recipients.takeBack(m_client, count, then);
        m_entry.recipients.takeBack(m_entryId, count, then);
    }

private:
    const IpAddress m_client;
    const QString m_entryId;
    AddressShard &m_address;
    const std::lock_guard<std::mutex> m_addressLock;
    EntryShard &m_entry;
    const std::lock_guard<std::mutex> m_entryLock;
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
    RecipientCounts counts(*this, facts.client, entry->id);
    facts.usage = withOpen(counts.at(now), open);
    return policy::decide(facts, snapshot, now);
}

QList<policy::Decision> SharedLimits::countRecipients(policy::Facts facts,
                                                      const QList<QString> &domains,
                                                      const policy::PolicySnapshot &snapshot,
                                                      UtcMs now, CountedRecipients &counted)
{
    facts.stage = policy::Stage::Recipient;
    counted = {};
    const WhitelistEntry *entry = snapshot.table.find(facts.client, now);
    std::optional<RecipientCounts> counts;
    policy::Usage before; // without an entry nothing is counted
    if (entry) {
        counts.emplace(*this, facts.client, entry->id);
        before = counts->at(now);
    }
    QList<policy::Decision> decisions;
    qint64 count = 0;
    for (const QString &domain : domains) {
        facts.recipientDomain = domain;
        facts.usage = withOpen(before, count);
        decisions += policy::decide(facts, snapshot, now);
        if (!decisions.last().isAllowed())
            return decisions;
        if (isByBypass(decisions.last().reason))
            ++count;
    }
    if (count > 0 && counts) {
        counts->add(count, now);
        counted = {facts.client, entry->id, count, now};
    }
    return decisions;
}

policy::Usage SharedLimits::usageOf(const IpAddress &client, const QString &entryId,
                                    UtcMs now) const
{
    policy::Usage usage;
    if (!entryId.isEmpty())
        usage = RecipientCounts(*this, client, entryId).at(now);
    AddressShard &shard = shardOf(client);
    const std::lock_guard lock(shard.mutex);
    usage.connectionsTotal = m_connections.load();
    usage.connectionsFromAddress = shard.connections.value(client).all;
    usage.connectionsFromNetwork = shard.unlisted.value(networkOf(client));
    return usage;
}

void SharedLimits::giveBack(const CountedRecipients &counted)
{
    if (counted.count > 0)
        RecipientCounts(*this, counted.client, counted.entryId).takeBack(counted.count, counted.at);
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
