// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Database.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

namespace postern::storage
{

/// The one thread that writes. It takes whatever has been submitted since its last commit and
/// commits it as one transaction (group commit): many jobs, one fsync. Submitting is thread-safe
/// and never waits.
///
/// A job may be run twice: if any job of a group fails, the group is rolled back and each of its
/// jobs is run again in a transaction of its own. So a job changes nothing but the database and
/// what it reports through its result.
class StorageThread
{
public:
    /// Runs on the storage thread inside a transaction. An error rolls back what this job did.
    using Job = std::function<Result<void>(Database &)>;
    /// Called on the storage thread after the commit, or with the error; it only posts to another
    /// thread.
    using Done = std::function<void(const Result<void> &)>;

    explicit StorageThread(DatabaseUrl url);
    /// Commits what was submitted, then ends the thread.
    ~StorageThread();

    /// Opens and migrates; returns when that is done.
    [[nodiscard]] Result<void> start();
    void submit(Job job, Done done);
    /// The same, with a value of the job delivered in `receiver`'s thread (dropped if the receiver
    /// is gone).
    template<typename T>
    void submit(QObject *receiver, std::function<Result<T>(Database &)> job,
                std::function<void(Result<T>)> done);
    /// Jobs waiting now; for back-pressure and status.
    [[nodiscard]] int backlog() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

template<typename T>
void StorageThread::submit(QObject *receiver, std::function<Result<T>(Database &)> job,
                           std::function<void(Result<T>)> done)
{
    // The job may run twice; the last run's answer is the one that was committed or refused.
    auto answer = std::make_shared<std::optional<Result<T>>>();
    submit(
        [answer, job = std::move(job)](Database &database) -> Result<void> {
            *answer = job(database);
            if ((*answer)->ok())
                return {};
            return (*answer)->error();
        },
        [answer, receiver = QPointer<QObject>(receiver),
         done = std::move(done)](const Result<void> &result) {
            if (!receiver)
                return;
            Result<T> value = result.ok() ? **answer : Result<T>(result.error());
            QMetaObject::invokeMethod(
                receiver, [done, value = std::move(value)] { done(value); }, Qt::QueuedConnection);
        });
}

} // namespace postern::storage
