// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/AccessTable.h"

#include <algorithm>

namespace postern::policy
{

namespace
{

/// An entry may have this many times the limit of one address.
constexpr qint64 entryFactor = 5;
/// From this many times the limit on nothing more is taken, so that a runaway cannot fill the
/// queue.
constexpr qint64 farFactor = 10;

/// The rules, one function a stage; each answer keeps who decides.
class Decider
{
public:
    Decider(const Facts &facts, const PolicySnapshot &snapshot, UtcMs now)
        : m_facts(facts), m_snapshot(snapshot)
    {
        if (const WhitelistEntry *entry = snapshot.table.find(facts.client, now)) {
            m_decision.entry = *entry;
            m_decision.services = entry->services;
        }
        m_mayConsole = snapshot.table.services(facts.client, now).testFlag(Service::ConsoleLogin);
    }

    [[nodiscard]] Decision decide() const
    {
        switch (m_facts.stage) {
        case Stage::Connect:
            return connect();
        case Stage::Mail:
            return mail();
        case Stage::Recipient:
            return recipient();
        case Stage::EndOfData:
            return endOfData();
        case Stage::Login:
            return login(has(Service::BruteForce), m_snapshot.settings.loginFailures);
        case Stage::Console:
            return login(m_mayConsole, m_snapshot.settings.controlLoginFailures);
        }
        return answer(Verdict::Refuse, Reason::LoginRequired);
    }

private:
    [[nodiscard]] bool has(Service service) const { return m_decision.services.testFlag(service); }

    [[nodiscard]] bool isLoggedIn() const
    {
        return m_facts.user
               && (m_facts.isLoginFresh || m_snapshot.credentials.contains(m_facts.credential));
    }

    [[nodiscard]] Decision answer(Verdict verdict, Reason reason, qint64 limit = 0) const
    {
        Decision decision = m_decision;
        decision.verdict = verdict;
        decision.reason = reason;
        decision.limit = limit;
        return decision;
    }

    [[nodiscard]] Decision connect() const;
    [[nodiscard]] Decision mail() const;
    [[nodiscard]] Decision recipient() const;
    [[nodiscard]] Decision endOfData() const;
    [[nodiscard]] Decision login(bool isExempt, int limit) const;
    [[nodiscard]] Decision loginRequired() const;
    [[nodiscard]] Decision withinLimits() const;

    const Facts &m_facts;
    const PolicySnapshot &m_snapshot;
    Decision m_decision;
    bool m_mayConsole = false;
};

Decision Decider::connect() const
{
    const PolicySettings &settings = m_snapshot.settings;
    const Usage &usage = m_facts.usage;
    if (usage.connectionsTotal >= settings.connections)
        return answer(Verdict::Defer, Reason::TooManyConnections, settings.connections);
    const int limit =
        has(Service::Smtp) ? settings.connectionsPerListedAddress : settings.connectionsPerAddress;
    const int used = has(Service::Smtp)
                         ? usage.connectionsFromAddress
                         : std::max(usage.connectionsFromAddress, usage.connectionsFromNetwork);
    if (limit > 0 && used >= limit)
        return answer(Verdict::Defer, Reason::TooManyConnectionsFromAddress, limit);
    return answer(Verdict::Allow, Reason::Connected);
}

Decision Decider::mail() const
{
    if (isLoggedIn())
        return answer(Verdict::Allow, Reason::AuthenticatedUser);
    if (has(Service::SmtpAuthBypass))
        return answer(Verdict::Allow, Reason::AuthBypass);
    if (m_facts.listener == ListenerRole::Relay)
        return answer(Verdict::Allow, Reason::SenderNotYetNeeded);
    return loginRequired();
}

Decision Decider::recipient() const
{
    if (isLoggedIn())
        return answer(Verdict::Allow, Reason::AuthenticatedUser);
    const bool isLocal = m_facts.listener == ListenerRole::Relay
                         && m_snapshot.acceptedDomains.contains(m_facts.recipientDomain);
    if (isLocal) {
        // An accepted domain needs no bypass, so it does not count against one either.
        const bool isUnlisted = !has(Service::Smtp) && !has(Service::SmtpAuthBypass);
        if (m_snapshot.settings.unlistedAsLocalSenders && isUnlisted
            && m_snapshot.acceptedDomains.contains(m_facts.senderDomain))
            return answer(Verdict::Refuse, Reason::LocalSenderNeedsLogin);
        return answer(Verdict::Allow, Reason::AcceptedDomain);
    }
    if (has(Service::SmtpAuthBypass))
        return withinLimits();
    if (!m_facts.transactionEntry.isEmpty())
        return answer(Verdict::Refuse, Reason::BypassGone);
    return loginRequired();
}

Decision Decider::endOfData() const
{
    if (isLoggedIn())
        return answer(Verdict::Allow, Reason::AuthenticatedUser);
    if (!m_facts.transactionEntry.isEmpty()) {
        // Another entry that lifts the login by now is as good: the client is still trusted.
        if (has(Service::SmtpAuthBypass))
            return answer(Verdict::Allow, Reason::AuthBypass);
        return answer(Verdict::Refuse, Reason::BypassGone);
    }
    if (m_facts.user)
        return loginRequired(); // begun as a user who is none any more
    // Begun without a bypass, so each of its recipients was taken for its accepted domain.
    if (m_facts.listener == ListenerRole::Relay)
        return answer(Verdict::Allow, Reason::AcceptedDomain);
    return loginRequired();
}

Decision Decider::login(bool isExempt, int limit) const
{
    if (!isExempt && limit > 0 && m_facts.usage.loginFailures >= limit)
        return answer(Verdict::Defer, Reason::TooManyLoginFailures, limit);
    return answer(Verdict::Allow, Reason::LoginAllowed);
}

Decision Decider::loginRequired() const
{
    return answer(Verdict::Refuse, m_facts.isAuthOffered ? Reason::LoginRequired
                                                         : Reason::LoginRequiredAfterStartTls);
}

/// One more recipient of a bypass: allowed, held above a limit, deferred far above one.
Decision Decider::withinLimits() const
{
    const Usage &usage = m_facts.usage;
    const qint64 hour = m_snapshot.settings.listedRecipientsPerHour;
    const qint64 day = m_snapshot.settings.listedRecipientsPerDay;
    struct Row
    {
        qint64 limit;
        qint64 used;
        Reason reason;
    };
    const Row rows[] = {
        {hour, usage.addressRecipientsHour, Reason::OverHourlyLimit},
        {hour * entryFactor, usage.entryRecipientsHour, Reason::OverHourlyLimit},
        {day, usage.addressRecipientsDay, Reason::OverDailyLimit},
        {day * entryFactor, usage.entryRecipientsDay, Reason::OverDailyLimit},
    };
    for (const Row &row : rows) {
        if (row.limit > 0 && row.used >= row.limit * farFactor)
            return answer(Verdict::Defer, Reason::FarOverLimit, row.limit);
    }
    for (const Row &row : rows) {
        if (row.limit > 0 && row.used >= row.limit)
            return answer(Verdict::Hold, row.reason, row.limit);
    }
    return answer(Verdict::Allow, Reason::AuthBypass);
}

} // namespace

Decision decide(const Facts &facts, const PolicySnapshot &snapshot, UtcMs now)
{
    return Decider(facts, snapshot, now).decide();
}

} // namespace postern::policy
