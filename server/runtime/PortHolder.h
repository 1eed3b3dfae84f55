// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace postern::runtime
{

/// The process that listens on a TCP port of this machine, as far as /proc tells: "exim4, pid 812",
/// or empty when nobody does or it belongs to someone else (only root sees every process's
/// descriptors). Reads all of /proc: for error texts, not for the way of a message.
[[nodiscard]] QString portHolder(quint16 port);

} // namespace postern::runtime
