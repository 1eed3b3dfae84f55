// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/queue/Handover.h"
#include "server/queue/LeasesInHand.h"

namespace postern::queue
{

/// Takes back what was handed over and still waits for its turn. What is under way is not touched.
/// Lives on the delivery thread; what it is given outlives it.
class Recall : public QObject
{
    Q_OBJECT

public:
    Recall(const RunnerConfig &config, LeasesInHand &leases, Handover &handover);

    /// Asks which leases are still ours and takes back the rest: an administrator held or removed
    /// it. recalled() follows, but not after an error.
    void recallUnleased();
    /// For the time that every lease is in use. When most of them wait for one next hop or Maildir,
    /// mail for all others would wait for it too: half of what waits there becomes due again later,
    /// and roomMade() follows.
    void makeOthersRoom();

signals:
    void recalled();
    void roomMade();

private:
    void withdrawAllBut(const QSet<QString> &leased);

    const RunnerConfig &m_config;
    LeasesInHand &m_leases;
    Handover &m_handover;
};

} // namespace postern::queue
