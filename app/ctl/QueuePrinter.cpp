// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/QueuePrinter.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"

namespace postern::ctl
{

namespace
{

QString senderText(const QueueItem &item)
{
    return QStringLiteral("<%1>").arg(item.sender);
}

/// Who sent it: a user's name says more than the address it came from.
QString originText(const QueueItem &item)
{
    if (item.user.isEmpty())
        return item.clientAddress;
    return QStringLiteral("%1 (%2)").arg(item.clientAddress, item.user);
}

} // namespace

Outcome QueuePrinter::table(const QList<QueueItem> &items) const
{
    if (items.isEmpty()) {
        m_context.line(QStringLiteral("No messages."));
        return 0;
    }
    TextTable table({QStringLiteral("ID"), QStringLiteral("ACCEPTED"), QStringLiteral("CLIENT"),
                     QStringLiteral("FROM"), QStringLiteral("TO"), QStringLiteral("STATE")});
    for (const QueueItem &item : items) {
        bool isFirst = true;
        for (const QueueRecipient &recipient : item.recipients) {
            const QString to = QStringLiteral("<%1>").arg(recipient.address);
            const QString state = recipientStateText(recipient, m_context.now);
            if (isFirst) {
                table.add({item.id, shortTimeText(item.acceptedAt, m_context.now), originText(item),
                           senderText(item), to, state});
            } else {
                table.add({{}, {}, {}, {}, to, state});
            }
            isFirst = false;
        }
    }
    table.print(m_context.out());
    return 0;
}

Outcome QueuePrinter::item(const QueueItem &item) const
{
    FieldList fields;
    fields.add(QStringLiteral("Id"), item.id);
    fields.add(QStringLiteral("Accepted"), timeText(item.acceptedAt));
    fields.add(QStringLiteral("From"), senderText(item));
    fields.add(QStringLiteral("Client"), item.clientAddress);
    if (!item.user.isEmpty())
        fields.add(QStringLiteral("User"), item.user);
    if (!item.entryId.isEmpty())
        fields.add(QStringLiteral("Entry"), item.entryId);
    fields.add(QStringLiteral("Helo"), item.helo);
    fields.add(QStringLiteral("Listener"), item.listener);
    if (!item.messageId.isEmpty())
        fields.add(QStringLiteral("Message-ID"), item.messageId);
    fields.add(QStringLiteral("Size"),
               counted(item.size, QStringLiteral("byte"), QStringLiteral("bytes")));
    fields.print(m_context.out());
    for (const QueueRecipient &recipient : item.recipients)
        printRecipient(recipient);
    return 0;
}

void QueuePrinter::printRecipient(const QueueRecipient &recipient) const
{
    m_context.line({});
    m_context.line(QStringLiteral("To <%1>: %2")
                       .arg(printable(recipient.address),
                            printable(recipientStateText(recipient, m_context.now))));
    for (const DeliveryAttempt &attempt : recipient.history) {
        const QString tls =
            attempt.tls.isEmpty() ? QString() : QStringLiteral(" with %1").arg(attempt.tls);
        m_context.line(QStringLiteral("  %1 %2%3: %4: %5")
                           .arg(timeText(attempt.at), printable(attempt.host), printable(tls),
                                recipientStateName(attempt.result), printable(attempt.reply)));
    }
}

} // namespace postern::ctl
