// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/MessageStorage.h"

#include "server/KillPoint.h"
#include "server/storage/QueueStore.h"

#include <memory>

namespace postern
{

namespace
{

/// One job for a message of one chunk: its content and its rows.
Result<void> writeMessage(storage::Database &database, const net::CompleteMessage &message)
{
    storage::QueueStore store(database);
    if (!message.lastChunk.isEmpty()) {
        const Result<void> chunk =
            store.appendChunk(message.queueId, message.lastSequence, message.lastChunk);
        if (!chunk)
            return chunk;
    }
    const Result<void> inserted = store.insertMessage(
        message.queueId, message.envelope, message.size, message.messageId, message.acceptedAt);
    if (inserted.ok())
        passKillPoint("before-commit");
    return inserted;
}

} // namespace

net::MessageSink messageSink(storage::StorageThread &storage, std::function<void()> committed)
{
    net::MessageSink sink;
    sink.newQueueId = [](UtcMs now) { return storage::QueueStore::newQueueId(now); };
    sink.appendChunk = [&storage](const QString &queueId, int sequence, const QByteArray &chunk,
                                  net::StoreDone done) {
        storage.submit(
            [queueId, sequence, chunk](storage::Database &database) {
                return storage::QueueStore(database).appendChunk(queueId, sequence, chunk);
            },
            [done = std::move(done)](const Result<void> &result) {
                passKillPoint("after-chunk");
                done(result);
            },
            chunk.size());
    };
    sink.commit = [&storage, committed = std::move(committed)](net::CompleteMessage message,
                                                               net::StoreDone done) {
        const auto shared = std::make_shared<const net::CompleteMessage>(std::move(message));
        const qint64 bytes = shared->lastChunk.size();
        storage.submit(
            [shared](storage::Database &database) { return writeMessage(database, *shared); },
            [committed, done = std::move(done)](const Result<void> &result) {
                if (result.ok()) {
                    passKillPoint("after-commit");
                    committed();
                }
                done(result);
            },
            bytes);
    };
    // At once: who begins messages and never ends them must not fill the disk until the sweep.
    sink.discard = [&storage](const QString &queueId) {
        storage.submit(
            [queueId](storage::Database &database) {
                return storage::QueueStore(database).discardChunks(queueId);
            },
            [](const Result<void> &) {}); // what stays is swept
    };
    return sink;
}

} // namespace postern
