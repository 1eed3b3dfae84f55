// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Database.h"
#include "shared/Result.h"
#include "shared/model/Accounts.h"

#include <QByteArray>
#include <QJsonObject>

namespace postern::control
{

/// A login that succeeded: who, and the session token that was made for it. Holds a secret; lives
/// only until it is sent.
struct SignIn
{
    Administrator administrator;
    QByteArray token;
    QByteArray tokenHash;
    UtcMs expiresAt = 0;

    /// A fresh token for `name`, stored hashed, good until `expiresAt` if it is not used. Runs in a
    /// job of the storage thread.
    [[nodiscard]] static Result<SignIn> record(storage::Database &database, const QString &name,
                                               const QByteArray &token, UtcMs now, UtcMs expiresAt);
    [[nodiscard]] QJsonObject toJson() const;
};

/// The answer to whoever would log in on a connection where `name` is logged in.
[[nodiscard]] Error alreadyLoggedIn(const QString &name);

} // namespace postern::control
