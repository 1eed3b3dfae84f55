// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/QueueRunner.h"

#include "server/queue/StoredContent.h"

#include <QDateTime>

#include <algorithm>

namespace postern::queue
{

namespace
{

constexpr qint64 minWakeMs = 50;     ///< two wakes are never closer, whatever the clock says
constexpr qint64 maxWakeMs = 300000; ///< the wall clock may jump meanwhile
constexpr qint64 troubleMs = 1000;   ///< until a failed claim is tried again

} // namespace

struct QueueRunner::Group
{
    Route route;
    delivery::DeliveryItem item;
};

QueueRunner::QueueRunner(storage::StorageThread &storage, RunnerConfig config, QObject *parent)
    : QObject(parent), m_storage(storage), m_config(std::move(config))
{
    if (!m_config.clock)
        m_config.clock = [] { return QDateTime::currentMSecsSinceEpoch(); };
}

QueueRunner::~QueueRunner()
{
    delete std::exchange(m_nextHops, nullptr); // its connections use the content thread
}

UtcMs QueueRunner::now() const
{
    return m_config.clock();
}

void QueueRunner::setRoutes(const QList<Route> &routes)
{
    const RouteTable before = std::exchange(m_routes, RouteTable(routes));
    if (m_wakeTimer != nullptr && !m_isStopping && before != m_routes)
        retryRerouted(before);
}

/// An administrator who gives a route, or mends one, waits for its mail to leave.
void QueueRunner::retryRerouted(const RouteTable &before)
{
    m_storage.submit<int>(
        this,
        [before, after = m_routes, now = now()](storage::Database &database) {
            return storage::QueueLeases(database).retryDeferred(now, [&](QStringView address) {
                const auto way = after.find(address);
                return way && before.find(address) != way;
            });
        },
        [this](const Result<int> &retried) {
            if (!retried.ok())
                emit storageTrouble(retried.error().text);
            else if (retried.value() > 0)
                claim();
        });
}

void QueueRunner::setSchedule(const RetrySchedule &schedule)
{
    m_schedule = schedule;
}

void QueueRunner::start()
{
    const delivery::OpenContent open =
        m_config.content ? m_config.content : storedContent(m_config.database);
    m_content = std::make_unique<delivery::ContentThread>(open);
    m_nextHops = new NextHops(m_config.client, m_config.nextHops, *m_content, this);
    connect(m_nextHops, &NextHops::delivered, this, &QueueRunner::onDelivered);
    connect(m_nextHops, &NextHops::givenBack, this, &QueueRunner::onGivenBack);
    m_maildirs = new delivery::MaildirDelivery(open, m_config.maildirThreads, this);
    connect(m_maildirs, &delivery::MaildirDelivery::delivered, this, &QueueRunner::onDelivered);
    connect(m_maildirs, &delivery::MaildirDelivery::returned, this, &QueueRunner::onGivenBack);
    m_recorder = new OutcomeRecorder(m_storage, m_config.clock, this);
    connect(m_recorder, &OutcomeRecorder::recorded, this, &QueueRunner::onRecorded);
    connect(m_recorder, &OutcomeRecorder::trouble, this, &QueueRunner::storageTrouble);
    m_wakeTimer = new QTimer(this);
    m_wakeTimer->setSingleShot(true);
    connect(m_wakeTimer, &QTimer::timeout, this, [this] {
        m_wakesAt = 0;
        claim();
    });
    m_fullTimer = new QTimer(this);
    m_fullTimer->setSingleShot(true);
    m_fullTimer->setInterval(std::chrono::milliseconds(m_config.fullMs));
    connect(m_fullTimer, &QTimer::timeout, this, &QueueRunner::makeOthersRoom);
    m_leaseTimer = new QTimer(this);
    m_leaseTimer->setInterval(std::chrono::milliseconds(m_config.leaseMs / 3));
    connect(m_leaseTimer, &QTimer::timeout, this, &QueueRunner::renewLeases);
    m_leaseTimer->start();
    m_storage.submit(
        [node = m_config.node](storage::Database &database) {
            return storage::QueueLeases(database).releaseLeases(node);
        },
        [](const Result<void> &) {}); // without it they end by themselves
    claim();
}

void QueueRunner::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    if (m_wakeTimer == nullptr) {
        emit stopped();
        return;
    }
    m_wakeTimer->stop();
    m_fullTimer->stop();
    m_maildirs->stop();
    m_nextHops->stop();
    endWhenDone();
}

