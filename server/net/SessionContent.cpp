// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SessionContent.h"

#include "server/mail/ReceivedLine.h"
#include "server/net/DecisionText.h"
#include "server/net/SessionJournal.h"
#include "server/net/SessionPolicy.h"

#include <utility>

namespace postern::net
{

using namespace smtp;

SessionContent::SessionContent(SmtpServerContext &server, std::shared_ptr<Mailbox> mailbox,
                               const IpAddress &client, const SmtpSession &session,
                               SessionPolicy &policy, SessionJournal &journal, Ends ends)
    : m_server(server), m_mailbox(std::move(mailbox)), m_client(client), m_session(session),
      m_policy(policy), m_journal(journal), m_ends(std::move(ends))
{}

void SessionContent::begin(const mail::Envelope &envelope)
{
    const UtcMs now = m_server.now();
    const bool isKnown = !envelope.user.isEmpty() || !envelope.entryId.isEmpty();
    m_message = std::make_shared<IncomingMessage>(
        m_server.sink, m_server.counters.content(),
        isKnown ? ByteBudget::For::Known : ByteBudget::For::Stranger, m_mailbox, now);
    m_message->relieved = m_ends.relieved;
    mail::ReceivedLine line;
    line.helo = envelope.helo;
    line.client = m_client;
    line.hostname = m_server.hostname;
    line.isExtended = m_session.isExtended();
    line.isEncrypted = m_session.isEncrypted();
    line.isAuthenticated = !envelope.user.isEmpty();
    line.queueId = m_message->queueId();
    if (envelope.recipients.size() == 1)
        line.recipient = envelope.recipients.first().address;
    m_message->append(line.toByteArray(now));
}

void SessionContent::append(const QByteArray &bytes)
{
    if (m_message)
        m_message->append(bytes);
}

/// What is refused at the end of data although each command before was allowed; a code of 0 is
/// nothing. Policy comes last, because it counts the recipients of what is taken.
SmtpReply SessionContent::refusal(mail::Envelope &envelope)
{
    if (m_message->header().receivedCount() > HeaderScan::maxReceived)
        return {554, "5.4.6", "This message goes in a loop: too many Received fields"};
    return m_policy.onEndOfData(envelope).value_or(SmtpReply{});
}

void SessionContent::commit()
{
    const mail::Envelope *asked = m_session.envelope();
    if (!m_message || !asked) {
        m_ends.stored(StoreOutcome{});
        return;
    }
    mail::Envelope envelope = *asked;
    const StoreOutcome refused{StoreOutcome::Kind::Refused, {}, refusal(envelope)};
    if (refused.refusal.code >= 400) {
        m_message.reset();
        m_ends.stored(refused);
        return;
    }
    m_accepted = {m_message->queueId(),
                  envelope.sender.toByteArray(),
                  envelope.recipients.size(),
                  heldRecipients(envelope),
                  m_message->size(),
                  m_message->header().messageId(),
                  envelope.user,
                  envelope.entryId};
    m_message->commit(envelope, m_server.now(),
                      [this](const Result<void> &result) { stored(result); });
}

void SessionContent::stored(const Result<void> &result)
{
    StoreOutcome outcome;
    if (result.ok()) {
        outcome.kind = StoreOutcome::Kind::Stored;
        outcome.queueId = m_accepted.queue;
        m_journal.accepted(m_accepted);
    } else {
        m_policy.onNotStored();
        outcome.kind = result.error().kind == ErrorKind::StorageFull ? StoreOutcome::Kind::Full
                                                                     : StoreOutcome::Kind::Failed;
        m_journal.notStored(m_accepted, result.error());
    }
    m_message.reset();
    m_ends.stored(outcome);
}

} // namespace postern::net
