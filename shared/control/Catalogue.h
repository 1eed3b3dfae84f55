// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/Role.h"

#include <QStringView>

#include <optional>
#include <span>

namespace postern::control
{

/// One method of the control protocol. `role` is the least role that may call it; without one it is
/// answered before login too.
struct MethodSpec
{
    QStringView name;
    std::optional<Role> role;
    bool isChange; ///< changes something: takes `why`, and is not repeated by itself after a lost
                   ///< connection
    bool takesId = false; ///< takes `id`, which the asker chooses (isChosenId): sent again with it
                          ///< by the same administrator it is done once
};

/// Every method there is: closed and append-only. docs/control-protocol.md describes each, and each
/// has a golden file in tests/data/control.
[[nodiscard]] std::span<const MethodSpec> catalogue();
/// Null for a method that does not exist.
[[nodiscard]] const MethodSpec *findMethod(QStringView name);
/// Whether `role` includes everything that `least` may do.
[[nodiscard]] constexpr bool mayCall(Role role, Role least)
{
    return static_cast<int>(role) >= static_cast<int>(least);
}

/// Version of the protocol as told by `hello`.
inline constexpr int protocolVersion = 1;
/// Bytes of one line, without its LF.
inline constexpr qsizetype lineLimitBeforeLogin = 8 * 1024;
inline constexpr qsizetype lineLimitAfterLogin = 1024 * 1024;
/// A page of a list ends at whichever comes first.
inline constexpr int pageRows = 1000;
inline constexpr qsizetype pageBytes = 256 * 1024;

} // namespace postern::control
