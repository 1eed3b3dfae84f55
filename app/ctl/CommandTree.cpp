// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/CommandTree.h"

#include <CLI/CLI.hpp>

namespace postern::ctl
{

CLI::App &CommandTree::group(const char *name, const char *description)
{
    CLI::App *group = m_root.add_subcommand(name, description);
    group->require_subcommand(1);
    group->fallthrough();
    return *group;
}

CLI::App &CommandTree::command(CLI::App &parent, const char *name, const char *description, Run run)
{
    CLI::App *command = parent.add_subcommand(name, description);
    command->fallthrough();
    command->add_flag("--json", m_isJson, "Print the server's result as JSON");
    command->callback([this, run = std::move(run)] { m_chosen = run; });
    return *command;
}

CLI::App &CommandTree::change(CLI::App &parent, const char *name, const char *description, Run run)
{
    CLI::App &changing = command(parent, name, description, std::move(run));
    changing.add_option("--why", m_why, "The reason, for the audit trail")->type_name("TEXT");
    return changing;
}

} // namespace postern::ctl
