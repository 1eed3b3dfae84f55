// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace postern::delivery
{

/// Reads one piece of a message's content, from 0; an empty array after the last. May block.
using ReadContent = std::function<Result<QByteArray>(const QString &messageId, int sequence)>;
/// Makes a reader for the thread that calls it (a database connection belongs to one thread).
using OpenContent = std::function<Result<ReadContent>()>;

/// A thread for what may block: reading stored content and writing files. Work is done in order,
/// one piece at a time. The methods belong to the thread that made this object, and never wait.
///
/// The reader is opened with the first work; an opening that failed is tried again with the next.
class ContentThread
{
public:
    using Done = std::function<void(Result<QByteArray>)>;
    using Work = std::function<void(const ReadContent &)>;

    explicit ContentThread(OpenContent open);
    /// Does what was asked for before, then ends the thread.
    ~ContentThread();
    ContentThread(const ContentThread &) = delete;
    ContentThread &operator=(const ContentThread &) = delete;

    /// `done` is called later in the calling thread, which is the receiver's too; dropped if the
    /// receiver is gone by then.
    void read(const QString &messageId, int sequence, QObject *receiver, Done done);
    /// Runs `work` on this thread with the reader; the reader answers with an error when the
    /// content cannot be opened.
    void run(Work work);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern::delivery
