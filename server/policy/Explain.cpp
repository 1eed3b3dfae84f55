// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/Explain.h"

#include <utility>

namespace postern::policy
{

namespace
{

using State = ExplainGate::State;

QString entryText(const WhitelistEntry &entry)
{
    if (entry.description.isEmpty())
        return entry.range.toString();
    return QStringLiteral("%1 (%2)").arg(entry.range.toString(), entry.description);
}

QString servicesText(Services services)
{
    QStringList labels;
    for (const Service service : allServices()) {
        if (services.testFlag(service))
            labels += serviceLabel(service);
    }
    return labels.join(QStringLiteral(", "));
}

/// Words for what decide() answered; the decisions of both ends of the session are given.
class Explainer
{
public:
    Explainer(const Facts &facts, const PolicySnapshot &snapshot, UtcMs now);

    [[nodiscard]] Explanation explanation() const;

private:
    using Gate = std::pair<State, QString>;

    [[nodiscard]] QList<ExplainGate> gates() const;
    [[nodiscard]] Gate connectionGate() const;
    [[nodiscard]] Gate entryGate() const;
    [[nodiscard]] Gate listenerGate() const;
    [[nodiscard]] Gate domainGate() const;
    [[nodiscard]] Gate loginGate() const;
    [[nodiscard]] Gate limitsGate() const;
    [[nodiscard]] QList<ConsideredEntry> considered() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] bool isLoginMissing() const
    {
        return m_final.reason == Reason::LoginRequired
               || m_final.reason == Reason::LoginRequiredAfterStartTls
               || m_final.reason == Reason::BypassGone;
    }