/// What was claimed and not begun is given back, for a successor to take at once.
void QueueRunner::endWhenDone()
{
    if (!m_isStopping || m_isClaiming || !m_inHand.isEmpty() || !m_leaseTimer->isActive())
        return;
    m_leaseTimer->stop();
    m_storage.submit<bool>(
        this,
        [node = m_config.node](storage::Database &database) -> Result<bool> {
            const auto released = storage::QueueLeases(database).releaseLeases(node);
            if (!released.ok())
                return released.error();
            return true;
        },
        [this](const Result<bool> &) { emit stopped(); });
}

void QueueRunner::poke()
{
    if (!m_isPoked.exchange(true))
        QMetaObject::invokeMethod(this, &QueueRunner::onPoked, Qt::QueuedConnection);
}

void QueueRunner::onPoked()
{
    m_isPoked = false;
    if (m_wakeTimer != nullptr)
        claim();
}

void QueueRunner::recheck()
{
    if (!m_isRecheckAsked.exchange(true))
        QMetaObject::invokeMethod(this, &QueueRunner::onRecheck, Qt::QueuedConnection);
}

void QueueRunner::onRecheck()
{
    m_isRecheckAsked = false;
    if (m_wakeTimer == nullptr || m_isStopping)
        return;
    if (!m_inHand.isEmpty()) {
        m_storage.submit<QSet<QString>>(
            this,
            [node = m_config.node](storage::Database &database) {
                return storage::QueueLeases(database).leasedBy(node);
            },
            [this](const Result<QSet<QString>> &leased) {
                if (leased.ok())
                    withdrawAllBut(*leased);
                else
                    emit storageTrouble(leased.error().text);
            });
    }
    claim();
}

/// Answers of the storage come in the order of its jobs: what was claimed before the question is in
/// hand by now, and what is claimed after it is not judged by it.
void QueueRunner::withdrawAllBut(const QSet<QString> &leased)
{
    const auto isLeased = [&leased](const QString &recipientId) {
        return leased.contains(recipientId);
    };
    const QStringList withdrawn =
        m_nextHops->withdrawUnless(isLeased) + m_maildirs->withdrawUnless(isLeased);
    for (const QString &id : withdrawn)
        m_inHand.remove(id);
    if (m_isMoreDue)
        claim();
    endWhenDone();
}

/// Every lease is in use for a while now. When most of them wait for one next hop, mail for all
/// others would wait for it too: half of what waits there becomes due again later.
void QueueRunner::makeOthersRoom()
{
    if (m_isStopping || !isFull())
        return;
    const QStringList ids = m_nextHops->takeFromLongest(m_config.maxInHand / 2);
    if (ids.isEmpty())
        return;
    for (const QString &id : ids)
        m_inHand.remove(id);
    m_storage.submit<bool>(
        this,
        [node = m_config.node, ids,
         dueAt = now() + m_config.giveBackMs](storage::Database &database) -> Result<bool> {
            const auto given = storage::QueueLeases(database).giveBack(node, ids, dueAt);
            if (!given.ok())
                return given.error();
            return true;
        },
        [this](const Result<bool> &given) {
            if (!given.ok())
                emit storageTrouble(given.error().text); // their leases end by themselves
            claim();
        });
}

