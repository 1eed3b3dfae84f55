// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/WriteQueue.h"

#include <optional>
#include <vector>

namespace postern::storage
{

/// Carries out one group of jobs as StorageThread promises: together if it can be, and one by one
/// where not; every job is answered once, and none with success before its commit. Storage thread.
class GroupCommit
{
public:
    explicit GroupCommit(Database &database) : m_database(database) {}

    void run(std::vector<Write> group);

private:
    struct Answered
    {
        Write *write = nullptr;
        Result<void> result;
    };
    /// What became of an attempt to commit jobs together.
    struct Attempt
    {
        bool isCommitted = false;
        std::vector<Answered> answers; ///< valid when committed
        std::optional<std::size_t>
            culprit; ///< the job that spoilt it; none: begin or commit failed
    };
    [[nodiscard]] Attempt attempt(const std::vector<Write *> &writes);
    void runAlone(Write &write);

    Database &m_database;
};

} // namespace postern::storage
