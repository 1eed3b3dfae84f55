// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/EpollDispatcher.h"

#include "server/runtime/TimerQueue.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace postern::runtime
{

namespace
{

constexpr int maxEventsATurn = 256;

struct Notifiers
{
    QSocketNotifier *read = nullptr;
    QSocketNotifier *write = nullptr;
    QSocketNotifier *exception = nullptr;

    QSocketNotifier *&of(QSocketNotifier::Type type)
    {
        if (type == QSocketNotifier::Read)
            return read;
        return type == QSocketNotifier::Write ? write : exception;
    }
    [[nodiscard]] std::uint32_t events() const
    {
        return (read ? EPOLLIN : 0U) | (write ? EPOLLOUT : 0U) | (exception ? EPOLLPRI : 0U);
    }
};

} // namespace

class EpollDispatcher::Private
{
public:
    Private();
    ~Private();

    void updateEpoll(int fd, std::uint32_t before, std::uint32_t now) const;
    [[nodiscard]] int timeoutMs(bool canWait, bool withTimers) const;
    int waitForSockets(int timeout);
    void waitForWakeUp(int timeout);
    void drainWakeUp();
    bool activate(int fd, QSocketNotifier::Type type);
    int activateAll(const epoll_event &event);

    int epollFd = -1;
    int wakeFd = -1;
    QHash<int, Notifiers> notifiers;
    TimerQueue timers;
    quint64 turns = 0;
    std::atomic<bool> isWoken = false; // set by wakeUp() and not yet seen
    std::atomic<bool> isInterrupted = false;
};

EpollDispatcher::Private::Private()
    : epollFd(::epoll_create1(EPOLL_CLOEXEC)), wakeFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (epollFd < 0 || wakeFd < 0)
        qFatal("No descriptors are left for an event loop; raise the limit of open files.");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = wakeFd;
    ::epoll_ctl(epollFd, EPOLL_CTL_ADD, wakeFd, &event);
}

EpollDispatcher::Private::~Private()
{
    ::close(wakeFd);
    ::close(epollFd);
}

void EpollDispatcher::Private::updateEpoll(int fd, std::uint32_t before, std::uint32_t now) const
{
    if (before == now)
        return;
    epoll_event event{};
    event.events = now;
    event.data.fd = fd;
    if (now == 0) {
        // Without an entry: EPOLLHUP would be reported for ever to nobody. A descriptor that was
        // closed already is gone from the set, which is what is wanted.
        ::epoll_ctl(epollFd, EPOLL_CTL_DEL, fd, &event);
        return;
    }
    const int first = before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (::epoll_ctl(epollFd, first, fd, &event) == 0)
        return;
    // The number was closed and used again behind our back: the kernel's set knows better.
    if (errno == EEXIST || errno == ENOENT) {
        const int other = errno == EEXIST ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
        if (::epoll_ctl(epollFd, other, fd, &event) == 0)
            return;
    }
    qWarning("The event loop cannot watch descriptor %d: %s", fd,
             qPrintable(qt_error_string(errno)));
}

int EpollDispatcher::Private::timeoutMs(bool canWait, bool withTimers) const
{
    if (!canWait || isWoken)
        return 0;
    const auto deadline = withTimers ? timers.nextDeadline() : std::nullopt;
    if (!deadline)
        return -1;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(*deadline - TimerQueue::Clock::now()).count();
    return int(std::clamp<std::int64_t>(left, 0, 24 * 60 * 60 * 1000));
}

void EpollDispatcher::Private::drainWakeUp()
{
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t ignored = ::read(wakeFd, &count, sizeof count);
}

bool EpollDispatcher::Private::activate(int fd, QSocketNotifier::Type type)
{
    // Looked up again each time: the handler before may have deleted or disabled this one.
    const auto it = notifiers.find(fd);
    QSocketNotifier *notifier = it == notifiers.end() ? nullptr : it->of(type);
    if (!notifier)
        return false;
    QEvent event(QEvent::SockAct);
    QCoreApplication::sendEvent(notifier, &event);
    return true;
}

