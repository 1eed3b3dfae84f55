// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/UtcMs.h"

#include <QString>

namespace postern
{

/// "12 min ago, ana", or "at setup" when nobody changed it. Translatable, context "ChangedText".
[[nodiscard]] QString changedText(UtcMs at, const QString &by, UtcMs now);

} // namespace postern
