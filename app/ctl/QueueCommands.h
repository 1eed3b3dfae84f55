// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"

#include <string>
#include <vector>

namespace postern::ctl
{

/// posternctl queue list | show | hold | release | retry | remove
class QueueCommands
{
public:
    explicit QueueCommands(CommandTree &tree);

private:
    struct Deed
    {
        QString method;
        QString done;    ///< "%1 held." with the counted recipients
        QString wouldBe; ///< the same for --dry-run
    };

    void addFilter(Command command);
    void declareDeed(CommandTree &tree, Command group, const char *name, const char *description,
                     const Deed &deed);
    [[nodiscard]] Outcome list(const CommandContext &context) const;
    [[nodiscard]] Outcome show(const CommandContext &context) const;
    [[nodiscard]] Outcome carryOut(const CommandContext &context, const Deed &deed) const;
    /// Usage failure for an address that cannot be read.
    [[nodiscard]] Attempt<QJsonObject> filter(const CommandContext &context) const;

    std::vector<std::string> m_ids;
    std::string m_id;
    std::string m_client;
    std::string m_entry;
    std::string m_user;
    std::string m_sender;
    std::string m_recipient;
    std::string m_state;
    bool m_isDoneIncluded = false;
    bool m_isDryRun = false;
    int m_limit = 0;
};

} // namespace postern::ctl
