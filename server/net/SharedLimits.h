// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/ByteBudget.h"
#include "server/policy/AccessTable.h"
#include "server/policy/LoginThrottle.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace postern::net
{

/// What all workers count together: open connections, recipients that a bypass let through, failed
/// logins. Shards by the hash of the address with a mutex each, held for one pure call and never
/// across I/O, so that a limit of 20 is 20 with any number of workers. Any thread.
class SharedLimits
{
public:
    /// `contentLimit`: bytes of content in memory over all sessions.
    explicit SharedLimits(qint64 contentLimit = 256LL * 1024 * 1024);
    ~SharedLimits();

    /// policy::decide() with what is counted now in `facts.usage`, in one step with the counting:
    /// a connection that is allowed counts until releaseConnection(); a recipient that is allowed
    /// or held by a bypass counts for its address and its entry.
    [[nodiscard]] policy::Decision decide(policy::Facts facts,
                                          const policy::PolicySnapshot &snapshot, UtcMs now);
    void releaseConnection(const IpAddress &client);
    [[nodiscard]] int connections() const { return m_connections.load(); }

    /// For the decisions of Stage::Login that follow.
    void noteLogin(const IpAddress &client, bool isSuccess, UtcMs now);

    [[nodiscard]] ByteBudget &content() { return m_content; }

    /// Forgets addresses and entries of which nothing counts any more; call it now and then.
    void sweep(UtcMs now);

private:
    class AddressShard;
    class EntryShard;
    static constexpr std::size_t shardCount = 64;

    [[nodiscard]] policy::Decision
    decideConnection(policy::Facts &facts, const policy::PolicySnapshot &snapshot, UtcMs now);
    [[nodiscard]] policy::Decision
    decideRecipient(policy::Facts &facts, const policy::PolicySnapshot &snapshot, UtcMs now);
    [[nodiscard]] policy::Decision decideLogin(policy::Facts &facts,
                                               const policy::PolicySnapshot &snapshot, UtcMs now);
    [[nodiscard]] AddressShard &shardOf(const IpAddress &client) const;
    [[nodiscard]] EntryShard &shardOfEntry(const QString &entryId) const;

    ByteBudget m_content;
    std::atomic<int> m_connections = 0;
    std::unique_ptr<AddressShard[]> m_addresses;
    std::unique_ptr<EntryShard[]> m_entries;
    std::mutex m_loginMutex; // logins are rare: one for all
    qint64 m_loginWindowMs;
    policy::LoginThrottle m_logins;
};

} // namespace postern::net
