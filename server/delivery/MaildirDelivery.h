// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ContentThread.h"
#include "server/delivery/DeliveryItem.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <list>
#include <memory>
#include <vector>

namespace postern::delivery
{

/// Hands messages to Maildirs on threads of its own. A message for several recipients of one
/// Maildir is one file there. One Maildir has at most half of the threads, so that one on a file
/// system that hangs leaves the others theirs. Lives on the delivery thread.
class MaildirDelivery : public QObject
{
    Q_OBJECT

public:
    explicit MaildirDelivery(const OpenContent &open, int threads = 4, QObject *parent = nullptr);
    ~MaildirDelivery() override;

    void deliver(const QString &path, const DeliveryItem &item);
    /// Takes the recipients that wait for their turn and are no longer ours out of it; their ids.
    /// Nothing is told of them any more. What is being written is not touched.
    [[nodiscard]] QStringList
    withdrawUnless(const std::function<bool(const QString &recipientId)> &isStillOurs);
    /// If more than `most` recipients wait for one Maildir: takes the newer half of them away, and
    /// answers their ids.
    [[nodiscard]] QStringList takeFromLongest(qsizetype most);
    /// Begins nothing more: what waits comes back by returned(), what is being written by
    /// delivered().
    void stop();

signals:
    /// Not begun, because of stop().
    void returned(const postern::delivery::DeliveryItem &item);
    /// One result per recipient; Delivered, or Deferred with the reason.
    void delivered(const postern::delivery::DeliveryItem &item,
                   const QList<postern::delivery::RecipientResult> &results);

private:
    struct Waiting
    {
        QString path;
        DeliveryItem item;
    };
    struct Writer
    {
        std::unique_ptr<ContentThread> thread;
        QString path; ///< of the Maildir that it is writing to
        bool isBusy = false;
    };

    /// Gives idle threads what may begin, the oldest first.
    void pump();
    void write(size_t writer, Waiting next);
    void written(size_t writer, const DeliveryItem &item, const Result<QString> &stored);
    [[nodiscard]] std::list<Waiting>::iterator firstThatMayBegin();

    std::list<Waiting> m_waiting; ///< in the order in which they came
    std::vector<Writer> m_writers;
    qsizetype m_writersPerMaildir;
    bool m_isStopping = false;
};

} // namespace postern::delivery
