// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Database.h"

#include <QAbstractEventDispatcher>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

namespace postern::storage
{

/// The one thread that writes. It takes whatever has been submitted since its last commit and
/// commits it as one transaction (group commit): many jobs, one fsync. A group ends at 1,000 jobs
/// or 16 MiB. Jobs run and are answered in the order in which they were submitted, except that
/// those of a group that had to be run again are answered after those that did not.
///
/// A job may be run more than once: when a job fails after it changed something, or the commit
/// fails, the group is rolled back; the others are committed together without it, and it is run
/// again in a transaction of its own. So a job changes nothing but the database and what it reports
/// through its result. A job that fails before it has changed anything costs the others nothing.
class StorageThread
{
public:
    /// Runs on the storage thread inside a transaction. An error rolls back what this job did.
    using Job = std::function<Result<void>(Database &)>;
    /// Called on the storage thread after the commit, or with the error; it only posts to another
    /// thread.
    using Done = std::function<void(const Result<void> &)>;

    explicit StorageThread(DatabaseUrl url);
    /// stop(), if that was not done.
    ~StorageThread();

    StorageThread(const StorageThread &) = delete;
    StorageThread &operator=(const StorageThread &) = delete;

    /// Opens and migrates; returns when that is done. Once.
    [[nodiscard]] Result<void> start();
    /// `bytes` is about how much content the job carries. Any thread. Before start() jobs wait;
    /// after the end began, or when start() failed, the answer is Unavailable.
    void submit(Job job, Done done, qint64 bytes = 0);
    /// Commits what was submitted, then ends the thread; from then on submit() answers Unavailable.
    /// So those who submit may outlive the work without outliving this object. One thread.
    void stop();
    /// The same, with a value of the job delivered in `receiver`'s thread (dropped if the receiver
    /// is gone). Call it in that thread, which runs an event loop and ends after this one.
    template<typename T>
    void submit(QObject *receiver, std::function<Result<T>(Database &)> job,
                std::function<void(Result<T>)> done, qint64 bytes = 0);
    /// Jobs waiting now; for back-pressure and status.
    [[nodiscard]] int backlog() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

template<typename T>
void StorageThread::submit(QObject *receiver, std::function<Result<T>(Database &)> job,
                           std::function<void(Result<T>)> done, qint64 bytes)
{
    // The receiver may go while its job is under way, and only its own thread can tell; so the
    // answer goes to that thread's dispatcher and is handed on from there.
    QThread *const thread = receiver->thread();
    // The job may run twice; the last run's answer is the one that was committed or refused.
    auto answer = std::make_shared<std::optional<Result<T>>>();
    submit(
        [answer, job = std::move(job)](Database &database) -> Result<void> {
            *answer = job(database);
            if ((*answer)->ok())
                return {};
            return (*answer)->error();
        },
        [answer, thread, receiver = QPointer<QObject>(receiver),
         done = std::move(done)](const Result<void> &result) {
            QObject *const dispatcher = QAbstractEventDispatcher::instance(thread);
            if (dispatcher == nullptr)
                return;
            Result<T> value = result.ok() ? **answer : Result<T>(result.error());
            QMetaObject::invokeMethod(
                dispatcher,
                [done, receiver, value = std::move(value)] {
                    if (receiver)
                        done(value);
                },
                Qt::QueuedConnection);
        },
        bytes);
}

} // namespace postern::storage
