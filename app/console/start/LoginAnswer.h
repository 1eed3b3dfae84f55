// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QString>

namespace postern
{

/// Why a login was refused, as a sentence to stand beside the password: a throttled one says at
/// what time it can be tried again.
[[nodiscard]] QString loginRefusalText(const Error &error);

} // namespace postern
