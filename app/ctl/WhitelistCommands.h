// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"
#include "shared/model/WhitelistEntry.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::ctl
{

/// posternctl whitelist add | update | enable | disable | remove | list | show | explain
class WhitelistCommands
{
public:
    explicit WhitelistCommands(CommandTree &tree);

private:
    void declareChanges(CommandTree &tree, Command group);
    void declareLooks(CommandTree &tree, Command group);

    [[nodiscard]] Outcome add(const CommandContext &context) const;
    [[nodiscard]] Outcome update(const CommandContext &context) const;
    [[nodiscard]] Outcome setEnabled(const CommandContext &context, bool isEnabled) const;
    [[nodiscard]] Outcome remove(const CommandContext &context) const;
    [[nodiscard]] Outcome list(const CommandContext &context) const;
    [[nodiscard]] Outcome show(const CommandContext &context) const;
    [[nodiscard]] Outcome explain(const CommandContext &context) const;

    /// The entry that update makes of `entry`, checked as far as that goes here.
    [[nodiscard]] Attempt<WhitelistEntry> changed(WhitelistEntry entry, UtcMs now) const;
    [[nodiscard]] QJsonObject requestFor(const WhitelistEntry &entry) const;

    std::string m_address;
    std::vector<std::string> m_addresses;
    std::string m_newAddress;
    std::optional<std::string> m_description;
    std::optional<std::string> m_services;
    std::optional<std::string> m_expires;
    std::optional<qint64> m_revision;
    bool m_isWideConfirmed = false;
    bool m_isDisabled = false;
    std::string m_sender;
    std::string m_recipient;
    std::string m_user;
    std::string m_listener;
    bool m_isTls = false;
};

} // namespace postern::ctl
