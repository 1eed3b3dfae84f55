// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QHash>
#include <QList>

#include <chrono>
#include <map>
#include <optional>

namespace postern::runtime
{

/// The timers of one EpollDispatcher, by deadline. One thread.
class TimerQueue
{
public:
    using Clock = std::chrono::steady_clock;
    using TimerInfo = QAbstractEventDispatcher::TimerInfo;

    void add(int timerId, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object);
    bool remove(int timerId);
    bool removeAll(const QObject *object);
    [[nodiscard]] QList<TimerInfo> timersOf(const QObject *object) const;
    /// Until the timer is due, at least 0; -1 for an unknown one.
    [[nodiscard]] int remainingMs(int timerId) const;
    /// The first deadline of a timer that is not in its own event just now.
    [[nodiscard]] std::optional<Clock::time_point> nextDeadline() const;
    /// Sends a timer event to each timer that is due at the call, each at most once, never to one
    /// whose event is still being handled (nested loops). Handlers may add and remove any timer.
    int sendDue();

private:
    struct Timer
    {
        quint64 serial = 0; // an id may be used again while its old event is handled
        std::chrono::milliseconds interval{};
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        Clock::time_point deadline;
        bool isInEvent = false;
    };
    using Order = std::multimap<Clock::time_point, int>;

    void unlist(int timerId, const Timer &timer);

    QHash<int, Timer> m_timers;
    Order m_order; // timers in their own event are not listed
    quint64 m_lastSerial = 0;
};

} // namespace postern::runtime
