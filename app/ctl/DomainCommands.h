// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"

#include <string>

namespace postern::ctl
{

/// posternctl domain add | list | remove: whose mail is taken in from anybody.
class DomainCommands
{
public:
    explicit DomainCommands(CommandTree &tree);

private:
    [[nodiscard]] Outcome list(const CommandContext &context) const;
    [[nodiscard]] Outcome add(const CommandContext &context) const;
    [[nodiscard]] Outcome remove(const CommandContext &context) const;

    std::string m_name;
};

} // namespace postern::ctl
