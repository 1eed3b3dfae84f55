// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::net
{

/// The short code in a refusal's text by which the log line, and later the trace and the console,
/// find it: "7K3F-Q2", 30 random bits in digits and capitals without I, L, O and U. People read it
/// over the telephone; it is no secret. Any thread.
[[nodiscard]] QByteArray newReference();

/// A session's id in the log: 12 of the same characters.
[[nodiscard]] QByteArray newSessionId();

} // namespace postern::net
