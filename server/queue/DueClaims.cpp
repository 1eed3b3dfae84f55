// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/DueClaims.h"

#include <algorithm>

namespace postern::queue
{

namespace
{

constexpr qint64 minWakeMs = 50;     ///< two wakes are never closer, whatever the clock says
constexpr qint64 maxWakeMs = 300000; ///< the wall clock may jump meanwhile
constexpr qint64 troubleMs = 1000;   ///< until a failed claim is tried again

} // namespace

DueClaims::DueClaims(storage::StorageThread &storage, const RunnerConfig &config,
                     const LeasesInHand &leases)
    : m_storage(storage), m_config(config), m_leases(leases)
{
    m_wakeTimer.setSingleShot(true);
    connect(&m_wakeTimer, &QTimer::timeout, this, [this] {
        m_wakesAt = 0;
        claim();
    });
    m_fullTimer.setSingleShot(true);
    m_fullTimer.setInterval(std::chrono::milliseconds(config.fullMs));
    connect(&m_fullTimer, &QTimer::timeout, this, [this] {
        if (m_leases.isFull())
            emit wantsRoom();
    });
}

void DueClaims::stop()
{
    m_isStopping = true;
    m_wakeTimer.stop();
    m_fullTimer.stop();
}

void DueClaims::claim()
{
    if (m_isStopping)
        return;
    if (m_leases.isFull() && !m_fullTimer.isActive())
        m_fullTimer.start();
    if (m_isClaiming || m_leases.isFull()) {
        m_isMoreDue = true;
        return;
    }
    m_isClaiming = true;
    m_isMoreDue = false;
    m_storage.submit<Claim>(
        this,
        [node = m_config.node, now = m_config.clock(), leaseMs = m_config.leaseMs,
         limit = m_config.claimLimit](storage::Database &database) -> Result<Claim> {
            storage::QueueLeases leases(database);
            auto recipients = leases.claimDue(node, now, leaseMs, limit);
            if (!recipients.ok())
                return recipients.error();
            const auto nextDueAt = leases.nextDueAt();
            if (!nextDueAt.ok())
                return nextDueAt.error();
            return Claim{std::move(recipients).value(), *nextDueAt};
        },
        [this](const Result<Claim> &claim) { onClaimed(claim); });
}

void DueClaims::claimWhatWaited()
{
    if (m_isMoreDue)
        claim();
}

void DueClaims::onClaimed(const Result<Claim> &claim)
{
    m_isClaiming = false;
    if (m_isStopping) {
        emit idle();
        return;
    }
    if (!claim.ok()) {
        emit trouble(claim.error().text);
        wakeAt(m_config.clock() + troubleMs);
        return;
    }
    emit claimed(claim->recipients);
    if (m_isMoreDue || claim->recipients.size() >= m_config.claimLimit)
        this->claim();
    else if (claim->nextDueAt > 0)
        wakeAt(claim->nextDueAt);
}

void DueClaims::wakeAt(UtcMs at)
{
    if (m_isStopping || (m_wakesAt != 0 && m_wakesAt <= at))
        return;
    m_wakesAt = at;
    const qint64 delay =
        std::clamp(static_cast<qint64>(at - m_config.clock()), minWakeMs, maxWakeMs);
    m_wakeTimer.start(std::chrono::milliseconds(delay));
}

/// An administrator who gives a route, or mends one, waits for its mail to leave.
void DueClaims::retryRerouted(const RouteTable &before, const RouteTable &after)
{
    m_storage.submit<int>(
        this,
        [before, after, now = m_config.clock()](storage::Database &database) {
            return storage::QueueLeases(database).retryDeferred(now, [&](QStringView address) {
                const auto way = after.find(address);
                return way && before.find(address) != way;
            });
        },
        [this](const Result<int> &retried) {
            if (!retried.ok())
                emit trouble(retried.error().text);
            else if (retried.value() > 0)
                claim();
        });
}

} // namespace postern::queue
