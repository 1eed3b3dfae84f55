// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/AdministratorPassword.h"

#include <array>
#include <sodium.h>

namespace postern::auth
{

namespace
{

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19 * 1024 * 1024;

// Made at first use, so that an unknown name is compared with a real hash of the same cost.
const QByteArray &hashOfNobody()
{
    static const QByteArray hash = [] {
        std::array<char, 32> random = {};
        randombytes_buf(random.data(), random.size());
        std::array<char, crypto_pwhash_STRBYTES> text = {};
        const int code =
            crypto_pwhash_str(text.data(), random.data(), random.size(), passes, memory);
        return code == 0 ? QByteArray(text.data()) : QByteArray();
    }();
    return hash;
}

} // namespace

Result<QByteArray> AdministratorPassword::hash(const QString &password)
{
    const QByteArray bytes = password.toUtf8();
    std::array<char, crypto_pwhash_STRBYTES> text = {};
    if (crypto_pwhash_str(text.data(), bytes.constData(),
                          static_cast<unsigned long long>(bytes.size()), passes, memory)
        != 0)
        return Error{ErrorKind::Unavailable,
                     QStringLiteral("There is not enough memory to hash the password.")};
    return QByteArray(text.data());
}

bool AdministratorPassword::check(const std::optional<QByteArray> &hash, const QString &password)
{
    const QByteArray bytes = password.toUtf8();
    const QByteArray against = hash.value_or(hashOfNobody());
    const int code = crypto_pwhash_str_verify(against.constData(), bytes.constData(),
                                              static_cast<unsigned long long>(bytes.size()));
    return code == 0 && hash.has_value();
}

} // namespace postern::auth
