// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace postern
{

/// How far someone is with typing a fingerprint's last eight digits from the server's own output.
enum class TailMatch
{
    Incomplete, ///< fewer than eight digits yet
    Right,
    Wrong
};

/// Blanks, colons and the case of letters do not matter.
[[nodiscard]] TailMatch matchTail(const QString &typed, const QString &expected);
[[nodiscard]] QString tailLabel();
[[nodiscard]] QString tailMismatchText();

} // namespace postern
