// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"
#include "app/ctl/PasswordOptions.h"

#include <string>

namespace postern::ctl
{

/// posternctl admin list | add | remove | set-password | set-role: who may use console and
/// posternctl.
class AdminCommands
{
public:
    explicit AdminCommands(CommandTree &tree);

private:
    void declare(CommandTree &tree, Command group);
    [[nodiscard]] Outcome list(const CommandContext &context) const;
    [[nodiscard]] Outcome add(const CommandContext &context) const;
    [[nodiscard]] Outcome remove(const CommandContext &context) const;
    [[nodiscard]] Outcome setPassword(const CommandContext &context) const;
    [[nodiscard]] Outcome setRole(const CommandContext &context) const;
    /// Name and password, both checked.
    [[nodiscard]] Attempt<QJsonObject> credentials() const;
    [[nodiscard]] QString name() const { return QString::fromStdString(m_name); }
    [[nodiscard]] QString role() const { return QString::fromStdString(m_role); }

    std::string m_name;
    std::string m_role;
    PasswordOptions m_password;
};

} // namespace postern::ctl
