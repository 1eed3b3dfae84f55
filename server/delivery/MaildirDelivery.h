// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ContentThread.h"
#include "server/delivery/DeliveryItem.h"

#include <QObject>

#include <atomic>
#include <memory>
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
    std::vector<std::unique_ptr<ContentThread>> m_threads;
    size_t m_next = 0;
    std::atomic<bool> m_isStopping = false;
};

} // namespace postern::delivery
