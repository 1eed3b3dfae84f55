// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace postern
{

/// The text with places (zero width spaces) where a label may break a long word: after 40
/// characters, and after the dash of a long range. Short words stay whole. For showing alone.
[[nodiscard]] QString breakable(const QString &text);

} // namespace postern
