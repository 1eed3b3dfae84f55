// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/PasswordChecker.h"
#include "server/net/SmtpPorts.h"
#include "server/storage/Database.h"

#include <functional>

namespace postern
{

/// How SMTP clients log in: GNU SASL collects the credentials, the pool checks them. `used` is
/// called on the session's thread with each credential that was right, and the client's address.
/// `checker` outlives what it returns.
[[nodiscard]] net::CredentialCheck
credentialCheck(auth::PasswordChecker &checker,
                std::function<void(const QString &credentialId, const QString &client)> used);

/// Credentials from the database; each thread of the password pool gets a connection of its own,
/// opened again when it was lost.
[[nodiscard]] auth::CredentialLookupFactory credentialLookups(const storage::DatabaseUrl &url);

} // namespace postern
