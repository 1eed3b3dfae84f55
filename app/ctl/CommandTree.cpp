// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/CommandTree.h"

namespace postern::ctl
{

Command CommandTree::group(const char *name, const char *description)
{
    return m_root.addGroup(name, description);
}

Command CommandTree::command(Command parent, const char *name, const char *description, Run run)
{
    Command command =
        parent.addCommand(name, description, [this, run = std::move(run)] { m_chosen = run; });
    command.flag("--json", m_isJson, "Print the server's result as JSON");
    return command;
}

Command CommandTree::change(Command parent, const char *name, const char *description, Run run)
{
    Command changing = command(parent, name, description, std::move(run));
    changing.option("--why", m_why, "The reason, for the audit trail").typeName("TEXT");
    return changing;
}

} // namespace postern::ctl
