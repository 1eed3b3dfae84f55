// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/NextHops.h"

#include <utility>

namespace postern::queue
{

NextHops::NextHops(const delivery::ClientConfig &config, const NextHopLimits &limits,
                   delivery::ContentThread &content, QObject *parent)
    : QObject(parent), m_config(config), m_connectionsPerHost(limits.connectionsPerHost),
      m_content(content)
{
    m_budget.max = limits.connections;
}

NextHops::~NextHops()
{
    // Connections use the budget.
    qDeleteAll(std::exchange(m_destinations, {}));
}

void NextHops::add(const delivery::SmtpTarget &target, const delivery::DeliveryItem &item)
{
    destination(target).add(item);
}

SmtpDestination &NextHops::destination(const delivery::SmtpTarget &target)
{
    SmtpDestination *&destination = m_destinations[target];
    if (destination == nullptr) {
        destination =
            new SmtpDestination(target, m_config, m_connectionsPerHost, m_budget, m_content, this);
        connect(destination, &SmtpDestination::delivered, this, &NextHops::delivered);
        connect(destination, &SmtpDestination::givenBack, this, &NextHops::givenBack);
        connect(destination, &SmtpDestination::connectionFreed, this, &NextHops::onConnectionFreed,
                Qt::QueuedConnection);
        connect(destination, &SmtpDestination::starved, this,
                [this, wanting = destination] { makeRoom(wanting); });
    }
    return *destination;
}

void NextHops::pump()
{
    const QList<SmtpDestination *> destinations = m_destinations.values();
    for (SmtpDestination *destination : destinations)
        destination->pump();
}

void NextHops::stop()
{
    m_isStopping = true;
    const QList<SmtpDestination *> destinations = m_destinations.values();
    for (SmtpDestination *destination : destinations)
        destination->stop();
}

QStringList NextHops::withdrawUnless(const std::function<bool(const QString &)> &isStillOurs)
{
    QStringList withdrawn;
    for (SmtpDestination *destination : std::as_const(m_destinations))
        withdrawn += destination->withdrawUnless(isStillOurs);
    return withdrawn;
}

QStringList NextHops::takeFromLongest(qsizetype most)
{
    SmtpDestination *longest = nullptr;
    for (SmtpDestination *destination : std::as_const(m_destinations)) {
        if (longest == nullptr || destination->waitingRecipients() > longest->waitingRecipients())
            longest = destination;
    }
    if (longest == nullptr || longest->waitingRecipients() <= most)
        return {};
    return longest->takeNewest(longest->waitingRecipients() / 2);
}

void NextHops::onConnectionFreed()
{
    const QList<SmtpDestination *> destinations = m_destinations.values();
    for (SmtpDestination *destination : destinations) {
        if (!m_isStopping)
            destination->pump();
        if (destination->isUnused()) {
            m_destinations.removeIf(
                [destination](const auto &it) { return it.value() == destination; });
            destination->deleteLater();
        }
    }
}

/// All connections are in use: one that idles at another next hop makes way.
void NextHops::makeRoom(const SmtpDestination *wanting)
{
    const QList<SmtpDestination *> destinations = m_destinations.values();
    for (SmtpDestination *destination : destinations) {
        if (destination != wanting && !destination->isWaiting() && destination->endIdleConnection())
            return;
    }
    m_budget.isWanted = true;
}

} // namespace postern::queue
