// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/queue/LeasesInHand.h"
#include "server/queue/RouteTable.h"

namespace postern::queue
{

/// Claims recipients as they become due: at once when it is told to, and when the next one's time
/// comes. It does nothing in between, and waits while every lease is in use. Lives on the delivery
/// thread; what it is given outlives it.
class DueClaims : public QObject
{
    Q_OBJECT

public:
    DueClaims(storage::StorageThread &storage, const RunnerConfig &config,
              const LeasesInHand &leases);

    /// Claims what is due now, or as soon as that is possible.
    void claim();
    /// There may be room again: claims if something waited for it.
    void claimWhatWaited();
    /// Claims at `at` at the latest.
    void wakeAt(UtcMs at);
    /// Deferred recipients whose way `after` is another than `before`, or one at all, are due now.
    void retryRerouted(const RouteTable &before, const RouteTable &after);
    /// Claims nothing more; a claim that is under way ends with idle() instead of claimed().
    void stop();
    [[nodiscard]] bool isClaiming() const { return m_isClaiming; }

signals:
    void claimed(const QList<postern::storage::ClaimedRecipient> &recipients);
    /// Something wants to be claimed, and every lease has been in use for a while.
    void wantsRoom();
    void idle();
    void trouble(const QString &sentence);

private:
    struct Claim
    {
        QList<storage::ClaimedRecipient> recipients;
        UtcMs nextDueAt = 0;
    };

    void onClaimed(const Result<Claim> &claim);

    storage::StorageThread &m_storage;
    const RunnerConfig &m_config;
    const LeasesInHand &m_leases;
    QTimer m_wakeTimer;
    QTimer m_fullTimer;
    UtcMs m_wakesAt = 0; ///< 0: the timer is off
    bool m_isClaiming = false;
    bool m_isMoreDue = false; ///< claim again as soon as that is possible
    bool m_isStopping = false;
};

} // namespace postern::queue
