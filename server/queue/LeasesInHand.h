// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/queue/RunnerConfig.h"
#include "server/storage/QueueLeases.h"
#include "server/storage/StorageThread.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace postern::queue
{

/// The recipients that this process holds a lease on: from the claim until the outcome is recorded
/// or the lease is given back. Renews their leases, and frees all of them at the end. Lives on the
/// delivery thread; `storage` and `config` outlive it.
class LeasesInHand : public QObject
{
    Q_OBJECT

public:
    LeasesInHand(storage::StorageThread &storage, const RunnerConfig &config);

    /// Frees the leases of a killed predecessor, and renews from now on. Once.
    void start();
    /// Renews no more and frees every lease, for a successor to take at once; released() follows.
    void end();
    /// Between start() and end().
    [[nodiscard]] bool isKept() const { return m_renewTimer.isActive(); }

    /// False when it is in hand already: its lease ran out under our hands.
    [[nodiscard]] bool take(const storage::ClaimedRecipient &recipient);
    /// Null when it is not in hand; good until the next change.
    [[nodiscard]] const storage::ClaimedRecipient *find(const QString &recipientId) const;
    void drop(const QString &recipientId) { m_inHand.remove(recipientId); }
    void drop(const QStringList &recipientIds);
    [[nodiscard]] int count() const { return static_cast<int>(m_inHand.size()); }
    /// There is no room for what another claim may bring.
    [[nodiscard]] bool isFull() const;

    /// Drops these and makes them due at `dueAt` for whoever claims then; `done` follows in any
    /// case.
    void giveBack(const QStringList &recipientIds, UtcMs dueAt, const std::function<void()> &done);
    /// What the storage says that this process still holds; not called after an error.
    void askWhatIsLeased(const std::function<void(const QSet<QString> &)> &done);

signals:
    /// What is still ours is leased for longer; another node may have ended the rest.
    void renewed();
    void released();
    void trouble(const QString &sentence);

private:
    void renew();

    storage::StorageThread &m_storage;
    const RunnerConfig &m_config;
    QHash<QString, storage::ClaimedRecipient> m_inHand; ///< by recipient id
    QTimer m_renewTimer;
};

} // namespace postern::queue
