// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/ScramVerifier.h"
#include "server/auth/SecretKey.h"
#include "shared/Result.h"

#include <QString>

namespace postern::auth
{

/// Makes and checks SCRAM-SHA-256 verifiers (RFC 5802, 7677): PBKDF2-HMAC-SHA-256 over the
/// SASLprep'ed password (RFC 4013), 16 random bytes of salt. Pure but slow on purpose; any thread.
class PasswordVerifier
{
public:
    static constexpr int chosenIterations = 100000; ///< for a password that a person chose
    static constexpr int madeIterations = 4096;     ///< for one of ServerMadePassword

    /// Invalid (field "password") when the password is empty or SASLprep refuses it.
    [[nodiscard]] static Result<ScramVerifier> make(const QString &password, int iterations);
    /// What to check against for a name that nobody has: salt and iterations follow from the name
    /// and the key, so that it looks and costs like a real one, and the same at each try. No
    /// password matches it.
    [[nodiscard]] static ScramVerifier forUnknown(const QString &login, const SecretKey &key);

    struct Check
    {
        bool isMatch = false;
        int iterations = 0; ///< PBKDF2 rounds that were spent
    };
    /// StoredKey is compared in constant time; the rounds are spent whatever the password is.
    [[nodiscard]] static Check check(const ScramVerifier &verifier, QByteArrayView utf8Password);
};

} // namespace postern::auth
