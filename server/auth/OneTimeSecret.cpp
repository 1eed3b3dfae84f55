// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/OneTimeSecret.h"

#include <QCryptographicHash>

#include <sodium.h>

namespace postern::auth
{

QByteArray OneTimeSecret::makeToken()
{
    QByteArray bytes(32, '\0');
    randombytes_buf(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray OneTimeSecret::makePairingCode()
{
    constexpr int length = 16;
    constexpr int groupLength = 4;
    constexpr QByteArrayView alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    QByteArray code;
    for (int i = 0; i < length; ++i) {
        if (i > 0 && i % groupLength == 0)
            code += '-';
        code += alphabet[static_cast<qsizetype>(randombytes_uniform(32))];
    }
    return code;
}

QByteArray OneTimeSecret::normalisedPairingCode(QByteArrayView typed)
{
    QByteArray code;
    for (const char c : typed.toByteArray().toUpper()) {
        if (c == 'O')
            code += '0';
        else if (c == 'I' || c == 'L')
            code += '1';
        else if (c != '-' && c != ' ' && c != '\t')
            code += c;
    }
    return code;
}

QByteArray OneTimeSecret::hash(QByteArrayView secret)
{
    return QCryptographicHash::hash(secret.toByteArray(), QCryptographicHash::Sha256);
}

bool OneTimeSecret::isSame(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size()
           && sodium_memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size())) == 0;
}

} // namespace postern::auth