int EpollDispatcher::Private::activateAll(const epoll_event &event)
{
    const int fd = event.data.fd;
    const bool isBroken = (event.events & (EPOLLHUP | EPOLLERR)) != 0;
    int activated = 0;
    if ((event.events & EPOLLPRI) != 0)
        activated += activate(fd, QSocketNotifier::Exception) ? 1 : 0;
    if ((event.events & EPOLLIN) != 0 || isBroken)
        activated += activate(fd, QSocketNotifier::Read) ? 1 : 0;
    if ((event.events & EPOLLOUT) != 0 || isBroken)
        activated += activate(fd, QSocketNotifier::Write) ? 1 : 0;
    return activated;
}

int EpollDispatcher::Private::waitForSockets(int timeout)
{
    std::array<epoll_event, maxEventsATurn> events;
    const int count = ::epoll_wait(epollFd, events.data(), maxEventsATurn, timeout);
    int activated = 0;
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events.at(size_t(i));
        if (event.data.fd == wakeFd)
            drainWakeUp();
        else
            activated += activateAll(event);
    }
    return activated;
}

void EpollDispatcher::Private::waitForWakeUp(int timeout)
{
    pollfd entry{wakeFd, POLLIN, 0};
    if (::poll(&entry, 1, timeout) > 0)
        drainWakeUp();
}

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent), d(std::make_unique<Private>())
{}

EpollDispatcher::~EpollDispatcher() = default;

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    d->isInterrupted = false;
    // Before the posted events are sent: whoever posts after this wakes the wait below.
    d->isWoken = false;
    Q_EMIT awake();
    const quint64 turn = ++d->turns;
    QCoreApplication::sendPostedEvents();
    // A nested loop clears the flags of whoever told the outer one to end: look before sleeping.
    if (d->isInterrupted || d->turns != turn)
        return true;

    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool canWait = flags.testFlag(QEventLoop::WaitForMoreEvents);
    if (canWait)
        Q_EMIT aboutToBlock();
    int activated = 0;
    const int timeout = d->timeoutMs(canWait, withTimers);
    if (flags.testFlag(QEventLoop::ExcludeSocketNotifiers))
        d->waitForWakeUp(timeout);
    else
        activated += d->waitForSockets(timeout);
    if (canWait)
        Q_EMIT awake();
    if (withTimers && !d->isInterrupted)
        activated += d->timers.sendDue();
    return activated > 0 || d->isWoken;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = int(notifier->socket());
    Notifiers &entry = d->notifiers[fd];
    const std::uint32_t before = entry.events();
    if (entry.of(notifier->type()))
        qWarning("Two notifiers of one kind for descriptor %d", fd);
    entry.of(notifier->type()) = notifier;
    d->updateEpoll(fd, before, entry.events());
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = int(notifier->socket());
    const auto it = d->notifiers.find(fd);
    if (it == d->notifiers.end() || it->of(notifier->type()) != notifier)
        return;
    const std::uint32_t before = it->events();
    it->of(notifier->type()) = nullptr;
    const std::uint32_t now = it->events();
    if (now == 0)
        d->notifiers.erase(it);
    d->updateEpoll(fd, before, now);
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                                    QObject *object)
{
    d->timers.add(timerId, std::chrono::milliseconds(interval), timerType, object);
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return d->timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return d->timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return d->timers.timersOf(object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    return d->timers.remainingMs(timerId);
}

void EpollDispatcher::wakeUp()
{
    if (d->isWoken.exchange(true))
        return;
    // Our own thread is awake and will see the flag before it sleeps.
    if (QThread::currentThread() == thread())
        return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t ignored = ::write(d->wakeFd, &one, sizeof one);
}

void EpollDispatcher::interrupt()
{
    d->isInterrupted = true;
    wakeUp();
}

} // namespace postern::runtime
