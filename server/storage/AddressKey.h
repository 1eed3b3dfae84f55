// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/IpAddress.h"

#include <QString>

namespace postern::storage
{

/// A text of fixed width for each family that sorts as addresses do, so that SQL can compare them:
/// a digit for the family (4, 6) and the address in lower-case hex.
[[nodiscard]] QString addressKey(const IpAddress &address);

} // namespace postern::storage
