// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PasswordVerifier.h"

#include <cstdlib>
#include <gsasl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <optional>

namespace postern::auth
{

namespace
{

constexpr qsizetype saltSize = 16;
constexpr qsizetype digestSize = 32;

const unsigned char *in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

// RFC 4013; nullopt for what it prohibits and for bytes that are no UTF-8. Code points that Unicode
// 3.2 did not assign (newer scripts, emoji) are let through both when a password is set and when it
// is checked: GNU SASL 2.2 hands its flag for them to libidn the wrong way round, so both are
// tried.
std::optional<QByteArray> saslPrepared(const QByteArray &password)
{
    if (password.contains('\0'))
        return std::nullopt;
    for (const auto flags : {static_cast<Gsasl_saslprep_flags>(0), GSASL_ALLOW_UNASSIGNED}) {
        char *prepared = nullptr;
        if (gsasl_saslprep(password.constData(), flags, &prepared, nullptr) != GSASL_OK)
            continue;
        QByteArray result(prepared);
        OPENSSL_cleanse(prepared, static_cast<std::size_t>(result.size()));
        std::free(prepared);
        return result;
    }
    return std::nullopt;
}

QByteArray saltedPassword(QByteArrayView password, const ScramVerifier &verifier)
{
    QByteArray key(digestSize, '\0');
    PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), in(verifier.salt),
                      static_cast<int>(verifier.salt.size()), verifier.iterations, EVP_sha256(),
                      static_cast<int>(key.size()), out(key));
    return key;
}

QByteArray hmac(const QByteArray &key, QByteArrayView text)
{
    QByteArray mac(digestSize, '\0');
    unsigned int size = digestSize;
    HMAC(EVP_sha256(), key.constData(), static_cast<int>(key.size()), in(text),
         static_cast<std::size_t>(text.size()), out(mac), &size);
    return mac;
}

// RFC 5802 3: StoredKey = H(HMAC(SaltedPassword, "Client Key"))
QByteArray storedKey(const QByteArray &salted)
{
    const QByteArray clientKey = hmac(salted, "Client Key");
    QByteArray digest(digestSize, '\0');
    unsigned int size = digestSize;
    EVP_Digest(clientKey.constData(), static_cast<std::size_t>(clientKey.size()), out(digest),
               &size, EVP_sha256(), nullptr);
    return digest;
}

} // namespace

Result<ScramVerifier> PasswordVerifier::make(const QString &password, int iterations)
{
    const auto prepared = saslPrepared(password.toUtf8());
    if (!prepared || prepared->isEmpty())
        return Error{ErrorKind::Invalid,
                     QStringLiteral("The password is empty or has characters that cannot be used "
                                    "in a password, such as control characters."),
                     QStringLiteral("password")};
    ScramVerifier verifier;
    verifier.iterations = iterations;
    verifier.salt = QByteArray(saltSize, '\0');
    if (RAND_bytes(out(verifier.salt), saltSize) != 1)
        return Error{ErrorKind::Internal, QStringLiteral("There are no random numbers.")};
    const QByteArray salted = saltedPassword(*prepared, verifier);
    verifier.storedKey = storedKey(salted);
    verifier.serverKey = hmac(salted, "Server Key");
    return verifier;
}

ScramVerifier PasswordVerifier::forUnknown(const QString &login, const SecretKey &key)
{
    const QByteArray bytes = key.derive("unknown login", login.toUtf8());
    ScramVerifier verifier;
    // Real users have either count, so a name that nobody has gets either, always the same.
    verifier.iterations = (bytes.at(saltSize) & 1) != 0 ? chosenIterations : madeIterations;
    verifier.salt = bytes.left(saltSize);
    verifier.storedKey = key.derive("unknown login, stored key", login.toUtf8());
    verifier.serverKey = key.derive("unknown login, server key", login.toUtf8());
    return verifier;
}

PasswordVerifier::Check PasswordVerifier::check(const ScramVerifier &verifier,
                                                QByteArrayView utf8Password)
{
    const QByteArray password = utf8Password.toByteArray();
    const auto prepared = saslPrepared(password);
    // A password that cannot be right costs the same as one that is merely wrong.
    const QByteArray computed = storedKey(saltedPassword(prepared.value_or(password), verifier));
    const bool isSame = computed.size() == verifier.storedKey.size()
                        && CRYPTO_memcmp(computed.constData(), verifier.storedKey.constData(),
                                         static_cast<std::size_t>(computed.size()))
                               == 0;
    return {isSame && prepared && !prepared->isEmpty(), verifier.iterations};
}

} // namespace postern::auth
