// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/LeasesInHand.h"

namespace postern::queue
{

namespace
{

/// For a job whose only answer is that it worked.
Result<bool> worked(const Result<void> &result)
{
    if (!result.ok())
        return result.error();
    return true;
}

} // namespace

LeasesInHand::LeasesInHand(storage::StorageThread &storage, const RunnerConfig &config)
    : m_storage(storage), m_config(config)
{
    m_renewTimer.setInterval(std::chrono::milliseconds(config.leaseMs / 3));
    connect(&m_renewTimer, &QTimer::timeout, this, &LeasesInHand::renew);
}

void LeasesInHand::start()
{
    m_renewTimer.start();
    m_storage.submit(
        [node = m_config.node](storage::Database &database) {
            return storage::QueueLeases(database).releaseLeases(node);
        },
        [](const Result<void> &) {}); // without it they end by themselves
}

void LeasesInHand::end()
{
    m_renewTimer.stop();
    m_storage.submit<bool>(
        this,
        [node = m_config.node](storage::Database &database) {
            return worked(storage::QueueLeases(database).releaseLeases(node));
        },
        [this](const Result<bool> &) { emit released(); });
}

bool LeasesInHand::take(const storage::ClaimedRecipient &recipient)
{
    if (m_inHand.contains(recipient.recipientId))
        return false;
    m_inHand.insert(recipient.recipientId, recipient);
    return true;
}

const storage::ClaimedRecipient *LeasesInHand::find(const QString &recipientId) const
{
    const auto found = m_inHand.constFind(recipientId);
    return found == m_inHand.constEnd() ? nullptr : &*found;
}

void LeasesInHand::drop(const QStringList &recipientIds)
{
    for (const QString &id : recipientIds)
        m_inHand.remove(id);
}

bool LeasesInHand::isFull() const
{
    return count() + m_config.claimLimit > m_config.maxInHand;
}

void LeasesInHand::giveBack(const QStringList &recipientIds, UtcMs dueAt,
                            const std::function<void()> &done)
{
    drop(recipientIds);
    m_storage.submit<bool>(
        this,
        [node = m_config.node, recipientIds, dueAt](storage::Database &database) {
            return worked(storage::QueueLeases(database).giveBack(node, recipientIds, dueAt));
        },
        [this, done](const Result<bool> &given) {
            if (!given.ok())
                emit trouble(given.error().text); // their leases end by themselves
            done();
        });
}

void LeasesInHand::askWhatIsLeased(const std::function<void(const QSet<QString> &)> &done)
{
    m_storage.submit<QSet<QString>>(
        this,
        [node = m_config.node](storage::Database &database) {
            return storage::QueueLeases(database).leasedBy(node);
        },
        [this, done](const Result<QSet<QString>> &leased) {
            if (leased.ok())
                done(*leased);
            else
                emit trouble(leased.error().text);
        });
}

void LeasesInHand::renew()
{
    if (m_inHand.isEmpty())
        return;
    m_storage.submit<bool>(
        this,
        [node = m_config.node, ids = QStringList(m_inHand.keys()),
         until = m_config.clock() + m_config.leaseMs](storage::Database &database) {
            return worked(storage::QueueLeases(database).renewLeases(node, ids, until));
        },
        [this](const Result<bool> &result) {
            if (result.ok())
                emit renewed();
            else
                emit trouble(result.error().text);
        });
}

} // namespace postern::queue
