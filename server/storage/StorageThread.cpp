// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/StorageThread.h"

#include "server/storage/GroupCommit.h"
#include "server/storage/Migrator.h"
#include "server/storage/WriteQueue.h"

#include <future>
#include <thread>

namespace postern::storage
{

namespace
{

Error ended()
{
    return {ErrorKind::Unavailable,
            QStringLiteral("The storage of this server is not running; try again later.")};
}

} // namespace

class StorageThread::Private
{
public:
    explicit Private(DatabaseUrl where) : url(std::move(where)) {}

    void work(std::promise<Result<void>> started);
    [[nodiscard]] Result<void> openAndMigrate();
    void answerAll(const Error &error);

    DatabaseUrl url;
    WriteQueue queue;
    std::unique_ptr<Database> database; // the storage thread's
    std::thread thread;
};

StorageThread::StorageThread(DatabaseUrl url) : d(std::make_unique<Private>(std::move(url))) {}

StorageThread::~StorageThread()
{
    stop();
}

void StorageThread::stop()
{
    d->queue.close();
    if (d->thread.joinable())
        d->thread.join();
    else
        d->answerAll(ended());
}

Result<void> StorageThread::start()
{
    Q_ASSERT(!d->thread.joinable());
    std::promise<Result<void>> started;
    std::future<Result<void>> outcome = started.get_future();
    d->thread = std::thread(
        [this, promise = std::move(started)]() mutable { d->work(std::move(promise)); });
    return outcome.get();
}

void StorageThread::submit(Job job, Done done, qint64 bytes)
{
    Write write{std::move(job), std::move(done), bytes};
    if (!d->queue.push(std::move(write)))
        write.done(ended()); // NOLINT(bugprone-use-after-move): push() leaves alone what it refuses
}

int StorageThread::backlog() const
{
    return d->queue.size();
}

Result<void> StorageThread::Private::openAndMigrate()
{
    Result<std::unique_ptr<Database>> opened = Database::open(url);
    if (!opened)
        return opened.error();
    database = std::move(opened).value();
    return Migrator(*database).migrate();
}

void StorageThread::Private::work(std::promise<Result<void>> started)
{
    const Result<void> opened = openAndMigrate();
    if (!opened) {
        database.reset();
        queue.close();
        answerAll(ended());
        started.set_value(opened);
        return;
    }
    started.set_value(opened);
    for (;;) {
        std::vector<Write> group = queue.takeGroup();
        if (group.empty())
            break;
        // A database server that was restarted in between: its connection is of no use any more.
        if (!database->isConnected()) {
            if (Result<std::unique_ptr<Database>> again = Database::open(url); again)
                database = std::move(again).value();
        }
        GroupCommit(*database).run(std::move(group));
    }
    database.reset();
}

void StorageThread::Private::answerAll(const Error &error)
{
    queue.close();
    for (std::vector<Write> group = queue.takeGroup(); !group.empty(); group = queue.takeGroup()) {
        for (const Write &write : group)
            write.done(error);
    }
}

} // namespace postern::storage
