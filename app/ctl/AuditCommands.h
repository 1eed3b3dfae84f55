// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"

namespace postern::ctl
{

/// posternctl audit list: who changed what, and when.
class AuditCommands
{
public:
    explicit AuditCommands(CommandTree &tree);

private:
    [[nodiscard]] Outcome list(const CommandContext &context) const;

    int m_limit = 100;
};

} // namespace postern::ctl
