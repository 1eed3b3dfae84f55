// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/Recall.h"

namespace postern::queue
{

Recall::Recall(const RunnerConfig &config, LeasesInHand &leases, Handover &handover)
    : m_config(config), m_leases(leases), m_handover(handover)
{}

void Recall::recallUnleased()
{
    if (m_leases.count() > 0)
        m_leases.askWhatIsLeased([this](const QSet<QString> &leased) { withdrawAllBut(leased); });
}

/// Answers of the storage come in the order of its jobs: what was claimed before the question is in
/// hand by now, and what is claimed after it is not judged by it.
void Recall::withdrawAllBut(const QSet<QString> &leased)
{
    m_leases.drop(m_handover.withdrawUnless(
        [&leased](const QString &recipientId) { return leased.contains(recipientId); }));
    emit recalled();
}

void Recall::makeOthersRoom()
{
    const QStringList ids = m_handover.takeFromLongest(m_config.maxInHand / 2);
    if (!ids.isEmpty())
        m_leases.giveBack(ids, m_config.clock() + m_config.giveBackMs, [this] { emit roomMade(); });
}

} // namespace postern::queue
