// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace postern::test
{

/// The program and arguments that run what follows as the user nobody: runuser for root, sudo for
/// one who may use it without a password. Empty when there is no way.
[[nodiscard]] QStringList asNobody();

/// What a test says that needs another user and has none.
inline constexpr char needsAnotherUser[] =
    "another user is needed here: run this test as root, or as one who may run sudo without a "
    "password";

} // namespace postern::test
