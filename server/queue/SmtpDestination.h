// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/SmtpDelivery.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <deque>
#include <functional>

namespace postern::queue
{

/// Connections of all destinations together.
struct ConnectionBudget
{
    int max = 50;
    int used = 0;
    bool isWanted = false; ///< a destination without any waits: one with several gives one up
    [[nodiscard]] bool isSpent() const { return used >= max; }
};

/// One SMTP next hop: messages that wait for it and the connections to it. A connection takes one
/// waiting message after the other. Lives on the delivery thread.
///
/// When the next hop cannot be reached at all, everything that waits is deferred at once with that
/// answer, rather than tried and failed one by one; when only a further connection is refused,
/// fewer connections are used.
class SmtpDestination : public QObject
{
    Q_OBJECT

public:
    SmtpDestination(delivery::SmtpTarget target, const delivery::ClientConfig &config,
                    int maxConnections, ConnectionBudget &budget, delivery::ContentThread &content,
                    QObject *parent = nullptr);
    ~SmtpDestination() override;

    void add(const delivery::DeliveryItem &item);
    /// Begins what can be begun now.
    void pump();
    /// Ends a connection that has nothing to do; false if there is none.
    bool endIdleConnection();
    /// Begins nothing more; what is under way is brought to its end.
    void stop();
    /// Takes the newest waiting messages away until they have at least `recipients` recipients, and
    /// answers these recipients' ids.
    [[nodiscard]] QStringList takeNewest(qsizetype recipients);
    /// Takes away those waiting recipients that are not `isStillOurs`, and answers their ids.
    [[nodiscard]] QStringList
    withdrawUnless(const std::function<bool(const QString &recipientId)> &isStillOurs);
    [[nodiscard]] qsizetype waitingRecipients() const;
    [[nodiscard]] bool isWaiting() const { return !m_waiting.empty(); }
    [[nodiscard]] bool isUnused() const { return m_waiting.empty() && m_connections.isEmpty(); }

signals:
    void delivered(const postern::delivery::DeliveryItem &item,
                   const QList<postern::delivery::RecipientResult> &results);
    /// After stop(): the message was not begun.
    void givenBack(const postern::delivery::DeliveryItem &item);
    /// Messages wait, there is no connection, and the budget is spent.
    void starved();
    /// A connection is gone: the budget has room, and this destination may be unused.
    void connectionFreed();

private:
    [[nodiscard]] delivery::SmtpDelivery *freeConnection();
    [[nodiscard]] std::deque<delivery::DeliveryItem> takeWaiting();
    void onReturned(const delivery::DeliveryItem &item);
    void onUnreachable(const QString &host, const QString &reply);
    void onClosed(delivery::SmtpDelivery *connection);

    delivery::SmtpTarget m_target;
    delivery::ClientConfig m_config;
    int m_maxConnections;
    ConnectionBudget &m_budget;
    delivery::ContentThread &m_content;
    std::deque<delivery::DeliveryItem> m_waiting;
    QList<delivery::SmtpDelivery *> m_connections; ///< children
    bool m_isPumping = false;
    bool m_isStopped = false;
};

} // namespace postern::queue
