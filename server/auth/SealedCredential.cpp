// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/SealedCredential.h"

namespace postern::auth
{

Result<storage::Credential> SealedCredential::make(const QString &user, const QString &login,
                                                   const QString &password, int iterations,
                                                   const SecretKey &key)
{
    const auto verifier = PasswordVerifier::make(password, iterations);
    if (!verifier)
        return verifier.error();
    storage::Credential credential;
    credential.user = user;
    credential.login = login;
    credential.iterations = verifier->iterations;
    credential.salt = verifier->salt;
    credential.storedKeySealed = key.seal(verifier->storedKey);
    credential.serverKeySealed = key.seal(verifier->serverKey);
    return credential;
}

Result<ScramVerifier> SealedCredential::open(const storage::Credential &credential,
                                             const SecretKey &key)
{
    const auto storedKey = key.open(credential.storedKeySealed);
    if (!storedKey)
        return storedKey.error();
    const auto serverKey = key.open(credential.serverKeySealed);
    if (!serverKey)
        return serverKey.error();
    return ScramVerifier{credential.iterations, credential.salt, *storedKey, *serverKey};
}

} // namespace postern::auth
