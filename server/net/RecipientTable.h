// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/SlidingCount.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace postern::net
{

/// How many recipients each key (a client's address, an entry's id) was given in the last hour and
/// the last day. Memory is bounded: with `most` keys a new one takes the place of the eighth that
/// were counted longest ago, so that a flood of keys pays for the search only now and then. Time is
/// an argument. One thread, or under the owner's lock.
template<typename Key>
class RecipientTable
{
public:
    explicit RecipientTable(qsizetype most) : m_most(std::max<qsizetype>(most, 1)) {}

    struct Counted
    {
        qint64 hour = 0;
        qint64 day = 0;
    };
    [[nodiscard]] Counted counted(const Key &key, UtcMs now)
    {
        const auto found = m_counts.find(key);
        if (found == m_counts.end())
            return {};
        return {found->hour.at(now), found->day.at(now)};
    }

    void add(const Key &key, qint64 count, UtcMs now)
    {
        auto found = m_counts.find(key);
        if (found == m_counts.end()) {
            if (m_counts.size() >= m_most)
                makeRoom(now);
            found = m_counts.insert(key, Counts{});
        }
        found->hour.add(count, now);
        found->day.add(count, now);
        found->lastAt = std::max(found->lastAt, now);
    }

    /// Takes back `count` that add() counted at `then`.
    void takeBack(const Key &key, qint64 count, UtcMs then)
    {
        const auto found = m_counts.find(key);
        if (found == m_counts.end())
            return;
        found->hour.takeBack(count, then);
        found->day.takeBack(count, then);
    }

    /// Forgets the keys of which nothing counts any more.
    void sweep(UtcMs now)
    {
        m_counts.removeIf([now](auto item) { return item.value().day.at(now) == 0; });
    }
    [[nodiscard]] qsizetype size() const { return m_counts.size(); }

private:
    struct Counts
    {
        policy::SlidingCount hour{60LL * 60 * 1000};
        policy::SlidingCount day{24LL * 60 * 60 * 1000};
        UtcMs lastAt = 0;
    };

    void makeRoom(UtcMs now)
    {
        sweep(now);
        if (m_counts.size() < m_most)
            return;
        std::vector<UtcMs> times;
        for (const Counts &counts : std::as_const(m_counts))
            times.push_back(counts.lastAt);
        const auto cut = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 8);
        std::nth_element(times.begin(), cut, times.end());
        const UtcMs newest = *cut;
        qsizetype excess = static_cast<qsizetype>(times.size() / 8) + 1;
        m_counts.removeIf([newest, &excess](auto item) {
            if (excess <= 0 || item.value().lastAt > newest)
                return false;
            --excess;
            return true;
        });
    }

    qsizetype m_most;
    QHash<Key, Counts> m_counts;
};

} // namespace postern::net
