// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace postern
{

/// An id that an asker chooses for what it makes: a random UUID (RFC 4122 4.4) in lower case, with
/// dashes and without braces. Sent again after a lost answer, it says that this is the same
/// request.
[[nodiscard]] QString newChosenId();
/// Whether `text` is written as newChosenId() writes it.
[[nodiscard]] bool isChosenId(const QString &text);

} // namespace postern
