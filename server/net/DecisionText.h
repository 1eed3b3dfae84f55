// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/mail/Envelope.h"
#include "server/policy/Decision.h"

namespace postern::net
{

/// "connect", "mail", "recipient", "end-of-data", "login": for the log.
[[nodiscard]] QByteArray stageName(policy::Stage stage);
/// The entry's bypass is what lets it in.
[[nodiscard]] bool isByBypass(policy::Reason reason);
[[nodiscard]] qint64 heldRecipients(const mail::Envelope &envelope);

} // namespace postern::net
