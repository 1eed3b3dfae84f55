// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/SharedSnapshot.h"
#include "server/policy/AccessTable.h"

namespace postern::net
{

/// The policy in force. Until the first one is published it is empty and trusts nobody.
using PolicySnapshotHolder = SharedSnapshot<policy::PolicySnapshot>;

} // namespace postern::net
