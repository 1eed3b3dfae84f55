// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ContentThread.h"
#include "server/storage/Database.h"

namespace postern::queue
{

/// Content as it is stored, for the threads that read it: each with a database connection of its
/// own, which is opened again when the database server has gone away.
[[nodiscard]] delivery::OpenContent storedContent(const storage::DatabaseUrl &url);

} // namespace postern::queue
