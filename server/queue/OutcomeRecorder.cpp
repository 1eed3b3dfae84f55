// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/OutcomeRecorder.h"

#include <QTimer>

#include <algorithm>
#include <chrono>

namespace postern::queue
{

namespace
{

constexpr int maxRetrySeconds = 30;

} // namespace

OutcomeRecorder::OutcomeRecorder(storage::StorageThread &storage, std::function<UtcMs()> clock,
                                 QObject *parent)
    : QObject(parent), m_storage(storage), m_clock(std::move(clock))
{}

void OutcomeRecorder::record(const QString &messageId,
                             const QList<storage::RecipientOutcome> &outcomes)
{
    submit(messageId, outcomes, 0);
}

void OutcomeRecorder::submit(const QString &messageId,
                             const QList<storage::RecipientOutcome> &outcomes, int tries)
{
    m_storage.submit<bool>(
        this,
        [messageId, outcomes, now = m_clock()](storage::Database &database) -> Result<bool> {
            const auto recorded =
                storage::QueueStore(database).recordOutcomes(messageId, outcomes, now);
            if (!recorded.ok())
                return recorded.error();
            return true;
        },
        [this, messageId, outcomes, tries](const Result<bool> &result) {
            // A message that is no longer there has no outcome to be kept.
            if (result.ok() || result.error().kind == ErrorKind::NotFound) {
                emit recorded(outcomes);
                return;
            }
            emit trouble(result.error().text);
            QTimer::singleShot(
                std::chrono::seconds(std::min(1 << std::min(tries, 5), maxRetrySeconds)), this,
                [this, messageId, outcomes, tries] { submit(messageId, outcomes, tries + 1); });
        });
}

} // namespace postern::queue
