// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"

#include <string>

namespace postern::ctl
{

/// posternctl redeem: first contact by a pairing link, from another machine.
class RedeemCommand
{
public:
    explicit RedeemCommand(CommandTree &tree);

private:
    [[nodiscard]] Outcome run(const CommandContext &context) const;

    std::string m_linkFile;
    std::string m_name;
    std::string m_passwordFile;
};

} // namespace postern::ctl
