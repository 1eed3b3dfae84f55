// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandContext.h"
#include "shared/model/WhitelistEntry.h"

#include <string>
#include <vector>

namespace postern::ctl
{

/// From the addresses that people write to the entries that the server has.
class WhitelistLookup
{
public:
    explicit WhitelistLookup(const CommandContext &context) : m_context(context) {}

    [[nodiscard]] Attempt<WhitelistEntry> find(const AddressRange &range) const;
    /// All of them, or the first problem: every text is checked before the server is asked.
    [[nodiscard]] Attempt<QList<WhitelistEntry>>
    findAll(const std::vector<std::string> &addresses) const;

private:
    const CommandContext &m_context;
};

} // namespace postern::ctl
