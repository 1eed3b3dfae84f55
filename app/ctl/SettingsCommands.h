// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"

#include <string>

namespace postern::ctl
{

/// posternctl settings list | get | set | reset
class SettingsCommands
{
public:
    explicit SettingsCommands(CommandTree &tree);

private:
    [[nodiscard]] Outcome list(const CommandContext &context) const;
    [[nodiscard]] Outcome get(const CommandContext &context) const;
    [[nodiscard]] Outcome set(const CommandContext &context) const;
    [[nodiscard]] Outcome reset(const CommandContext &context) const;
    [[nodiscard]] QJsonObject key() const;
    /// "KEY is VALUE now.", or the result object.
    [[nodiscard]] Outcome printItem(const CommandContext &context, const QJsonObject &answer) const;

    std::string m_key;
    std::string m_value;
};

} // namespace postern::ctl
