// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/AccessTable.h"
#include "shared/model/Explanation.h"

namespace postern::policy
{

/// What decide() answers for this client from the connection up to `facts.stage` (at most
/// Recipient), and why: each gate in the order in which it is asked, and each entry that holds the
/// address with why it won or lost. It asks decide() and knows no rule of its own. `reply` is empty
/// when nothing is refused. Sentences are English: they are evidence, as the log is. Pure.
[[nodiscard]] Explanation explain(const Facts &facts, const PolicySnapshot &snapshot, UtcMs now);

} // namespace postern::policy
