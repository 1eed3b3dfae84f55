// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/queue/SmtpDestination.h"

#include <QHash>

namespace postern::queue
{

/// How many connections the next hops may have.
struct NextHopLimits
{
    int connections = 50;        ///< of all next hops together
    int connectionsPerHost = 20; ///< of each
};

/// The SMTP next hops that have mail waiting or a connection, by way and login. They share a number
/// of connections: one that idles makes way for a next hop that has none. Lives on the delivery
/// thread, and ends before the content that it was given.
class NextHops : public QObject
{
    Q_OBJECT

public:
    NextHops(const delivery::ClientConfig &config, const NextHopLimits &limits,
             delivery::ContentThread &content, QObject *parent = nullptr);
    ~NextHops() override;

    /// To this next hop; it begins with pump().
    void add(const delivery::SmtpTarget &target, const delivery::DeliveryItem &item);
    /// Begins what can be begun now.
    void pump();
    /// Begins nothing more; what is under way is brought to its end.
    void stop();
    /// Takes away those waiting recipients that are not `isStillOurs`, and answers their ids.
    [[nodiscard]] QStringList
    withdrawUnless(const std::function<bool(const QString &recipientId)> &isStillOurs);
    /// If more than `most` recipients wait for one next hop: takes the newer half of them away, and
    /// answers their ids.
    [[nodiscard]] QStringList takeFromLongest(qsizetype most);

signals:
    void delivered(const postern::delivery::DeliveryItem &item,
                   const QList<postern::delivery::RecipientResult> &results);
    /// After stop(): the message was not begun.
    void givenBack(const postern::delivery::DeliveryItem &item);

private:
    [[nodiscard]] SmtpDestination &destination(const delivery::SmtpTarget &target);
    void onConnectionFreed();
    void makeRoom(const SmtpDestination *wanting);

    const delivery::ClientConfig m_config;
    const int m_connectionsPerHost;
    delivery::ContentThread &m_content;
    ConnectionBudget m_budget;
    QHash<delivery::SmtpTarget, SmtpDestination *> m_destinations; ///< children
    bool m_isStopping = false;
};

} // namespace postern::queue
