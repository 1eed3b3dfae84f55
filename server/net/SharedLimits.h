// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/ByteBudget.h"
#include "server/policy/AccessTable.h"
#include "server/policy/LoginThrottle.h"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

namespace postern::net
{

/// What all workers count together: open connections, recipients of messages that a bypass let
/// through, failed logins. Shards by the hash of the address with a mutex each, held for one pure
/// call and never across I/O, so that a limit of 20 is 20 with any number of workers. Any thread.
///
/// Memory is bounded: recipients are counted for at most 64 times `mostPerShard` addresses and as
/// many entries, above which those counted longest ago begin at zero again; failed logins as
/// LoginThrottle says, IPv6 by its /64.
class SharedLimits
{
public:
    static constexpr std::size_t shardCount = 64;
    static constexpr qsizetype defaultMostPerShard = 1024; ///< about 16 MB for each of the two

    /// `contentLimit`: bytes of content in memory over all sessions.
    explicit SharedLimits(qint64 contentLimit = 256LL * 1024 * 1024,
                          qsizetype mostPerShard = defaultMostPerShard);
    ~SharedLimits();

    /// policy::decide() with what is counted now in `facts.usage`, in one step with the counting:
    /// a connection that is allowed counts until releaseConnection(). A recipient counts only with
    /// its message (countRecipients()), since most transactions may still come to nothing; `open`
    /// are those that a bypass has let into the same transaction before.
    [[nodiscard]] policy::Decision
    decide(policy::Facts facts, const policy::PolicySnapshot &snapshot, UtcMs now, qint64 open = 0);
    void releaseConnection(const IpAddress &client);
    /// What decide() would take for counted, without counting: for Explain. `entryId`: of the entry
    /// that decides for the client, or empty.
    [[nodiscard]] policy::Usage usageOf(const IpAddress &client, const QString &entryId,
                                        UtcMs now) const;

    /// Recipients that were counted for one message.
    struct CountedRecipients
    {
        IpAddress client;
        QString entryId;
        qint64 count = 0;
        UtcMs at = 0;
    };
    /// Decides each recipient of a message at its end of data once more, `domains` in their order,
    /// and counts those that a bypass lets in, all in one step: sessions of one address at the same
    /// time share its limit exactly. One that is not allowed is the last that is answered, and then
    /// nothing is counted.
    [[nodiscard]] QList<policy::Decision> countRecipients(policy::Facts facts,
                                                          const QList<QString> &domains,
                                                          const policy::PolicySnapshot &snapshot,
                                                          UtcMs now, CountedRecipients &counted);
    /// The message was not stored after all.
    void giveBack(const CountedRecipients &counted);
    [[nodiscard]] int connections() const { return m_connections.load(); }

    /// For the decisions of Stage::Login that follow.
    void noteLogin(const IpAddress &client, const QString &account, bool isSuccess, UtcMs now);

    [[nodiscard]] ByteBudget &content() { return m_content; }

    /// Forgets addresses and entries of which nothing counts any more; call it now and then.
    void sweep(UtcMs now);
    /// Addresses of which recipients are counted.
    [[nodiscard]] qsizetype countedAddresses() const;

private:
    class AddressShard;
    class EntryShard;
    class RecipientCounts;

    [[nodiscard]] policy::Decision
    decideConnection(policy::Facts &facts, const policy::PolicySnapshot &snapshot, UtcMs now);
    [[nodiscard]] policy::Decision decideRecipient(policy::Facts &facts,
                                                   const policy::PolicySnapshot &snapshot,
                                                   UtcMs now, qint64 open);
    [[nodiscard]] policy::Decision decideLogin(policy::Facts &facts,
                                               const policy::PolicySnapshot &snapshot, UtcMs now);
    [[nodiscard]] AddressShard &shardOf(const IpAddress &client) const;
    [[nodiscard]] EntryShard &shardOfEntry(const QString &entryId) const;

    ByteBudget m_content;
    std::atomic<int> m_connections = 0;
    std::array<std::unique_ptr<AddressShard>, shardCount> m_addresses;
    std::array<std::unique_ptr<EntryShard>, shardCount> m_entries;
    std::mutex m_loginMutex; // logins are rare: one for all
    qint64 m_loginWindowMs;
    policy::LoginThrottle m_logins;
};

} // namespace postern::net
