// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/GroupCommit.h"

namespace postern::storage
{

namespace
{

/// Rolled-back groups cost their work again each time; after so many culprits every job runs alone.
constexpr std::size_t maxCulprits = 8;

} // namespace

GroupCommit::Attempt GroupCommit::attempt(const std::vector<Write *> &writes)
{
    Attempt attempt;
    if (!m_database.begin())
        return attempt;
    attempt.answers.reserve(writes.size());
    for (std::size_t i = 0; i < writes.size(); ++i) {
        const qint64 before = m_database.changeCount();
        Result<void> result = writes[i]->job(m_database);
        // A job that only looked and refused leaves nothing to undo.
        if (!result && m_database.changeCount() != before) {
            m_database.rollback();
            attempt.culprit = i;
            return attempt;
        }
        attempt.answers.push_back({writes[i], std::move(result)});
    }
    attempt.isCommitted = m_database.commit().ok();
    if (!attempt.isCommitted)
        m_database.rollback();
    return attempt;
}

void GroupCommit::run(std::vector<Write> group)
{
    std::vector<Write *> together;
    together.reserve(group.size());
    for (Write &write : group)
        together.push_back(&write);
    std::vector<Write *> alone;
    while (together.size() > 1 && alone.size() < maxCulprits) {
        const Attempt tried = attempt(together);
        if (tried.isCommitted) {
            for (const Answered &answered : tried.answers)
                answered.write->done(answered.result);
            together.clear();
        } else if (tried.culprit) {
            const auto culprit = together.begin() + static_cast<std::ptrdiff_t>(*tried.culprit);
            alone.push_back(*culprit);
            together.erase(culprit);
        } else {
            break;
        }
    }
    for (Write *write : together)
        runAlone(*write);
    for (Write *write : alone)
        runAlone(*write);
}

void GroupCommit::runAlone(Write &write)
{
    Result<void> result = m_database.begin();
    if (result) {
        result = write.job(m_database);
        if (result)
            result = m_database.commit();
        if (!result)
            m_database.rollback();
    }
    write.done(result);
}

} // namespace postern::storage
