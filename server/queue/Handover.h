// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/MaildirDelivery.h"
#include "server/queue/RouteTable.h"
#include "server/queue/RunnerConfig.h"
#include "server/storage/QueueLeases.h"

#include <QObject>

#include <functional>
#include <memory>

namespace postern::queue
{

/// Brings claimed recipients on their way: groups them by message and route, and gives each group
/// to its next hop or Maildir. Lives on the delivery thread; `config` outlives it.
class Handover : public QObject
{
    Q_OBJECT

public:
    explicit Handover(const RunnerConfig &config);
    ~Handover() override;

    /// Those without a route are told of by delivered() before this returns.
    void deliver(const QList<storage::ClaimedRecipient> &recipients, const RouteTable &routes);
    /// Begins nothing more: what waits comes back by givenBack().
    void stop();
    /// Takes away those waiting recipients that are not `isStillOurs`, and answers their ids.
    [[nodiscard]] QStringList
    withdrawUnless(const std::function<bool(const QString &recipientId)> &isStillOurs);
    /// If more than `most` recipients wait for one next hop or Maildir: takes the newer half of
    /// them away, and answers their ids.
    [[nodiscard]] QStringList takeFromLongest(qsizetype most);

signals:
    void delivered(const postern::delivery::DeliveryItem &item,
                   const QList<postern::delivery::RecipientResult> &results);
    /// After stop(): not begun.
    void givenBack(const postern::delivery::DeliveryItem &item);

private:
    struct Group; ///< a message's recipients of one route

    void hand(const Group &group);
    void refuseForWantOfRoute(const storage::ClaimedRecipient &recipient);

    const int m_recipientsPerTransaction;
    std::unique_ptr<delivery::ContentThread> m_content;
    std::unique_ptr<NextHops> m_nextHops; ///< ends first: its connections use the content thread
    std::unique_ptr<delivery::MaildirDelivery> m_maildirs;
};

} // namespace postern::queue
