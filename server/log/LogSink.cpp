// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/LogSink.h"

#include <QDateTime>
#include <QFile>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace postern::log
{

class LogSink::Private
{
public:
    explicit Private(QString filePath) : path(std::move(filePath)) {}

    void run();
    bool writeAll(QByteArrayView bytes);
    Result<void> open();
    void close();

    const QString path;
    std::atomic<LogLevel> level = LogLevel::Info;

    std::mutex mutex; // guards all below
    std::condition_variable hasWork;
    std::condition_variable isIdle;
    QByteArray pending;
    qint64 lost = 0;
    bool isWriting = false;
    bool isEnding = false;

    std::mutex fileMutex; // guards the descriptor; taken by the writer and by reopen()
    int fd = STDERR_FILENO;
    Result<void> openState;
    std::thread thread;
};

Result<void> LogSink::Private::open()
{
    if (path.isEmpty())
        return {};
    const int opened = ::open(QFile::encodeName(path).constData(),
                              O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (opened >= 0) {
        fd = opened;
        return {};
    }
    return Error{
        ErrorKind::Unavailable,
        QStringLiteral("The log file %1 cannot be opened for writing (%2); log lines go to "
                       "standard error until it can.")
            .arg(path, qt_error_string(errno))};
}

void LogSink::Private::close()
{
    if (fd != STDERR_FILENO)
        ::close(fd);
    fd = STDERR_FILENO;
}

bool LogSink::Private::writeAll(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

void LogSink::Private::run()
{
    std::unique_lock lock(mutex);
    while (true) {
        hasWork.wait(lock, [this] { return !pending.isEmpty() || isEnding; });
        if (pending.isEmpty())
            return;
        QByteArray batch;
        batch.swap(pending);
        if (lost > 0) {
            LogLine line(QDateTime::currentMSecsSinceEpoch(), "log");
            batch += line.add("lost", lost).text() + '\n';
            lost = 0;
        }
        isWriting = true;
        lock.unlock();
        {
            const std::lock_guard fileLock(fileMutex);
            if (!writeAll(batch) && fd != STDERR_FILENO) {
                // A full disk or a vanished mount: the log moves to stderr, the server goes on.
                close();
                writeAll(batch);
            }
        }
        lock.lock();
        isWriting = false;
        isIdle.notify_all();
    }
}

LogSink::LogSink(const QString &path, LogLevel level) : d(std::make_unique<Private>(path))
{
    d->level = level;
    d->openState = d->open();
    d->thread = std::thread([this] { d->run(); });
}

LogSink::~LogSink()
{
    {
        const std::lock_guard lock(d->mutex);
        d->isEnding = true;
    }
    d->hasWork.notify_all();
    d->thread.join();
    d->close();
}

void LogSink::write(LogLevel level, const LogLine &line)
{
    if (!isEnabled(level))
        return;
    {
        const std::lock_guard lock(d->mutex);
        if (d->pending.size() + line.text().size() >= maxPending) {
            ++d->lost;
            return;
        }
        d->pending += line.text();
        d->pending += '\n';
        if (d->isWriting)
            return; // the writer looks again before it sleeps
    }
    d->hasWork.notify_one();
}

bool LogSink::isEnabled(LogLevel level) const
{
    return level <= d->level.load(std::memory_order_relaxed);
}

void LogSink::setLevel(LogLevel level)
{
    d->level = level;
}

Result<void> LogSink::reopen()
{
    flush();
    const std::lock_guard lock(d->fileMutex);
    d->close();
    d->openState = d->open();
    return d->openState;
}

Result<void> LogSink::openState() const
{
    const std::lock_guard lock(d->fileMutex);
    return d->openState;
}

void LogSink::flush()
{
    std::unique_lock lock(d->mutex);
    d->isIdle.wait(lock, [this] { return d->pending.isEmpty() && !d->isWriting; });
}

} // namespace postern::log
