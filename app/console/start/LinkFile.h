// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QString>

namespace postern
{

/// The text of a file that holds a pairing link; "-" is standard input. Waits for the whole text,
/// so it is called before the window opens. At most 64 KiB are read. Error kind Unavailable.
[[nodiscard]] Result<QString> readLinkFile(const QString &path);

} // namespace postern