    const Facts &m_facts;
    const PolicySnapshot &m_snapshot;
    UtcMs m_now;
    QString m_client;
    Stage m_stage = Stage::Connect; ///< at which the answer fell
    Decision m_final;
};

Explainer::Explainer(const Facts &facts, const PolicySnapshot &snapshot, UtcMs now)
    : m_facts(facts), m_snapshot(snapshot), m_now(now), m_client(facts.client.toString())
{
    for (const Stage stage : {Stage::Connect, Stage::Mail, Stage::Recipient}) {
        Facts asked = facts;
        asked.stage = stage;
        m_stage = stage;
        m_final = decide(asked, snapshot, now);
        if (!m_final.isAllowed() || stage == facts.stage)
            return;
    }
}

Explanation Explainer::explanation() const
{
    Explanation explanation;
    explanation.verdict = verdictName(m_final.verdict);
    explanation.reason = reasonName(m_final.reason);
    if (!m_final.isAllowed()) {
        const PolicyReply reply = replyFor(m_final, m_facts.client, "...");
        explanation.reply =
            QStringLiteral("%1 %2 %3")
                .arg(reply.code)
                .arg(QString::fromLatin1(reply.enhanced), QString::fromLatin1(reply.text));
    }
    explanation.sentence = sentence();
    explanation.gates = gates();
    explanation.considered = considered();
    return explanation;
}

QList<ExplainGate> Explainer::gates() const
{
    const std::pair<const char16_t *, Gate> asked[] = {
        {u"connection", connectionGate()},  {u"entry", entryGate()}, {u"listener", listenerGate()},
        {u"accepted-domain", domainGate()}, {u"login", loginGate()}, {u"limits", limitsGate()},
    };
    QList<ExplainGate> list;
    bool isDecided = false;
    for (const auto &[name, gate] : asked) {
        list += isDecided ? ExplainGate{QString::fromUtf16(name), State::NotReached,
                                        QStringLiteral("Not asked any more.")}
                          : ExplainGate{QString::fromUtf16(name), gate.first, gate.second};
        isDecided = isDecided || gate.first == State::Failed;
    }
    return list;
}

Explainer::Gate Explainer::connectionGate() const
{
    if (m_stage == Stage::Connect && !m_final.isAllowed()) {
        const QString whose = m_final.reason == Reason::TooManyConnections
                                  ? QStringLiteral("in all")
                                  : QStringLiteral("from %1").arg(m_client);
        return {State::Failed, QStringLiteral("There are %1 connections %2 already, as many as are "
                                              "allowed.")
                                   .arg(m_final.limit)
                                   .arg(whose)};
    }
    if (m_final.services.testFlag(Service::Smtp)) {
        return {State::Passed, QStringLiteral("The connection is taken; the connection limits of "
                                              "listed clients apply.")};
    }
    if (m_final.entry) {
        return {State::Passed, QStringLiteral("The connection is taken; the connection limits of "
                                              "unlisted clients apply, because the entry is "
                                              "without SMTP.")};
    }
    return {State::Passed, QStringLiteral("The connection is taken; the connection limits of "
                                          "unlisted clients apply.")};
}

Explainer::Gate Explainer::entryGate() const
{
    if (!m_final.entry)
        return {State::NotApplied, QStringLiteral("No entry decides for %1.").arg(m_client)};
    const QString entry = entryText(*m_final.entry);
    if (m_final.services.testFlag(Service::SmtpAuthBypass)) {
        return {State::Passed,
                QStringLiteral("%1 decides: its clients may send without a login.").arg(entry)};
    }
    return {State::NotApplied,
            QStringLiteral("%1 decides: it has %2, but not SMTP Auth Bypass, so a login is asked "
                           "for as of anyone.")
                .arg(entry, servicesText(m_final.services))};
}

Explainer::Gate Explainer::listenerGate() const
{
    if (m_facts.listener == ListenerRole::Relay) {
        return {State::Passed, QStringLiteral("A relay listener takes any sender and asks again at "
                                              "each recipient.")};
    }
    if (m_stage == Stage::Mail && !m_final.isAllowed()) {
        return {State::Failed, QStringLiteral("A submission listener takes a sender only after a "
                                              "login or from an entry with SMTP Auth Bypass; there "
                                              "is neither.")};
    }
    return {State::Passed, QStringLiteral("A submission listener wants a login or an entry with "
                                          "SMTP Auth Bypass, and there is one.")};
}

Explainer::Gate Explainer::domainGate() const
{
    const QString domain = m_facts.recipientDomain;
    if (m_facts.listener == ListenerRole::Submission) {
        return {State::NotApplied,
                QStringLiteral("Accepted domains matter on relay listeners only.")};
    }
    if (m_final.reason == Reason::LocalSenderNeedsLogin) {
        return {State::Failed, QStringLiteral("The sender's domain %1 is accepted here, so an "
                                              "unlisted client needs a login to use it "
                                              "(smtp.unlisted-as-local-senders is on).")
                                   .arg(m_facts.senderDomain)};
    }
    if (m_snapshot.acceptedDomains.contains(domain)) {
        return {State::Passed,
                QStringLiteral("%1 is an accepted domain: anybody may send to it.").arg(domain)};
    }
    if (domain.isEmpty()) {
        return {State::NotApplied,
                QStringLiteral("No recipient in an accepted domain was asked about.")};
    }
    return {State::NotApplied, QStringLiteral("%1 is not an accepted domain.").arg(domain)};
}

Explainer::Gate Explainer::loginGate() const
{
    if (m_facts.user)
        return {State::Passed, QStringLiteral("The client is logged in as %1.").arg(*m_facts.user)};
    if (m_final.reason == Reason::LoginRequiredAfterStartTls) {
        return {State::Failed, QStringLiteral("A login is needed, and it is offered only after "
                                              "STARTTLS.")};
    }
    if (isLoginMissing()) {
        return {State::Failed, QStringLiteral("A login is needed, and the client is not logged "
                                              "in.")};
    }
    if (m_final.reason == Reason::AcceptedDomain)
        return {State::NotApplied, QStringLiteral("No login is needed for an accepted domain.")};
    return {State::NotApplied, m_final.services.testFlag(Service::SmtpAuthBypass)
                                   ? QStringLiteral("The entry lifts the need for a login.")
                                   : QStringLiteral("No login has been asked for so far.")};
}

Explainer::Gate Explainer::limitsGate() const
{
    const QString per = m_final.reason == Reason::OverDailyLimit ? QStringLiteral("a day")
                                                                 : QStringLiteral("an hour");
    switch (m_final.reason) {
    case Reason::OverHourlyLimit:
    case Reason::OverDailyLimit:
        return {State::Failed, QStringLiteral("The limit of %1 recipients %2 is used up; what "
                                              "comes now is held.")
                                   .arg(m_final.limit)
                                   .arg(per)};
    case Reason::FarOverLimit:
        return {State::Failed, QStringLiteral("Ten times the limit of %1 recipients is used up; "
                                              "nothing more is taken.")
                                   .arg(m_final.limit)};
    case Reason::AuthBypass:
        return {State::Passed, QStringLiteral("The limits of a client that sends without a login "
                                              "are not reached.")};
    default:
        return {State::NotApplied, QStringLiteral("Recipient limits hold for clients that send on "
                                                  "without a login.")};
    }
}

QList<ConsideredEntry> Explainer::considered() const
{
    QList<ConsideredEntry> list;
    for (const WhitelistEntry *entry : m_snapshot.table.chain(m_facts.client)) {
        ConsideredEntry row;
        row.entry = *entry;
        row.won =
            m_final.entry && m_final.entry->id == entry->id && m_final.entry->range == entry->range;
        const QString name = entryText(*entry);
        if (row.won) {
            row.why = QStringLiteral("decides");
            row.text = QStringLiteral("%1 decides: it is the narrowest entry in force.").arg(name);
        } else if (!entry->enabled) {
            row.why = QStringLiteral("disabled");
            row.text = QStringLiteral("%1 is switched off.").arg(name);
        } else if (!AccessTable::isLive(*entry, m_now)) {
            row.why = QStringLiteral("expired");
            row.text = QStringLiteral("%1 has expired.").arg(name);
        } else {
            row.why = QStringLiteral("wider");
            row.text = QStringLiteral("%1 is wider than the entry that decides; nothing is taken "
                                      "from it.")
                           .arg(name);
        }
        list += row;
    }
    return list;
}

QString Explainer::sentence() const
{
    switch (m_final.reason) {
    case Reason::Connected:
        return QStringLiteral("%1 may connect.").arg(m_client);
    case Reason::AuthenticatedUser:
        return QStringLiteral("%1 may send as %2.").arg(m_client, m_facts.user.value_or(QString()));
    case Reason::AuthBypass:
        return QStringLiteral("%1 may send without a login.").arg(m_client);
    case Reason::AcceptedDomain:
        return QStringLiteral("%1 may send to %2, as anybody may.")
            .arg(m_client, m_facts.recipientDomain);
    case Reason::SenderNotYetNeeded:
        return QStringLiteral("%1 may begin a message; each recipient decides.").arg(m_client);
    case Reason::OverHourlyLimit:
    case Reason::OverDailyLimit:
        return QStringLiteral("Mail of %1 is accepted and held: %2.")
            .arg(m_client, holdText(m_final));
    case Reason::LocalSenderNeedsLogin:
        return QStringLiteral("%1 may not use a sender in %2 without a login.")
            .arg(m_client, m_facts.senderDomain);
    case Reason::FarOverLimit:
        return QStringLiteral("%1 has to wait: it is far over its limit.").arg(m_client);
    case Reason::TooManyConnections:
    case Reason::TooManyConnectionsFromAddress:
        return QStringLiteral("%1 cannot connect now: there are too many connections.")
            .arg(m_client);
    default:
        return QStringLiteral("%1 may not send without a login.").arg(m_client);
    }
}

} // namespace

Explanation explain(const Facts &facts, const PolicySnapshot &snapshot, UtcMs now)
{
    return Explainer(facts, snapshot, now).explanation();
}

} // namespace postern::policy
