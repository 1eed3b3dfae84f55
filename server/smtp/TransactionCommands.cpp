// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/TransactionCommands.h"

#include "server/smtp/CommandParser.h"
#include "server/smtp/ReplyCatalogue.h"

namespace postern::smtp
{

namespace
{

SessionState transactionState(const SessionContext &context)
{
    return context.envelope->recipients.isEmpty() ? SessionState::Mail : SessionState::Recipients;
}

mail::Envelope openEnvelope(const SessionContext &context, const MailArguments &arguments)
{
    mail::Envelope envelope;
    envelope.sender = arguments.sender;
    envelope.declaredSize = arguments.size;
    envelope.isEightBit = arguments.isEightBit;
    envelope.helo = context.helo;
    envelope.clientAddress = context.config().clientAddress;
    envelope.listener = context.config().listener;
    envelope.user = context.user;
    return envelope;
}

} // namespace

void handleMail(SessionContext &context, const QByteArray &argument)
{
    const auto arguments = MailArguments::parse(argument, context.isAuthOffered());
    if (!arguments) {
        context.refuse(arguments.error());
        return;
    }
    const qint64 limit = context.config().maxMessageSize;
    if (limit > 0 && arguments->size > limit) {
        context.refuse(reply::messageTooLarge()); // RFC 1870 6.1
        return;
    }
    context.resetTransaction();
    context.envelope = openEnvelope(context, *arguments);
    context.push(action::DecideMail{arguments->sender});
    context.enterState(SessionState::AwaitingMail);
}

void finishMail(SessionContext &context, const PolicyAnswer &answer)
{
    if (!answer.isAllowed) {
        context.resetTransaction();
        context.enterState(SessionState::Ready);
        context.refuse(answer.refusal);
        return;
    }
    context.envelope->entryId = answer.entryId;
    context.enterState(SessionState::Mail);
    context.reply(reply::senderOk());
}

void handleRcpt(SessionContext &context, const QByteArray &argument)
{
    const SessionConfig &config = context.config();
    const auto recipient = parseRecipientArgument(
        argument, config.postmasterDomain.isEmpty() ? config.hostname : config.postmasterDomain);
    if (!recipient) {
        ++context.refusedRecipients;
        context.refuse(recipient.error());
        return;
    }
    if (context.envelope->recipients.size() >= context.config().maxRecipients) {
        context.refuse(reply::tooManyRecipients()); // RFC 5321 4.5.3.1.10
        return;
    }
    context.pendingRecipient = *recipient;
    context.push(action::DecideRecipient{*recipient});
    context.enterState(SessionState::AwaitingRecipient);
}

void finishRcpt(SessionContext &context, const PolicyAnswer &answer)
{
    if (!answer.isAllowed) {
        ++context.refusedRecipients;
        context.enterState(transactionState(context));
        context.refuse(answer.refusal);
        return;
    }
    context.envelope->recipients.append({context.pendingRecipient, answer.holdReason});
    if (context.envelope->entryId.isEmpty())
        context.envelope->entryId = answer.entryId;
    context.enterState(SessionState::Recipients);
    context.reply(reply::recipientOk());
}

void handleData(SessionContext &context, const QByteArray &argument)
{
    if (!argument.isEmpty()) {
        context.refuse(reply::noArguments());
        return;
    }
    context.reply(reply::startData());
    context.beginContent();
    context.enterState(SessionState::Data);
}

void finishMessage(SessionContext &context, const StoreOutcome &outcome)
{
    context.resetTransaction();
    context.enterState(SessionState::Ready);
    switch (outcome.kind) {
    case StoreOutcome::Kind::Stored:
        context.forgiveErrors();
        context.reply(reply::stored(outcome.queueId));
        return;
    case StoreOutcome::Kind::Refused:
        context.refuse(outcome.refusal);
        return;
    case StoreOutcome::Kind::Full:
        context.refuse(reply::storageFull());
        return;
    case StoreOutcome::Kind::Failed:
        context.refuse(reply::storageFailed());
        return;
    }
}

void handleRset(SessionContext &context, const QByteArray &argument)
{
    if (!argument.isEmpty()) {
        context.refuse(reply::noArguments());
        return;
    }
    // RFC 5321 4.1.1.5: before EHLO it does nothing, and it never undoes EHLO or AUTH.
    context.resetTransaction();
    if (context.state() != SessionState::Connected)
        context.enterState(SessionState::Ready);
    context.reply(reply::resetOk());
}

} // namespace postern::smtp
