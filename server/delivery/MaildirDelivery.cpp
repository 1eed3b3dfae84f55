// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/MaildirDelivery.h"

#include "server/delivery/Maildir.h"

namespace postern::delivery
{

MaildirDelivery::MaildirDelivery(const OpenContent &open, int threads, QObject *parent)
    : QObject(parent)
{
    for (int i = 0; i < threads; ++i)
        m_threads.push_back(std::make_unique<ContentThread>(open));
}

MaildirDelivery::~MaildirDelivery()
{
    // What would be stored from here on could be told to nobody, and would be stored again.
    stop();
    m_threads.clear(); // joins: no work holds this object from here on
}

void MaildirDelivery::deliver(const QString &path, const DeliveryItem &item)
{
    ContentThread &thread = *m_threads[m_next++ % m_threads.size()];
    thread.run([this, path, item](const ReadContent &read) {
        if (m_isStopping) {
            QMetaObject::invokeMethod(
                this, [this, item] { emit returned(item); }, Qt::QueuedConnection);
            return;
        }
        const Result<QString> stored = Maildir(path).store(item.messageId, item.size, read);
        QList<RecipientResult> results;
        for (const DeliveryRecipient &recipient : item.recipients) {
            RecipientResult result{recipient.id, RecipientState::Deferred, path, {}};
            if (stored.ok()) {
                result.result = RecipientState::Delivered;
                result.reply = QStringLiteral("Stored in the Maildir.");
            } else {
                result.reply = stored.error().text;
            }
            results.append(result);
        }
        QMetaObject::invokeMethod(
            this, [this, item, results] { emit delivered(item, results); }, Qt::QueuedConnection);
    });
}

} // namespace postern::delivery
