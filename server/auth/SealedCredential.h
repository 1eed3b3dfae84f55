// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/PasswordVerifier.h"
#include "server/storage/Credential.h"

namespace postern::auth
{

/// Between a verifier in memory and the row that stores it: its keys are sealed with secret.key.
class SealedCredential
{
public:
    /// A row for `login` of `user`; id is left to the store. Errors as PasswordVerifier::make().
    [[nodiscard]] static Result<storage::Credential> make(const QString &user, const QString &login,
                                                          const QString &password, int iterations,
                                                          const SecretKey &key);
    /// Invalid when the row was sealed with another key.
    [[nodiscard]] static Result<ScramVerifier> open(const storage::Credential &credential,
                                                    const SecretKey &key);
};

} // namespace postern::auth
