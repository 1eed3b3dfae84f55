// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/control/ValueCodec.h"

/// The values that the CannedServer answers with. Times are those of the morning of 2026-03-01,
/// UTC.
namespace postern::test::canned
{

inline constexpr UtcMs minute = 60'000;
/// 2026-03-01 10:30:00 UTC
inline constexpr UtcMs now = 1'772'361'000'000;
inline const QString ada = QStringLiteral("ada");

[[nodiscard]] WhitelistEntry loopback();
[[nodiscard]] WhitelistEntry printers();
/// Its description tries to disturb a terminal.
[[nodiscard]] WhitelistEntry webFarm();
[[nodiscard]] QueueItem message(const char *id, const QList<QueueRecipient> &recipients);
[[nodiscard]] QueueRecipient deferred();
[[nodiscard]] QueueRecipient held();
[[nodiscard]] QueueRecipient delivered();
[[nodiscard]] Explanation explained();
[[nodiscard]] ServerStatus healthy();

} // namespace postern::test::canned
