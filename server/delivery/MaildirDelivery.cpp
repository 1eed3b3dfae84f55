// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/MaildirDelivery.h"

#include "server/delivery/Maildir.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace postern::delivery
{

MaildirDelivery::MaildirDelivery(const OpenContent &open, int threads, QObject *parent)
    : QObject(parent), m_writersPerMaildir(std::max(1, threads / 2))
{
    for (int i = 0; i < threads; ++i)
        m_writers.push_back({std::make_unique<ContentThread>(open), {}, false});
}

MaildirDelivery::~MaildirDelivery()
{
    m_writers.clear(); // joins: no work holds this object from here on
}

void MaildirDelivery::deliver(const QString &path, const DeliveryItem &item)
{
    m_waiting.push_back({path, item});
    pump();
}

QStringList MaildirDelivery::withdrawUnless(const std::function<bool(const QString &)> &isStillOurs)
{
    QStringList withdrawn;
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        it->item.recipients.removeIf([&](const DeliveryRecipient &recipient) {
            if (isStillOurs(recipient.id))
                return false;
            withdrawn.append(recipient.id);
            return true;
        });
        it = it->item.recipients.isEmpty() ? m_waiting.erase(it) : std::next(it);
    }
    return withdrawn;
}

QStringList MaildirDelivery::takeFromLongest(qsizetype most)
{
    QHash<QString, qsizetype> waiting;
    for (const Waiting &one : std::as_const(m_waiting))
        waiting[one.path] += one.item.recipients.size();
    const auto longest = std::max_element(waiting.cbegin(), waiting.cend());
    if (longest == waiting.cend() || *longest <= most)
        return {};
    QStringList taken;
    for (auto it = m_waiting.end(); it != m_waiting.begin() && taken.size() < *longest / 2;) {
        --it;
        if (it->path != longest.key())
            continue;
        for (const DeliveryRecipient &recipient : std::as_const(it->item.recipients))
            taken.append(recipient.id);
        it = m_waiting.erase(it);
    }
    return taken;
}

void MaildirDelivery::stop()
{
    m_isStopping = true;
    const std::list<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting &one : waiting)
        emit returned(one.item);
}

std::list<MaildirDelivery::Waiting>::iterator MaildirDelivery::firstThatMayBegin()
{
    QHash<QString, qsizetype> writing;
    for (const Writer &writer : m_writers) {
        if (writer.isBusy)
            ++writing[writer.path];
    }
    return std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Waiting &one) {
        return writing.value(one.path) < m_writersPerMaildir;
    });
}

void MaildirDelivery::pump()
{
    for (size_t writer = 0; writer < m_writers.size() && !m_isStopping; ++writer) {
        if (m_writers[writer].isBusy)
            continue;
        const auto next = firstThatMayBegin();
        if (next == m_waiting.end())
            return;
        Waiting begun = std::move(*next);
        m_waiting.erase(next);
        write(writer, std::move(begun));
    }
}

void MaildirDelivery::write(size_t writer, Waiting next)
{
    m_writers[writer].isBusy = true;
    m_writers[writer].path = next.path;
    m_writers[writer].thread->run([this, writer, next = std::move(next)](const ReadContent &read) {
        const Result<QString> stored =
            Maildir(next.path).store(next.item.messageId, next.item.size, read);
        QMetaObject::invokeMethod(
            this, [this, writer, item = next.item, stored] { written(writer, item, stored); },
            Qt::QueuedConnection);
    });
}

void MaildirDelivery::written(size_t writer, const DeliveryItem &item,
                              const Result<QString> &stored)
{
    m_writers[writer].isBusy = false;
    QList<RecipientResult> results;
    for (const DeliveryRecipient &recipient : item.recipients) {
        RecipientResult result{recipient.id, RecipientState::Deferred, m_writers[writer].path, {}};
        if (stored.ok()) {
            result.result = RecipientState::Delivered;
            result.reply = QStringLiteral("Stored in the Maildir.");
        } else {
            result.reply = stored.error().text;
        }
        results.append(result);
    }
    emit delivered(item, results);
    pump();
}

} // namespace postern::delivery
