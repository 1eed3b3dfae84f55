// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/queue/DueClaims.h"
#include "server/queue/Handover.h"
#include "server/queue/OutcomeRecorder.h"
#include "server/queue/Recall.h"
#include "server/queue/RetrySchedule.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace postern::queue
{

/// One attempt for one recipient, for the log.
struct DeliveryFact
{
    QString queueId;
    QString recipient;
    QString host;
    QString tls;
    QString reply;
    qint64 delayMs = 0; ///< since the message was accepted
    RecipientState result = RecipientState::Deferred;
    UtcMs nextAttemptAt = 0; ///< for Deferred
};

/// Brings queued mail to its next hop: what DueClaims claims with a lease goes to Handover, what
/// became of each recipient is recorded, and Recall takes back what is no longer ours. It is woken
/// by poke() and by the time that the next recipient is due, and does nothing in between.
///
/// An outcome goes to storage at once after the next hop's answer. A process killed in between
/// delivers that message again, never not at all.
///
/// Thread: may be made elsewhere and moved to the delivery thread before start(); from then on all
/// but poke() belongs to that thread, the end (deleteLater()) too. The StorageThread ends first.
class QueueRunner : public QObject
{
    Q_OBJECT

public:
    QueueRunner(storage::StorageThread &storage, RunnerConfig config, QObject *parent = nullptr);
    ~QueueRunner() override;

    /// Deferred mail that gets another way by this, or one at all, is tried at once.
    void setRoutes(const RouteTable &routes);
    void setSchedule(const RetrySchedule &schedule);
    /// Frees the leases of a killed predecessor and begins. Once.
    void start();
    /// Begins nothing more; stopped() comes when what is under way is over and recorded.
    void stop();
    /// There may be something due: new mail, a release, a retry. Thread-safe and cheap.
    void poke();
    /// Something in the queue was held, removed or released: what waits here for its turn and is
    /// no longer ours does not begin. Thread-safe; poke() is part of it.
    void recheck();
    /// Recipients leased and not yet recorded.
    [[nodiscard]] int inHand() const { return m_leases ? m_leases->count() : 0; }

signals:
    /// After the next hop answered and before the outcome is handed to storage.
    void attempted(const postern::queue::DeliveryFact &fact);
    /// A job of the storage failed; it is tried again.
    void storageTrouble(const QString &sentence);
    void stopped();

private:
    void makeParts();
    void onPoked();
    void onRecheck();
    void onClaimed(const QList<storage::ClaimedRecipient> &recipients);
    void onDelivered(const delivery::DeliveryItem &item,
                     const QList<delivery::RecipientResult> &results);
    [[nodiscard]] storage::RecipientOutcome outcomeOf(const storage::ClaimedRecipient &recipient,
                                                      const delivery::RecipientResult &result);
    void onRecorded(const QList<storage::RecipientOutcome> &outcomes);
    void onGivenBack(const delivery::DeliveryItem &item);
    void onRecalled();
    void endWhenDone();

    storage::StorageThread &m_storage;
    RunnerConfig m_config;
    RouteTable m_routes;
    RetrySchedule m_schedule;
    // Made by start(), on the delivery thread; each knows those above it.
    std::unique_ptr<LeasesInHand> m_leases;
    std::unique_ptr<DueClaims> m_claims;
    std::unique_ptr<Handover> m_handover;
    std::unique_ptr<Recall> m_recall;
    OutcomeRecorder *m_recorder = nullptr;
    std::atomic<bool> m_isPoked = false;
    std::atomic<bool> m_isRecheckAsked = false;
    bool m_isStopping = false;
};

} // namespace postern::queue
