// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/QueueItem.h"
#include "shared/model/Service.h"
#include "shared/model/UtcMs.h"
#include "shared/model/WhitelistEntry.h"

#include <QString>

namespace postern::ctl
{

/// Text of others for a terminal: control characters and those that turn the direction of writing
/// become visible escapes (\u{1b}), so that nothing can pretend to be something else.
[[nodiscard]] QString printable(const QString &text);

/// "2026-03-01 10:42" in the local time zone; "never" for 0.
[[nodiscard]] QString timeText(UtcMs at);
/// "10:42" on the day of `now`, else as timeText().
[[nodiscard]] QString shortTimeText(UtcMs at, UtcMs now);
/// "2026-03-01 10:42 by ada".
[[nodiscard]] QString changeText(UtcMs at, const QString &by);
/// "1 message", "2 messages".
[[nodiscard]] QString counted(qint64 count, const QString &one, const QString &many);

/// "smtp,smtp-auth-bypass", as --services takes it; "-" for none.
[[nodiscard]] QString servicesText(Services services);
/// The other way; error kind Invalid, field "services", naming those that exist.
[[nodiscard]] Result<Services> parseServices(const QString &text);
/// "on", "off", "expired", "on until ...".
[[nodiscard]] QString entryStateText(const WhitelistEntry &entry, UtcMs now);
/// "deferred until 10:42: 451 4.3.0 Try again", "held: over its limit of 500 an hour".
[[nodiscard]] QString recipientStateText(const QueueRecipient &recipient, UtcMs now);

/// When an entry ends: "2026-12-31" (with the end of that day), "2026-12-31T18:00" (local time),
/// "...Z", "30d" from `now` on, or "never" (0). Error kind Invalid, field "expires".
[[nodiscard]] Result<UtcMs> parseExpiry(const QString &text, UtcMs now);

} // namespace postern::ctl
