// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>

#include <optional>

namespace postern::auth
{

/// Password hashes of administrators: Argon2id, 2 passes over 19 MiB (libsodium). Slow on purpose;
/// any thread.
class AdministratorPassword
{
public:
    /// The hash with its parameters and salt as one ASCII text. Unavailable when memory is short.
    [[nodiscard]] static Result<QByteArray> hash(const QString &password);
    /// nullopt: no such administrator; costs as much as a wrong password.
    [[nodiscard]] static bool check(const std::optional<QByteArray> &hash, const QString &password);
};

} // namespace postern::auth
