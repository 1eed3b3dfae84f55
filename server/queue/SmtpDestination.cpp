// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/SmtpDestination.h"

#include <QScopedValueRollback>

namespace postern::queue
{

SmtpDestination::SmtpDestination(delivery::SmtpTarget target, const delivery::ClientConfig &config,
                                 int maxConnections, ConnectionBudget &budget,
                                 delivery::ContentThread &content, QObject *parent)
    : QObject(parent), m_target(std::move(target)), m_config(config),
      m_maxConnections(maxConnections), m_budget(budget), m_content(content)
{}

SmtpDestination::~SmtpDestination()
{
    m_budget.used -= static_cast<int>(m_connections.size());
}

void SmtpDestination::add(const delivery::DeliveryItem &item)
{
    m_waiting.push_back(item);
}

void SmtpDestination::pump()
{
    if (m_isPumping || m_isStopped)
        return;
    const QScopedValueRollback<bool> guard(m_isPumping, true);
    while (!m_waiting.empty()) {
        delivery::SmtpDelivery *const connection = freeConnection();
        if (connection == nullptr)
            break;
        if (m_connections.size() > 1 && std::exchange(m_budget.isWanted, false)) {
            connection->finish();
            continue;
        }
        const delivery::DeliveryItem item = std::move(m_waiting.front());
        m_waiting.pop_front();
        connection->deliver(item);
    }
    if (!m_waiting.empty() && m_connections.isEmpty() && m_budget.isSpent())
        emit starved();
}

delivery::SmtpDelivery *SmtpDestination::freeConnection()
{
    for (delivery::SmtpDelivery *connection : std::as_const(m_connections)) {
        if (connection->isIdle())
            return connection;
    }
    if (m_connections.size() >= m_maxConnections || m_budget.isSpent())
        return nullptr;
    auto *connection = new delivery::SmtpDelivery(m_target, m_config, m_content, this);
    connect(connection, &delivery::SmtpDelivery::delivered, this,
            [this](const delivery::DeliveryItem &item,
                   const QList<delivery::RecipientResult> &results) {
                emit delivered(item, results);
                pump();
            });
    connect(connection, &delivery::SmtpDelivery::returned, this, &SmtpDestination::onReturned);
    connect(connection, &delivery::SmtpDelivery::unreachable, this,
            &SmtpDestination::onUnreachable);
    connect(connection, &delivery::SmtpDelivery::closed, this,
            [this, connection] { onClosed(connection); });
    m_connections.append(connection);
    ++m_budget.used;
    return connection;
}

bool SmtpDestination::endIdleConnection()
{
    for (delivery::SmtpDelivery *connection : std::as_const(m_connections)) {
        if (connection->isIdle()) {
            connection->finish();
            return true;
        }
    }
    return false;
}

void SmtpDestination::stop()
{
    m_isStopped = true;
    const QList<delivery::SmtpDelivery *> connections = m_connections;
    for (delivery::SmtpDelivery *connection : connections)
        connection->finish();
    for (const delivery::DeliveryItem &item : takeWaiting())
        emit givenBack(item);
}

QStringList SmtpDestination::takeNewest(qsizetype recipients)
{
    QStringList taken;
    while (!m_waiting.empty() && taken.size() < recipients) {
        for (const delivery::DeliveryRecipient &recipient : m_waiting.back().recipients)
            taken.append(recipient.id);
        m_waiting.pop_back();
    }
    return taken;
}

QStringList SmtpDestination::withdrawUnless(const std::function<bool(const QString &)> &isStillOurs)
{
    QStringList withdrawn;
    for (delivery::DeliveryItem &item : m_waiting) {
        item.recipients.removeIf([&](const delivery::DeliveryRecipient &recipient) {
            if (isStillOurs(recipient.id))
                return false;
            withdrawn.append(recipient.id);
            return true;
        });
    }
    std::erase_if(m_waiting, [](const auto &item) { return item.recipients.isEmpty(); });
    return withdrawn;
}

qsizetype SmtpDestination::waitingRecipients() const
{
    qsizetype sum = 0;
    for (const delivery::DeliveryItem &item : m_waiting)
        sum += item.recipients.size();
    return sum;
}

std::deque<delivery::DeliveryItem> SmtpDestination::takeWaiting()
{
    return std::exchange(m_waiting, {});
}

void SmtpDestination::onReturned(const delivery::DeliveryItem &item)
{
    if (m_isStopped)
        emit givenBack(item);
    else
        m_waiting.push_front(item);
}

void SmtpDestination::onUnreachable(const QString &host, const QString &reply)
{
    const qsizetype others = m_connections.size() - 1;
    if (others > 0) { // they may stand or still fail: the last one decides
        m_maxConnections = static_cast<int>(others);
        return;
    }
    for (const delivery::DeliveryItem &item : takeWaiting()) {
        QList<delivery::RecipientResult> results;
        for (const delivery::DeliveryRecipient &recipient : item.recipients)
            results.append({recipient.id, RecipientState::Deferred, host, reply});
        emit delivered(item, results);
    }
}

void SmtpDestination::onClosed(delivery::SmtpDelivery *connection)
{
    m_connections.removeOne(connection);
    --m_budget.used;
    connection->deleteLater();
    pump();
    emit connectionFreed();
}

} // namespace postern::queue
