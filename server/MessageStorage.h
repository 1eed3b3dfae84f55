// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/SmtpPorts.h"
#include "server/storage/StorageThread.h"

#include <functional>

namespace postern
{

/// The SMTP connections' way to the storage. `committed` is called on the storage thread after each
/// message that came to exist. `storage` outlives what it returns.
[[nodiscard]] net::MessageSink messageSink(storage::StorageThread &storage,
                                           std::function<void()> committed);

} // namespace postern
