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
#include <optional>
#include <thread>
#include <unistd.h>
#include <utility>

namespace postern::log
{

class LogSink::Private
{
public:
    Private(QString filePath, LogLevel least) : path(std::move(filePath)), level(least)
    {
        combineLevels();
    }

    void run();
    void combineLevels();
    [[nodiscard]] Result<int> open() const;
    void useOpened();
    void moveToStderr();
    [[nodiscard]] static bool writeAll(int to, QByteArrayView bytes);

    const QString path;
    std::array<std::atomic<LogLevel>, logAreaCount> levels{}; // of the two below, for write()

    std::mutex mutex; // guards all below
    LogLevel level = LogLevel::Info;
    AreaLevels areaLevels{};
    std::condition_variable hasWork;
    std::condition_variable isIdle;
    QByteArray pending;
    qint64 lost = 0;
    bool isWriting = false;
    bool isEnding = false;
    std::optional<int> opened; // takes the place of fd before the next batch
    Result<void> openState;

    int fd = STDERR_FILENO; // the writer's alone, once it runs
    std::thread thread;
};

Result<int> LogSink::Private::open() const
{
    if (path.isEmpty())
        return STDERR_FILENO;
    const int file = ::open(QFile::encodeName(path).constData(),
                            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (file >= 0)
        return file;
    return Error{
        ErrorKind::Unavailable,
        QStringLiteral("The log file %1 cannot be opened for writing (%2); log lines go to "
                       "standard error until it can.")
            .arg(path, qt_error_string(errno))};
}

/// With the mutex held.
void LogSink::Private::combineLevels()
{
    for (std::size_t area = 0; area < logAreaCount; ++area)
        levels[area].store(areaLevels[area].value_or(level), std::memory_order_relaxed);
}

/// With the mutex held.
void LogSink::Private::useOpened()
{
    if (!opened)
        return;
    moveToStderr();
    fd = *std::exchange(opened, std::nullopt);
}

void LogSink::Private::moveToStderr()
{
    if (fd != STDERR_FILENO)
        ::close(fd);
    fd = STDERR_FILENO;
}

bool LogSink::Private::writeAll(int to, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(to, bytes.data(), size_t(bytes.size()));
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
        useOpened();
        lock.unlock();
        if (!writeAll(fd, batch) && fd != STDERR_FILENO) {
            // A full disk or a vanished mount: the log moves to stderr, the server goes on.
            moveToStderr();
            (void)writeAll(fd, batch);
        }
        lock.lock();
        isWriting = false;
        isIdle.notify_all();
    }
}

LogSink::LogSink(const QString &path, LogLevel level) : d(std::make_unique<Private>(path, level))
{
    (void)reopen();
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
    d->useOpened(); // one that was opened and never written to
    d->moveToStderr();
}

void LogSink::write(LogLevel level, const LogLine &line)
{
    if (!isEnabled(line.area(), level))
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

bool LogSink::isEnabled(LogArea area, LogLevel level) const
{
    return level <= d->levels[std::size_t(area)].load(std::memory_order_relaxed);
}

void LogSink::setLevel(LogLevel level)
{
    const std::lock_guard lock(d->mutex);
    d->level = level;
    d->combineLevels();
}

void LogSink::setAreaLevels(const AreaLevels &levels)
{
    const std::lock_guard lock(d->mutex);
    d->areaLevels = levels;
    d->combineLevels();
}

Result<void> LogSink::reopen()
{
    const Result<int> file = d->open();
    const std::lock_guard lock(d->mutex);
    if (d->opened && *d->opened != STDERR_FILENO)
        ::close(*d->opened);
    d->opened = file.ok() ? file.value() : STDERR_FILENO;
    d->openState = file.ok() ? Result<void>() : Result<void>(file.error());
    return d->openState;
}

Result<void> LogSink::openState() const
{
    const std::lock_guard lock(d->mutex);
    return d->openState;
}

void LogSink::flush()
{
    std::unique_lock lock(d->mutex);
    d->isIdle.wait(lock, [this] { return d->pending.isEmpty() && !d->isWriting; });
}

} // namespace postern::log
