// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Command.h"
#include "app/ctl/CommandContext.h"

#include <functional>
#include <string>

namespace postern::ctl
{

/// The commands while they are declared, and the one that the command line chose.
class CommandTree
{
public:
    using Run = std::function<Outcome(const CommandContext &)>;

    explicit CommandTree(Command root) : m_root(root) {}

    /// "whitelist", "queue": something that has commands.
    [[nodiscard]] Command group(const char *name, const char *description);
    /// A command that only looks; has --json.
    Command command(Command parent, const char *name, const char *description, Run run);
    /// A command that changes something; has --json and --why.
    Command change(Command parent, const char *name, const char *description, Run run);
    [[nodiscard]] Command root() const { return m_root; }

    [[nodiscard]] const Run &chosen() const { return m_chosen; }
    [[nodiscard]] bool isJson() const { return m_isJson; }
    [[nodiscard]] QString why() const { return QString::fromStdString(m_why); }

private:
    Command m_root;
    Run m_chosen;
    bool m_isJson = false;
    std::string m_why;
};

} // namespace postern::ctl
