// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/TimerQueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <vector>

namespace postern::runtime
{

void TimerQueue::add(int timerId, std::chrono::milliseconds interval, Qt::TimerType type,
                     QObject *object)
{
    remove(timerId);
    const Timer timer{++m_lastSerial, interval, type, object, Clock::now() + interval, false};
    m_timers.insert(timerId, timer);
    m_order.emplace(timer.deadline, timerId);
}

void TimerQueue::unlist(int timerId, const Timer &timer)
{
    const auto [first, last] = m_order.equal_range(timer.deadline);
    const auto place =
        std::find_if(first, last, [timerId](const auto &item) { return item.second == timerId; });
    if (place != last)
        m_order.erase(place);
}

bool TimerQueue::remove(int timerId)
{
    const auto it = m_timers.constFind(timerId);
    if (it == m_timers.constEnd())
        return false;
    unlist(timerId, *it);
    m_timers.erase(it);
    return true;
}

bool TimerQueue::removeAll(const QObject *object)
{
    bool removed = false;
    for (const TimerInfo &info : timersOf(object))
        removed = remove(info.timerId) || removed;
    return removed;
}

QList<TimerQueue::TimerInfo> TimerQueue::timersOf(const QObject *object) const
{
    QList<TimerInfo> infos;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it) {
        if (it->object == object)
            infos.append(TimerInfo(it.key(), int(it->interval.count()), it->type));
    }
    return infos;
}

int TimerQueue::remainingMs(int timerId) const
{
    const auto it = m_timers.constFind(timerId);
    if (it == m_timers.constEnd())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(it->deadline - Clock::now());
    return int(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

std::optional<TimerQueue::Clock::time_point> TimerQueue::nextDeadline() const
{
    if (m_order.empty())
        return std::nullopt;
    return m_order.begin()->first;
}

int TimerQueue::sendDue()
{
    const Clock::time_point now = Clock::now();
    std::vector<std::pair<int, quint64>> due;
    for (auto it = m_order.begin(); it != m_order.end() && it->first <= now; ++it)
        due.emplace_back(it->second, m_timers.value(it->second).serial);

    int sent = 0;
    for (const auto &[timerId, serial] : due) {
        // A handler before may have removed it, or run it in a nested loop.
        auto it = m_timers.find(timerId);
        if (it == m_timers.end() || it->serial != serial || it->isInEvent || it->deadline > now)
            continue;
        unlist(timerId, *it);
        it->isInEvent = true;
        it->deadline = std::max(it->deadline + it->interval, now);
        QTimerEvent event(timerId);
        QCoreApplication::sendEvent(it->object, &event);
        ++sent;
        it = m_timers.find(timerId);
        if (it != m_timers.end() && it->serial == serial) {
            it->isInEvent = false;
            m_order.emplace(it->deadline, timerId);
        }
    }
    return sent;
}

} // namespace postern::runtime
