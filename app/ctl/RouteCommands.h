// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandTree.h"
#include "app/ctl/PasswordOptions.h"

#include <string>

namespace postern::ctl
{

/// posternctl route set | list | remove: where mail goes that was allowed for another reason.
class RouteCommands
{
public:
    explicit RouteCommands(CommandTree &tree);

private:
    [[nodiscard]] Outcome list(const CommandContext &context) const;
    [[nodiscard]] Outcome set(const CommandContext &context) const;
    [[nodiscard]] Outcome remove(const CommandContext &context) const;
    /// "default", or the domain in its canonical form.
    [[nodiscard]] Attempt<QString> domain() const;
    /// The parameters of route.set, of what was given.
    [[nodiscard]] Attempt<QJsonObject> wish() const;

    std::string m_domain;
    std::string m_target;
    std::string m_tls;
    std::string m_fingerprint;
    std::string m_user;
    PasswordOptions m_password;
};

} // namespace postern::ctl
