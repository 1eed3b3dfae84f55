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

/// A session is over when this much time has passed since its last request.
inline constexpr qint64 sessionMs = qint64{12} * 60 * 60 * 1000;

/// A login that succeeded: who, and the session token that was made for it. Holds a secret; lives
/// only until it is sent.
struct SignIn
{
    Administrator administrator;
    QByteArray token;
    QByteArray tokenHash;
    UtcMs expiresAt = 0;

    /// A fresh token for `name`, stored hashed. Runs in a job of the storage thread.
    [[nodiscard]] static Result<SignIn> record(storage::Database &database, const QString &name,
                                               const QByteArray &token, UtcMs now);
    [[nodiscard]] QJsonObject toJson() const;
};

/// The answer to whoever would log in on a connection where `name` is logged in.
[[nodiscard]] Error alreadyLoggedIn(const QString &name);

} // namespace postern::control
