// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"
#include "shared/model/ServerStatus.h"

namespace postern::ctl
{

/// posternctl status [--check]
class StatusCommand
{
public:
    explicit StatusCommand(CommandTree &tree);

private:
    [[nodiscard]] Outcome run(const CommandContext &context) const;
    /// One line as monitoring plugins print it, and 0, 1 or 2.
    [[nodiscard]] Outcome check(const CommandContext &context,
                                const Attempt<ServerStatus> &status) const;
    [[nodiscard]] Outcome print(const CommandContext &context, const ServerStatus &status) const;

    bool m_isCheck = false;
};

} // namespace postern::ctl
