// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/QueueRunner.h"

#include <QDateTime>

namespace postern::queue
{

QueueRunner::QueueRunner(storage::StorageThread &storage, RunnerConfig config, QObject *parent)
    : QObject(parent), m_storage(storage), m_config(std::move(config))
{
    if (!m_config.clock)
        m_config.clock = [] { return QDateTime::currentMSecsSinceEpoch(); };
}

QueueRunner::~QueueRunner() = default;

void QueueRunner::setRoutes(const RouteTable &routes)
{
    const RouteTable before = std::exchange(m_routes, routes);
    if (m_claims && !m_isStopping && before != m_routes)
        m_claims->retryRerouted(before, m_routes);
}

void QueueRunner::setSchedule(const RetrySchedule &schedule)
{
    m_schedule = schedule;
}

void QueueRunner::start()
{
    makeParts();
    m_leases->start();
    m_claims->claim();
}

void QueueRunner::makeParts()
{
    m_leases = std::make_unique<LeasesInHand>(m_storage, m_config);
    connect(m_leases.get(), &LeasesInHand::trouble, this, &QueueRunner::storageTrouble);
    connect(m_leases.get(), &LeasesInHand::released, this, &QueueRunner::stopped);
    m_claims = std::make_unique<DueClaims>(m_storage, m_config, *m_leases);
    connect(m_claims.get(), &DueClaims::claimed, this, &QueueRunner::onClaimed);
    connect(m_claims.get(), &DueClaims::idle, this, &QueueRunner::endWhenDone);
    connect(m_claims.get(), &DueClaims::trouble, this, &QueueRunner::storageTrouble);
    m_handover = std::make_unique<Handover>(m_config);
    connect(m_handover.get(), &Handover::delivered, this, &QueueRunner::onDelivered);
    connect(m_handover.get(), &Handover::givenBack, this, &QueueRunner::onGivenBack);
    m_recall = std::make_unique<Recall>(m_config, *m_leases, *m_handover);
    connect(m_claims.get(), &DueClaims::wantsRoom, m_recall.get(), &Recall::makeOthersRoom);
    connect(m_recall.get(), &Recall::roomMade, m_claims.get(), &DueClaims::claim);
    connect(m_recall.get(), &Recall::recalled, this, &QueueRunner::onRecalled);
    connect(m_leases.get(), &LeasesInHand::renewed, m_recall.get(), &Recall::recallUnleased);
    m_recorder = new OutcomeRecorder(m_storage, m_config.clock, this);
    connect(m_recorder, &OutcomeRecorder::recorded, this, &QueueRunner::onRecorded);
    connect(m_recorder, &OutcomeRecorder::trouble, this, &QueueRunner::storageTrouble);
}

void QueueRunner::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    if (!m_claims) {
        emit stopped();
        return;
    }
    m_claims->stop();
    m_handover->stop();
    endWhenDone();
}

/// What was claimed and not begun is given back, for a successor to take at once.
void QueueRunner::endWhenDone()
{
    if (m_isStopping && !m_claims->isClaiming() && inHand() == 0 && m_leases->isKept())
        m_leases->end();
}

void QueueRunner::poke()
{
    if (!m_isPoked.exchange(true))
        QMetaObject::invokeMethod(this, &QueueRunner::onPoked, Qt::QueuedConnection);
}

void QueueRunner::onPoked()
{
    m_isPoked = false;
    if (m_claims)
        m_claims->claim();
}

void QueueRunner::recheck()
{
    if (!m_isRecheckAsked.exchange(true))
        QMetaObject::invokeMethod(this, &QueueRunner::onRecheck, Qt::QueuedConnection);
}

void QueueRunner::onRecheck()
{
    m_isRecheckAsked = false;
    if (!m_claims || m_isStopping)
        return;
    m_recall->recallUnleased();
    m_claims->claim();
}

void QueueRunner::onRecalled()
{
    m_claims->claimWhatWaited();
    endWhenDone();
}

void QueueRunner::onClaimed(const QList<storage::ClaimedRecipient> &recipients)
{
    QList<storage::ClaimedRecipient> fresh;
    for (const storage::ClaimedRecipient &recipient : recipients) {
        if (m_leases->take(recipient)) // else it is on its way already
            fresh.append(recipient);
    }
    m_handover->deliver(fresh, m_routes);
}

void QueueRunner::onDelivered(const delivery::DeliveryItem &item,
                              const QList<delivery::RecipientResult> &results)
{
    QList<storage::RecipientOutcome> outcomes;
    for (const delivery::RecipientResult &result : results) {
        const storage::ClaimedRecipient *const recipient = m_leases->find(result.recipientId);
        if (recipient == nullptr)
            continue;
        const storage::RecipientOutcome outcome = outcomeOf(*recipient, result);
        outcomes.append(outcome);
        emit attempted({item.messageId, recipient->address, outcome.attempt.host,
                        outcome.attempt.tls, outcome.attempt.reply,
                        outcome.attempt.at - recipient->acceptedAt, outcome.attempt.result,
                        outcome.nextAttemptAt});
    }
    if (!outcomes.isEmpty())
        m_recorder->record(item.messageId, outcomes);
}

storage::RecipientOutcome QueueRunner::outcomeOf(const storage::ClaimedRecipient &recipient,
                                                 const delivery::RecipientResult &result)
{
    const UtcMs at = m_config.clock();
    storage::RecipientOutcome outcome{
        recipient.recipientId, {at, result.host, result.tls, result.reply, result.result}, 0};
    if (result.result == RecipientState::Deferred) {
        const auto next = m_schedule.next(recipient.attempts + 1, recipient.triedSince, at);
        if (next) {
            outcome.nextAttemptAt = *next;
        } else {
            outcome.attempt.result = RecipientState::Failed;
            outcome.attempt.reply +=
                QStringLiteral("\nGiven up: the time that the queue keeps trying is over.");
        }
    }
    return outcome;
}

void QueueRunner::onRecorded(const QList<storage::RecipientOutcome> &outcomes)
{
    for (const storage::RecipientOutcome &outcome : outcomes) {
        m_leases->drop(outcome.recipientId);
        if (outcome.nextAttemptAt != 0)
            m_claims->wakeAt(outcome.nextAttemptAt);
    }
    m_claims->claimWhatWaited();
    endWhenDone();
}

void QueueRunner::onGivenBack(const delivery::DeliveryItem &item)
{
    for (const delivery::DeliveryRecipient &recipient : item.recipients)
        m_leases->drop(recipient.id);
    endWhenDone();
}

} // namespace postern::queue
