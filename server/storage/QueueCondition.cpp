// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/QueueCondition.h"

#include "server/storage/AddressKey.h"
#include "shared/net/AddressRange.h"

namespace postern::storage
{

namespace
{

const QString conjunction = QStringLiteral(" AND ");

} // namespace

Result<QueueCondition> QueueCondition::from(const QueueFilter &filter)
{
    QueueCondition condition;
    if (!filter.ids.isEmpty()) {
        QStringList marks;
        QVariantList ids;
        for (const QString &id : filter.ids) {
            marks.append(QStringLiteral("?"));
            ids.append(id);
        }
        condition.addMessage(QStringLiteral("m.id IN (%1)").arg(marks.join(u',')), ids);
    }
    if (!filter.client.isEmpty()) {
        const Result<AddressRange> range = AddressRange::parse(filter.client);
        if (!range) {
            Error error = range.error();
            error.field = QStringLiteral("client");
            return error;
        }
        condition.addMessage(QStringLiteral("m.client_key BETWEEN ? AND ?"),
                             {addressKey(range->first()), addressKey(range->last())});
    }
    if (!filter.sender.isEmpty())
        condition.addMessage(QStringLiteral("LOWER(m.sender) = LOWER(?)"), {filter.sender});
    if (!filter.entryId.isEmpty())
        condition.addMessage(QStringLiteral("m.entry = ?"), {filter.entryId});
    if (!filter.user.isEmpty())
        condition.addMessage(QStringLiteral("m.smtp_user = ?"), {filter.user});
    if (!filter.recipient.isEmpty())
        condition.addRecipient(QStringLiteral("LOWER(r.address) = LOWER(?)"), {filter.recipient});
    if (filter.state)
        condition.addRecipient(QStringLiteral("r.state = ?"), {recipientStateName(*filter.state)});
    else if (!filter.includeDone)
        condition.addMessage(QStringLiteral("m.done_at = 0"));
    return condition;
}

void QueueCondition::addMessage(const QString &sql, const QVariantList &values)
{
    m_message.append(sql);
    m_messageValues += values;
}

void QueueCondition::addRecipient(const QString &sql, const QVariantList &values)
{
    m_recipient.append(sql);
    m_recipientValues += values;
}

QString QueueCondition::forMessages() const
{
    QStringList all = m_message;
    if (!m_recipient.isEmpty()) {
        all.append(
            QStringLiteral("EXISTS (SELECT 1 FROM recipient r WHERE r.message = m.id AND %1)")
                .arg(m_recipient.join(conjunction)));
    }
    return all.isEmpty() ? QStringLiteral("1 = 1") : all.join(conjunction);
}

QString QueueCondition::forRecipients() const
{
    const QStringList all = m_message + m_recipient;
    return all.isEmpty() ? QStringLiteral("1 = 1") : all.join(conjunction);
}

} // namespace postern::storage
