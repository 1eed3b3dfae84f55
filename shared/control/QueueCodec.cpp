// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/ValueCodec.h"

#include <limits>

namespace postern::control
{

using Presence = ObjectReader::Presence;

namespace
{

RecipientState readState(ObjectReader &reader, QStringView field)
{
    const QString name = reader.text(field);
    const std::optional<RecipientState> state = recipientStateFromName(name);
    if (!state) {
        reader.fail(field, QStringLiteral("\"%1\" is not a state of a recipient: \"%2\".")
                               .arg(reader.pathOf(field), name));
    }
    return state.value_or(RecipientState::Queued);
}

} // namespace

QJsonObject toJson(const DeliveryAttempt &attempt)
{
    return {{QStringLiteral("at"), integerToJson(attempt.at)},
            {QStringLiteral("host"), attempt.host},
            {QStringLiteral("tls"), attempt.tls},
            {QStringLiteral("reply"), attempt.reply},
            {QStringLiteral("result"), recipientStateName(attempt.result)}};
}

template<>
Result<DeliveryAttempt> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    DeliveryAttempt attempt;
    attempt.at = reader.integer(u"at");
    attempt.host = reader.text(u"host");
    attempt.tls = reader.text(u"tls");
    attempt.reply = reader.text(u"reply");
    attempt.result = readState(reader, u"result");
    if (const auto error = reader.error())
        return *error;
    return attempt;
}

QJsonObject toJson(const QueueRecipient &recipient)
{
    return {{QStringLiteral("id"), recipient.id},
            {QStringLiteral("address"), recipient.address},
            {QStringLiteral("state"), recipientStateName(recipient.state)},
            {QStringLiteral("nextAttemptAt"), integerToJson(recipient.nextAttemptAt)},
            {QStringLiteral("attempts"), recipient.attempts},
            {QStringLiteral("lastReply"), recipient.lastReply},
            {QStringLiteral("holdReason"), recipient.holdReason},
            {QStringLiteral("doneAt"), integerToJson(recipient.doneAt)},
            {QStringLiteral("history"), toJson(recipient.history)}};
}

template<>
Result<QueueRecipient> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    QueueRecipient recipient;
    recipient.id = reader.text(u"id");
    recipient.address = reader.text(u"address");
    recipient.state = readState(reader, u"state");
    recipient.nextAttemptAt = reader.integer(u"nextAttemptAt");
    recipient.attempts =
        static_cast<int>(reader.integerIn(u"attempts", 0, std::numeric_limits<int>::max()));
    recipient.lastReply = reader.text(u"lastReply");
    recipient.holdReason = reader.text(u"holdReason");
    recipient.doneAt = reader.integer(u"doneAt");
    recipient.history = readList<DeliveryAttempt>(reader, u"history", Presence::Optional);
    if (const auto error = reader.error())
        return *error;
    return recipient;
}

QJsonObject toJson(const QueueItem &item)
{
    return {{QStringLiteral("id"), item.id},
            {QStringLiteral("sender"), item.sender},
            {QStringLiteral("clientAddress"), item.clientAddress},
            {QStringLiteral("entryId"), item.entryId},
            {QStringLiteral("user"), item.user},
            {QStringLiteral("helo"), item.helo},
            {QStringLiteral("listener"), item.listener},
            {QStringLiteral("messageId"), item.messageId},
            {QStringLiteral("size"), integerToJson(item.size)},
            {QStringLiteral("acceptedAt"), integerToJson(item.acceptedAt)},
            {QStringLiteral("recipients"), toJson(item.recipients)}};
}

template<>
Result<QueueItem> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    QueueItem item;
    item.id = reader.text(u"id");
    item.sender = reader.text(u"sender");
    item.clientAddress = reader.text(u"clientAddress");
    item.entryId = reader.text(u"entryId");
    item.user = reader.text(u"user");
    item.helo = reader.text(u"helo");
    item.listener = reader.text(u"listener");
    item.messageId = reader.text(u"messageId");
    item.size = reader.integer(u"size");
    item.acceptedAt = reader.integer(u"acceptedAt");
    item.recipients = readList<QueueRecipient>(reader, u"recipients");
    if (const auto error = reader.error())
        return *error;
    return item;
}

QJsonObject toJson(const AuditRecord &record)
{
    return {{QStringLiteral("id"), integerToJson(record.id)},
            {QStringLiteral("at"), integerToJson(record.at)},
            {QStringLiteral("who"), record.who},
            {QStringLiteral("from"), record.from},
            {QStringLiteral("program"), record.program},
            {QStringLiteral("action"), record.action},
            {QStringLiteral("subject"), record.subject},
            {QStringLiteral("before"), record.before},
            {QStringLiteral("after"), record.after},
            {QStringLiteral("why"), record.why}};
}

template<>
Result<AuditRecord> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    AuditRecord record;
    record.id = reader.integer(u"id");
    record.at = reader.integer(u"at");
    record.who = reader.text(u"who");
    record.from = reader.text(u"from");
    record.program = reader.text(u"program");
    record.action = reader.text(u"action");
    record.subject = reader.text(u"subject");
    record.before = reader.object(u"before");
    record.after = reader.object(u"after");
    record.why = reader.text(u"why");
    if (const auto error = reader.error())
        return *error;
    return record;
}

} // namespace postern::control
