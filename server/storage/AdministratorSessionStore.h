// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Database.h"
#include "shared/model/Accounts.h"

#include <QByteArray>

namespace postern::storage
{

/// Session tokens of administrators, stored hashed; ended by sign-out, change of password or role,
/// removal. Lives on the thread of its Database.
class AdministratorSessionStore
{
public:
    explicit AdministratorSessionStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<void> addSession(const QByteArray &tokenHash, const QString &name,
                                          UtcMs expiresAt);
    /// The administrator whose token this is; extends it to `expiresAt`. Unauthorized when unknown
    /// or over.
    [[nodiscard]] Result<Administrator> resumeSession(const QByteArray &tokenHash, UtcMs now,
                                                      UtcMs expiresAt);
    /// The same without extending it.
    [[nodiscard]] Result<Administrator> holder(const QByteArray &tokenHash, UtcMs now);
    /// What a token that is unknown or over is answered.
    [[nodiscard]] static Error sessionOver();
    /// An unknown token is no error: the session is ended either way.
    [[nodiscard]] Result<void> endSession(const QByteArray &tokenHash);
    /// Removes what is over.
    [[nodiscard]] Result<void> sweep(UtcMs now);

private:
    Database &m_database;
};

} // namespace postern::storage
