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
    const quint64 turn = ++m_lastTurn;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.emplace(turn, item);
    }
    ContentThread &thread = *m_threads[m_next++ % m_threads.size()];
    thread.run([this, turn, path](const ReadContent &read) { store(turn, path, read); });
}

std::optional<DeliveryItem> MaildirDelivery::begin(quint64 turn)
{
    const std::lock_guard lock(m_mutex);
    const auto waiting = m_waiting.extract(turn);
    return waiting.empty() ? std::nullopt : std::optional(waiting.mapped());
}

QStringList MaildirDelivery::withdrawUnless(const std::function<bool(const QString &)> &isStillOurs)
{
    QStringList withdrawn;
    const std::lock_guard lock(m_mutex);
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        it->second.recipients.removeIf([&](const DeliveryRecipient &recipient) {
            if (isStillOurs(recipient.id))
                return false;
            withdrawn.append(recipient.id);
            return true;
        });
        it = it->second.recipients.isEmpty() ? m_waiting.erase(it) : std::next(it);
    }
    return withdrawn;
}

/// On a thread of content.
void MaildirDelivery::store(quint64 turn, const QString &path, const ReadContent &read)
{
    const std::optional<DeliveryItem> item = begin(turn);
    if (!item)
        return;
    if (m_isStopping) {
        QMetaObject::invokeMethod(
            this, [this, item = *item] { emit returned(item); }, Qt::QueuedConnection);
        return;
    }
    const Result<QString> stored = Maildir(path).store(item->messageId, item->size, read);
    QList<RecipientResult> results;
    for (const DeliveryRecipient &recipient : item->recipients) {
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
        this, [this, item = *item, results] { emit delivered(item, results); },
        Qt::QueuedConnection);
}

} // namespace postern::delivery
