// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SessionPolicy.h"

#include "server/net/DecisionText.h"
#include "server/net/SessionJournal.h"

#include <utility>

namespace postern::net
{

using namespace smtp;

SessionPolicy::SessionPolicy(SmtpServerContext &server, const ListenerContext &listener,
                             const IpAddress &client, const SmtpSession &session,
                             SessionJournal &journal)
    : m_server(server), m_listener(listener), m_client(client), m_session(session),
      m_journal(journal)
{}

PolicyAnswer SessionPolicy::onMail(const mail::MailAddress &sender)
{
    m_openRecipients = 0;
    PolicyAnswer answer = answerTo(decide(policy::Stage::Mail));
    if (!answer.isAllowed)
        m_journal.expectRefusedSender(sender.toByteArray());
    return answer;
}

PolicyAnswer SessionPolicy::onRecipient(const mail::MailAddress &recipient)
{
    const policy::Decision decision = decide(policy::Stage::Recipient, recipient.domain());
    PolicyAnswer answer = answerTo(decision);
    if (decision.isAllowed() && isByBypass(decision.reason))
        ++m_openRecipients;
    if (!answer.isAllowed)
        m_journal.expectRefusedRecipient(recipient.toByteArray());
    return answer;
}

std::optional<SmtpReply> SessionPolicy::onLogin()
{
    m_loginSnapshot = m_server.policy.get();
    const policy::Decision decision = decide(policy::Stage::Login);
    return decision.isAllowed() ? std::nullopt : std::optional(refusalOf(decision));
}

std::optional<SmtpReply> SessionPolicy::onEndOfData(mail::Envelope &envelope)
{
    m_counted = {};
    const policy::Decision whole = decide(policy::Stage::EndOfData);
    if (!whole.isAllowed())
        return refusalOf(whole);
    QList<QString> domains;
    for (const mail::EnvelopeRecipient &recipient : std::as_const(envelope.recipients))
        domains += QString::fromLatin1(recipient.address.domain());
    const auto snapshot = m_server.policy.get();
    const QList<policy::Decision> decisions = m_server.counters.countRecipients(
        facts(policy::Stage::Recipient, snapshot), domains, *snapshot, m_server.now(), m_counted);
    for (qsizetype i = 0; i < decisions.size(); ++i) {
        mail::EnvelopeRecipient &recipient = envelope.recipients[i];
        // The configuration may have changed since RCPT, and others of its address may have sent.
        if (!decisions.at(i).isAllowed()) {
            m_journal.decided(policy::Stage::EndOfData, decisions.at(i));
            m_journal.expectRefusedRecipient(recipient.address.toByteArray());
            return refusalOf(decisions.at(i));
        }
        recipient.holdReason = policy::holdText(decisions.at(i));
    }
    return std::nullopt;
}

void SessionPolicy::onNotStored()
{
    m_server.counters.giveBack(std::exchange(m_counted, {}));
}

policy::Facts SessionPolicy::facts(policy::Stage stage,
                                   const policy::PolicySnapshotPtr &snapshot) const
{
    policy::Facts facts;
    facts.stage = stage;
    facts.client = m_client;
    facts.listener = m_listener.role;
    facts.isAuthOffered = m_session.isAuthOffered();
    if (const QString user = m_session.user(); !user.isEmpty()) {
        facts.user = user;
        facts.credential = m_credential;
        facts.isLoginFresh = m_loginSnapshot.lock() == snapshot;
    }
    if (const mail::Envelope *envelope = m_session.envelope()) {
        facts.senderDomain = QString::fromLatin1(envelope->sender.domain());
        facts.transactionEntry = envelope->entryId;
    }
    return facts;
}

policy::Decision SessionPolicy::decide(policy::Stage stage, const QByteArray &recipientDomain)
{
    const auto snapshot = m_server.policy.get();
    policy::Facts known = facts(stage, snapshot);
    known.recipientDomain = QString::fromLatin1(recipientDomain);
    policy::Decision decision =
        m_server.counters.decide(std::move(known), *snapshot, m_server.now(), m_openRecipients);
    m_journal.decided(stage, decision);
    return decision;
}

SmtpReply SessionPolicy::refusalOf(const policy::Decision &decision)
{
    const QString reason = policy::reasonName(decision.reason);
    const QByteArray reference = m_journal.referenceFor(reason);
    m_journal.expectRefusal(reason, reference);
    const policy::PolicyReply reply = policy::replyFor(decision, m_client, reference);
    return SmtpReply{reply.code, reply.enhanced, reply.text};
}

PolicyAnswer SessionPolicy::answerTo(const policy::Decision &decision)
{
    PolicyAnswer answer;
    answer.isAllowed = decision.isAllowed();
    if (!answer.isAllowed) {
        answer.refusal = refusalOf(decision);
        return answer;
    }
    if (decision.entry && isByBypass(decision.reason))
        answer.entryId = decision.entry->id;
    if (decision.verdict == policy::Verdict::Hold)
        answer.holdReason = policy::holdText(decision);
    return answer;
}

} // namespace postern::net
