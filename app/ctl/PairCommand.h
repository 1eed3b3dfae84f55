// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"

#include <string>

namespace postern::ctl
{

/// posternctl pair: makes a pairing link, on the server.
class PairCommand
{
public:
    explicit PairCommand(CommandTree &tree);

private:
    [[nodiscard]] Outcome run(const CommandContext &context) const;

    std::string m_host;
    std::string m_administrator;
    std::string m_role;
};

} // namespace postern::ctl