void QueueRunner::claim()
{
    if (m_isStopping)
        return;
    if (isFull() && !m_fullTimer->isActive())
        m_fullTimer->start();
    if (m_isClaiming || isFull()) {
        m_isMoreDue = true;
        return;
    }
    m_isClaiming = true;
    m_isMoreDue = false;
    m_storage.submit<Claim>(
        this,
        [node = m_config.node, now = now(), leaseMs = m_config.leaseMs,
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
        [this](const Result<Claim> &claimed) { onClaimed(claimed); });
}

void QueueRunner::onClaimed(const Result<Claim> &claimed)
{
    m_isClaiming = false;
    if (m_isStopping) {
        endWhenDone();
        return;
    }
    if (!claimed.ok()) {
        emit storageTrouble(claimed.error().text);
        wakeAt(now() + troubleMs);
        return;
    }
    dispatch(claimed->recipients);
    if (m_isMoreDue || claimed->recipients.size() >= m_config.claimLimit)
        claim();
    else if (claimed->nextDueAt > 0)
        wakeAt(claimed->nextDueAt);
}

void QueueRunner::wakeAt(UtcMs at)
{
    if (m_isStopping || (m_wakesAt != 0 && m_wakesAt <= at))
        return;
    m_wakesAt = at;
    const qint64 delay = std::clamp(static_cast<qint64>(at - now()), minWakeMs, maxWakeMs);
    m_wakeTimer->start(std::chrono::milliseconds(delay));
}

void QueueRunner::dispatch(const QList<storage::ClaimedRecipient> &recipients)
{
    QList<Group> groups;
    QHash<QString, qsizetype> open; // by message and route
    for (const storage::ClaimedRecipient &recipient : recipients) {
        if (m_inHand.contains(recipient.recipientId))
            continue; // its lease ran out under our hands: it is on its way already
        m_inHand.insert(recipient.recipientId, recipient);
        const auto route = m_routes.find(recipient.address);
        if (!route) {
            refuseForWantOfRoute(recipient);
            continue;
        }
        const QString key = recipient.messageId + QLatin1Char(' ') + route->target();
        auto it = open.constFind(key);
        if (it == open.constEnd()
            || groups[*it].item.recipients.size() >= m_config.recipientsPerTransaction) {
            groups.append(Group{*route,
                                {recipient.messageId,
                                 recipient.sender.toUtf8(),
                                 recipient.isEightBit,
                                 recipient.size,
                                 {}}});
            it = open.insert(key, groups.size() - 1);
        }
        groups[*it].item.recipients.append({recipient.recipientId, recipient.address.toUtf8()});
    }
    for (const Group &group : std::as_const(groups))
        hand(group);
    m_nextHops->pump();
}

void QueueRunner::hand(const Group &group)
{
    switch (group.route.kind) {
    case Route::Kind::Maildir:
        m_maildirs->deliver(group.route.path, group.item);
        break;
    case Route::Kind::Smtp:
        m_nextHops->add({group.route.host, group.route.port}, group.item);
        break;
    }
}

void QueueRunner::refuseForWantOfRoute(const storage::ClaimedRecipient &recipient)
{
    const QString domain = RouteTable::domainOf(recipient.address);
    const QString text =
        QStringLiteral("There is no route for %1 and no default route; set one with `posternctl "
                       "route set default smtp://HOST:PORT` or `posternctl route set %1 ROUTE`.")
            .arg(domain);
    onDelivered({recipient.messageId, {}, false, 0, {}},
                {{recipient.recipientId, RecipientState::Deferred, {}, text}});
}

void QueueRunner::onDelivered(const delivery::DeliveryItem &item,
                              const QList<delivery::RecipientResult> &results)
{
    QList<storage::RecipientOutcome> outcomes;
    for (const delivery::RecipientResult &result : results) {
        const auto recipient = m_inHand.constFind(result.recipientId);
        if (recipient == m_inHand.constEnd())
            continue;
        const storage::RecipientOutcome outcome = outcomeOf(*recipient, result);
        outcomes.append(outcome);
        emit attempted({item.messageId, recipient->address, outcome.attempt.host,
                        outcome.attempt.reply, outcome.attempt.at - recipient->acceptedAt,
                        outcome.attempt.result, outcome.nextAttemptAt});
    }
    if (!outcomes.isEmpty())
        m_recorder->record(item.messageId, outcomes);
}

storage::RecipientOutcome QueueRunner::outcomeOf(const storage::ClaimedRecipient &recipient,
                                                 const delivery::RecipientResult &result)
{
    const UtcMs at = now();
    storage::RecipientOutcome outcome{
        recipient.recipientId, {at, result.host, {}, result.reply, result.result}, 0};
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
        m_inHand.remove(outcome.recipientId);
        if (outcome.nextAttemptAt != 0)
            wakeAt(outcome.nextAttemptAt);
    }
    if (m_isMoreDue)
        claim();
    endWhenDone();
}

void QueueRunner::onGivenBack(const delivery::DeliveryItem &item)
{
    for (const delivery::DeliveryRecipient &recipient : item.recipients)
        m_inHand.remove(recipient.id);
    endWhenDone();
}

void QueueRunner::renewLeases()
{
    if (m_inHand.isEmpty())
        return;
    m_storage.submit<bool>(
        this,
        [node = m_config.node, ids = QStringList(m_inHand.keys()),
         until = now() + m_config.leaseMs](storage::Database &database) -> Result<bool> {
            const auto renewed = storage::QueueLeases(database).renewLeases(node, ids, until);
            if (!renewed.ok())
                return renewed.error();
            return true;
        },
        [this](const Result<bool> &result) {
            if (!result.ok())
                emit storageTrouble(result.error().text);
        });
}

} // namespace postern::queue
