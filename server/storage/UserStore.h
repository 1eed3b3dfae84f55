// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Credential.h"
#include "server/storage/Database.h"
#include "shared/model/Accounts.h"

#include <QList>
#include <QSet>

namespace postern::storage
{

/// SMTP users with their credentials. Changes write audit rows (never with a secret) in the same
/// transaction. Lives on the thread of its Database.
class UserStore
{
public:
    explicit UserStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<SmtpUser>> users();
    [[nodiscard]] Result<SmtpUser> find(const QString &name);
    /// Refused (field "name") when the name, or the credential's login, is taken.
    [[nodiscard]] Result<SmtpUser> addUser(const QString &name, const Credential &credential,
                                           const Actor &actor, UtcMs now);
    [[nodiscard]] Result<void> removeUser(const QString &name, const Actor &actor, UtcMs now);
    [[nodiscard]] Result<SmtpUser> setUserEnabled(const QString &name, bool enabled,
                                                  const Actor &actor, UtcMs now);
    /// Replaces the user's credential with the same label.
    [[nodiscard]] Result<void> setUserCredential(const QString &name, const Credential &credential,
                                                 const Actor &actor, UtcMs now);
    /// By login name; NotFound for an unknown one.
    [[nodiscard]] Result<Credential> findCredential(const QString &login);
    /// Ids of the credentials of all users who are enabled.
    [[nodiscard]] Result<QSet<QString>> usableCredentials();
    /// A login that succeeded; no change, so no audit row.
    [[nodiscard]] Result<void> noteUse(const QString &credentialId, const QString &from, UtcMs now);

private:
    [[nodiscard]] Result<void> refuseTaken(const QString &name, const QString &login);
    [[nodiscard]] Result<SmtpUser> touch(const SmtpUser &before, const QString &action,
                                         bool enabled, const Actor &actor, UtcMs now);
    [[nodiscard]] Result<void> insertCredential(const QString &name, const Credential &credential,
                                                UtcMs now);

    Database &m_database;
};

} // namespace postern::storage
