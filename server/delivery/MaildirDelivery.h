// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ContentThread.h"
#include "server/delivery/DeliveryItem.h"

#include <QObject>

#include <QStringList>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace postern::delivery
{

/// Hands messages to Maildirs on threads of its own. A message for several recipients of one
/// Maildir is one file there. Lives on the delivery thread.
class MaildirDelivery : public QObject
{
    Q_OBJECT

public:
    explicit MaildirDelivery(const OpenContent &open, int threads = 2, QObject *parent = nullptr);
    ~MaildirDelivery() override;

    void deliver(const QString &path, const DeliveryItem &item);
    /// Takes the recipients that wait for their turn and are no longer ours out of it; their ids.
    /// Nothing is told of them any more. What is being written is not touched.
    [[nodiscard]] QStringList
    withdrawUnless(const std::function<bool(const QString &recipientId)> &isStillOurs);
    /// Begins nothing more: what waits comes back by returned(), what is being written by
    /// delivered().
    void stop() { m_isStopping = true; }

signals:
    /// Not begun, because of stop().
    void returned(const postern::delivery::DeliveryItem &item);
    /// One result per recipient; Delivered, or Deferred with the reason.
    void delivered(const postern::delivery::DeliveryItem &item,
                   const QList<postern::delivery::RecipientResult> &results);

private:
    void store(quint64 turn, const QString &path, const ReadContent &read);
    /// Its turn has come; nullopt when nobody is left of it.
    [[nodiscard]] std::optional<DeliveryItem> begin(quint64 turn);

    std::mutex m_mutex;                        // guards m_waiting; never held across I/O
    std::map<quint64, DeliveryItem> m_waiting; ///< by turn
    quint64 m_lastTurn = 0;
    std::vector<std::unique_ptr<ContentThread>> m_threads;
    size_t m_next = 0;
    std::atomic<bool> m_isStopping = false;
};

} // namespace postern::delivery
