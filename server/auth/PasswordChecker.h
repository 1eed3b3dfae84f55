// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/SaslExchange.h"
#include "server/auth/SecretKey.h"
#include "server/storage/Credential.h"
#include "shared/Result.h"

#include <functional>

class QObject;

namespace postern::auth
{

/// What became of one password check.
struct PasswordVerdict
{
    enum class Kind
    {
        Accepted,   ///< the session is `user`'s
        Rejected,   ///< unknown name, wrong password or disabled user: which one is not said
        Busy,       ///< the queue is full: 454 4.7.0
        Unavailable ///< the credential could not be read: 454 4.7.0
    };
    Kind kind = Kind::Rejected;
    /// Whose credential was tried, whether the password was right or not. Empty for a name that
    /// nobody has (it may be a password in the wrong field: never written), and when it was not
    /// looked up.
    QString user;
    QString credentialId; ///< when accepted; for AccountStore::noteUse()
    int iterations = 0;   ///< PBKDF2 rounds spent; the same for an unknown name
};

/// Finds the credential of a login name; NotFound for an unknown one.
using CredentialLookup = std::function<Result<storage::Credential>(const QString &login)>;
/// Called once on each thread of the pool, so that each lookup has a database connection of its
/// own.
using CredentialLookupFactory = std::function<CredentialLookup()>;

/// Checks passwords of SMTP users on a pool of its own, because a check is slow on purpose: 2
/// threads, and a queue of 32 beside them. check() may be called on any thread; the destructor
/// waits for the checks that run and drops those that wait.
class PasswordChecker
{
public:
    static constexpr int threadCount = 2;
    static constexpr int queueLimit = 32;
    using Callback = std::function<void(const PasswordVerdict &)>;

    PasswordChecker(SecretKey key, CredentialLookupFactory makeLookup);
    ~PasswordChecker();

    /// `callback` runs once on `receiver`'s thread from its event loop, or never when `receiver`
    /// is gone by then. Call on `receiver`'s thread.
    void check(const PasswordAttempt &attempt, QObject *receiver, Callback callback);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern::auth
