// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/app/ctl/CannedValues.h"

namespace postern::test
{

using canned::ada;
using canned::minute;
using canned::now;

namespace
{

AddressRange range(const char *text)
{
    return AddressRange::parse(QString::fromLatin1(text)).value();
}

QueueRecipient recipient(const char *address, RecipientState state)
{
    QueueRecipient made;
    made.id = QStringLiteral("r1");
    made.address = QString::fromLatin1(address);
    made.state = state;
    return made;
}

} // namespace

namespace canned
{

WhitelistEntry loopback()
{
    WhitelistEntry entry;
    entry.id = QStringLiteral("e0");
    entry.range = range("127.0.0.1");
    entry.services = Service::Smtp;
    entry.builtIn = true;
    entry.revision = 1;
    return entry;
}

WhitelistEntry printers()
{
    WhitelistEntry entry;
    entry.id = QStringLiteral("e1");
    entry.range = range("10.0.0.0/24");
    entry.description = QStringLiteral("Plant printers");
    entry.services = Service::Smtp | Service::SmtpAuthBypass;
    entry.revision = 3;
    entry.createdAt = now - 90 * minute;
    entry.changedAt = now - 60 * minute;
    entry.changedBy = ada;
    return entry;
}

WhitelistEntry webFarm()
{
    WhitelistEntry entry = printers();
    entry.id = QStringLiteral("e2");
    entry.range = range("2001:db8::/64");
    entry.description = QStringLiteral("Web \u202eevil\u202c \"farm\"\x1b[2J");
    entry.services = Service::SmtpAuthBypass;
    entry.expiresAt = now + 24 * 60 * minute;
    return entry;
}

QueueItem message(const char *id, const QList<QueueRecipient> &recipients)
{
    QueueItem item;
    item.id = QString::fromLatin1(id);
    item.sender = QStringLiteral("printer@example.com");
    item.clientAddress = QStringLiteral("10.0.0.17");
    item.entryId = QStringLiteral("e1");
    item.helo = QStringLiteral("printer17");
    item.listener = QStringLiteral("relay");
    item.messageId = QStringLiteral("<1@printer17>");
    item.size = 2048;
    item.acceptedAt = now - 10 * minute;
    item.recipients = recipients;
    return item;
}

QueueRecipient deferred()
{
    QueueRecipient made = recipient("boss@example.org", RecipientState::Deferred);
    made.attempts = 1;
    made.nextAttemptAt = now + 12 * minute;
    made.lastReply = QStringLiteral("451 4.3.0 Try again later");
    made.history = {{now - 3 * minute,
                     QStringLiteral("smarthost.example.net[192.0.2.1]:25"),
                     {},
                     made.lastReply,
                     RecipientState::Deferred}};
    return made;
}

QueueRecipient held()
{
    QueueRecipient made = recipient("all@example.org", RecipientState::Held);
    made.holdReason = QStringLiteral("over its limit of 500 an hour");
    return made;
}

QueueRecipient delivered()
{
    QueueRecipient made = recipient("old@example.org", RecipientState::Delivered);
    made.doneAt = now - 26 * 60 * minute;
    made.lastReply = QStringLiteral("250 2.0.0 Ok");
    return made;
}

Explanation explained()
{
    Explanation explanation;
    explanation.verdict = QStringLiteral("allow");
    explanation.reason = QStringLiteral("bypass");
    explanation.reply = QStringLiteral("250 2.1.5 Recipient accepted");
    explanation.sentence = QStringLiteral("10.0.0.17 may send without a login.");
    explanation.gates = {{QStringLiteral("connection"), ExplainGate::State::Passed,
                          QStringLiteral("Nothing blocks this address.")},
                         {QStringLiteral("entry"), ExplainGate::State::Passed,
                          QStringLiteral("10.0.0.0/24 lifts the login.")},
                         {QStringLiteral("login"), ExplainGate::State::NotApplied,
                          QStringLiteral("Nobody logged in.")}};
    explanation.considered = {{printers(), true, QStringLiteral("decides"),
                               QStringLiteral("The narrowest entry that is on decides.")}};
    return explanation;
}

ServerStatus healthy()
{
    ServerStatus status;
    status.version = QStringLiteral("0.1.0");
    status.hostname = QStringLiteral("mail.example.com");
    status.node = QStringLiteral("mail");
    status.startedAt = now - 600 * minute;
    status.listeners = {{QStringLiteral("relay"), QStringLiteral("127.0.0.1:2525"),
                         QStringLiteral("relay"), QStringLiteral("starttls")}};
    status.control = {QStringLiteral("127.0.0.1:2600")};
    status.database = QStringLiteral("sqlite");
    status.fingerprint = QString(64, u'a');
    status.queued = 1;
    return status;
}

} // namespace canned

} // namespace postern::test
