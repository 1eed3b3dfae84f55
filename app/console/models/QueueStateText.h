// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/QueueItem.h"

#include <QString>

namespace postern
{

/// The state of one recipient in words: "deferred, next try in 4 min: 451 4.3.0 ...", "held: over
/// its limit of 500 an hour". Translatable, context "QueueState".
[[nodiscard]] QString recipientStateText(const QueueRecipient &recipient, UtcMs now);
/// The same for a whole message: the state that needs attention most, and how many recipients share
/// it.
[[nodiscard]] QString queueStateText(const QueueItem &item, UtcMs now);

} // namespace postern
