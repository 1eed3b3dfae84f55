// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"
#include "app/ctl/PasswordOptions.h"

#include <string>

namespace postern::ctl
{

/// posternctl user list | add | remove | set-password | enable | disable: who may send with a
/// login.
class UserCommands
{
public:
    explicit UserCommands(CommandTree &tree);

private:
    [[nodiscard]] Outcome list(const CommandContext &context) const;
    [[nodiscard]] Outcome add(const CommandContext &context) const;
    [[nodiscard]] Outcome remove(const CommandContext &context) const;
    [[nodiscard]] Outcome setPassword(const CommandContext &context) const;
    [[nodiscard]] Outcome setEnabled(const CommandContext &context, bool isEnabled) const;
    /// The name, and the password if one was given.
    [[nodiscard]] Attempt<QJsonObject> parameters() const;
    [[nodiscard]] QString name() const { return QString::fromStdString(m_name); }

    std::string m_name;
    PasswordOptions m_password;
};

} // namespace postern::ctl
