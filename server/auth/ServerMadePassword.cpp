// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/ServerMadePassword.h"

#include <sodium.h>

namespace postern::auth
{

QString ServerMadePassword::generate()
{
    constexpr int length = 24;
    constexpr QLatin1String alphabet("abcdefghijklmnopqrstuvwxyz234567"); // RFC 4648 6
    QString password;
    for (int i = 0; i < length; ++i)
        password += alphabet[static_cast<qsizetype>(randombytes_uniform(32))];
    return password;
}

} // namespace postern::auth
