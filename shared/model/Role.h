// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace postern
{

/// What an administrator may do; each includes the ones before. Wire names "auditor", "operator",
/// "admin".
enum class Role
{
    Auditor,  ///< sees everything but secrets
    Operator, ///< besides: queue, disable, close; never widens trust
    Admin     ///< everything ("System Administrator")
};

[[nodiscard]] QString roleName(Role role);
[[nodiscard]] std::optional<Role> roleFromName(QStringView name);
/// "Auditor", "Operator", "System Administrator" (translatable, context "Role").
[[nodiscard]] QString roleLabel(Role role);

} // namespace postern
