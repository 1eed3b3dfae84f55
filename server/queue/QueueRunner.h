// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ContentThread.h"
#include "server/delivery/MaildirDelivery.h"
#include "server/queue/NextHops.h"
#include "server/queue/OutcomeRecorder.h"
#include "server/queue/RetrySchedule.h"
#include "server/queue/RouteTable.h"
#include "server/storage/QueueLeases.h"
#include "server/storage/QueueStore.h"
#include "server/storage/StorageThread.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace postern::queue
{

/// What a runner needs to know when it begins.
struct RunnerConfig
{
    QString node; ///< name under which this process holds leases
    storage::DatabaseUrl database;
    delivery::ClientConfig client;
    NextHopLimits nextHops;
    int maildirThreads = 2;
    int recipientsPerTransaction = 100; ///< RFC 5321 4.5.3.1.8: every server takes that many
    int claimLimit = 500;               ///< recipients of one claim
    int maxInHand = 5000;               ///< recipients leased at once
    qint64 leaseMs = 600000;            ///< renewed after a third of it
    qint64 fullMs = 1000;          ///< this long at maxInHand before one next hop gives leases back
    qint64 giveBackMs = 30000;     ///< until these are due again
    std::function<UtcMs()> clock;  ///< the system's when empty
    delivery::OpenContent content; ///< that of `database` when empty
};

/// One attempt for one recipient, for the log.
struct DeliveryFact
{
    QString queueId;
    QString recipient;
    QString host;
    QString reply;
    qint64 delayMs = 0; ///< since the message was accepted
    RecipientState result = RecipientState::Deferred;
    UtcMs nextAttemptAt = 0; ///< for Deferred
};

/// Brings queued mail to its next hop: claims due recipients with a lease, groups them by message
/// and route, hands them over in bounded concurrency, records what became of each. It is woken by
/// poke() and by the time that the next recipient is due, and does nothing in between.
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
    void setRoutes(const QList<Route> &routes);
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
    [[nodiscard]] int inHand() const { return static_cast<int>(m_inHand.size()); }

signals:
    /// After the next hop answered and before the outcome is handed to storage.
    void attempted(const postern::queue::DeliveryFact &fact);
    /// A job of the storage failed; it is tried again.
    void storageTrouble(const QString &sentence);
    void stopped();

private:
    struct Claim
    {
        QList<storage::ClaimedRecipient> recipients;
        UtcMs nextDueAt = 0;
    };
    struct Group; ///< a message's recipients of one route

    [[nodiscard]] UtcMs now() const;
    void onPoked();
    void retryRerouted(const RouteTable &before);
    void onRecheck();
    void withdrawAllBut(const QSet<QString> &leased);
    [[nodiscard]] bool isFull() const
    {
        return inHand() + m_config.claimLimit > m_config.maxInHand;
    }
    void makeOthersRoom();
    void claim();
    void onClaimed(const Result<Claim> &claimed);
    void wakeAt(UtcMs at);
    void dispatch(const QList<storage::ClaimedRecipient> &recipients);
    void hand(const Group &group);
    void refuseForWantOfRoute(const storage::ClaimedRecipient &recipient);
    void onDelivered(const delivery::DeliveryItem &item,
                     const QList<delivery::RecipientResult> &results);
    [[nodiscard]] storage::RecipientOutcome outcomeOf(const storage::ClaimedRecipient &recipient,
                                                      const delivery::RecipientResult &result);
    void onRecorded(const QList<storage::RecipientOutcome> &outcomes);
    void onGivenBack(const delivery::DeliveryItem &item);
    void renewLeases();
    void endWhenDone();

    storage::StorageThread &m_storage;
    RunnerConfig m_config;
    RouteTable m_routes;
    RetrySchedule m_schedule;
    QHash<QString, storage::ClaimedRecipient> m_inHand; ///< by recipient id
    std::unique_ptr<delivery::ContentThread> m_content;
    delivery::MaildirDelivery *m_maildirs = nullptr;
    OutcomeRecorder *m_recorder = nullptr;
    NextHops *m_nextHops = nullptr;
    QTimer *m_wakeTimer = nullptr;
    QTimer *m_fullTimer = nullptr;
    QTimer *m_leaseTimer = nullptr;
    UtcMs m_wakesAt = 0; ///< 0: the timer is off
    std::atomic<bool> m_isPoked = false;
    std::atomic<bool> m_isRecheckAsked = false;
    bool m_isClaiming = false;
    bool m_isMoreDue = false; ///< claim again as soon as that is possible
    bool m_isStopping = false;
};

} // namespace postern::queue
