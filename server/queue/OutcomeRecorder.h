// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/QueueStore.h"
#include "server/storage/StorageThread.h"

#include <QObject>

#include <functional>

namespace postern::queue
{

/// Brings outcomes into storage; they ride in the writer's group commit. A failed job is tried
/// again until it works, for an outcome that is lost would be a message delivered twice. Lives on
/// the delivery thread.
class OutcomeRecorder : public QObject
{
    Q_OBJECT

public:
    OutcomeRecorder(storage::StorageThread &storage, std::function<UtcMs()> clock,
                    QObject *parent = nullptr);

    void record(const QString &messageId, const QList<storage::RecipientOutcome> &outcomes);

signals:
    void recorded(const QList<postern::storage::RecipientOutcome> &outcomes);
    void trouble(const QString &sentence);

private:
    void submit(const QString &messageId, const QList<storage::RecipientOutcome> &outcomes,
                int tries);

    storage::StorageThread &m_storage;
    std::function<UtcMs()> m_clock;
};

} // namespace postern::queue
