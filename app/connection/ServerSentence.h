// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

namespace postern
{

/// A server's error in the language of this program. The sentence is chosen by the stable names
/// that travel with the error (its kind, its field, what `data` holds), never by the server's own
/// English text, which stays where there is no translation or no sentence fits. Pure; any thread.
[[nodiscard]] Error inOwnLanguage(Error error);

} // namespace postern
