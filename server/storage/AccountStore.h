// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Credential.h"
#include "server/storage/Database.h"
#include "shared/model/Accounts.h"

#include <QByteArray>
#include <QList>

namespace postern::storage
{

/// SMTP users with their credentials, and administrators with their password hashes. Changes write
/// audit rows (never with a secret) in the same transaction; a stale revision is Conflict with
/// data.current.
class AccountStore
{
public:
    explicit AccountStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<SmtpUser>> users();
    [[nodiscard]] Result<SmtpUser> addUser(const QString &name, const Credential &credential,
                                           const Actor &actor, UtcMs now);
    [[nodiscard]] Result<void> removeUser(const QString &name, const Actor &actor, UtcMs now);
    [[nodiscard]] Result<SmtpUser> setUserEnabled(const QString &name, bool enabled,
                                                  const Actor &actor, UtcMs now);
    [[nodiscard]] Result<void> setUserCredential(const QString &name, const Credential &credential,
                                                 const Actor &actor, UtcMs now);
    /// By login name; NotFound for an unknown one.
    [[nodiscard]] Result<Credential> findCredential(const QString &login);
    [[nodiscard]] Result<void> noteUse(const QString &credentialId, const QString &from, UtcMs now);

    [[nodiscard]] Result<QList<Administrator>> administrators();
    [[nodiscard]] Result<Administrator> addAdministrator(const QString &name, Role role,
                                                         const QByteArray &passwordHash,
                                                         const Actor &actor, UtcMs now);
    /// Refused for the last one with Role::Admin.
    [[nodiscard]] Result<void> removeAdministrator(const QString &name, const Actor &actor,
                                                   UtcMs now);
    [[nodiscard]] Result<Administrator> setRole(const QString &name, Role role, const Actor &actor,
                                                UtcMs now);
    [[nodiscard]] Result<void> setAdministratorPassword(const QString &name,
                                                        const QByteArray &passwordHash,
                                                        const Actor &actor, UtcMs now);
    [[nodiscard]] Result<QByteArray> administratorHash(const QString &name);
    [[nodiscard]] Result<void> noteLogin(const QString &name, bool isSuccess, const Actor &actor,
                                         UtcMs now);

    /// Session tokens of administrators, stored hashed; ended by sign-out, change of password or
    /// role, removal.
    [[nodiscard]] Result<void> addSession(const QByteArray &tokenHash, const QString &name,
                                          UtcMs expiresAt);
    /// The administrator whose token this is; extends it to `expiresAt`. Unauthorized when unknown
    /// or over.
    [[nodiscard]] Result<Administrator> resumeSession(const QByteArray &tokenHash, UtcMs now,
                                                      UtcMs expiresAt);
    [[nodiscard]] Result<void> endSession(const QByteArray &tokenHash);

    /// One-time pairing codes, stored hashed. Redeeming ends the code.
    [[nodiscard]] Result<void> addPairingCode(const QByteArray &codeHash,
                                              const QString &administrator, Role role,
                                              UtcMs expiresAt, const Actor &actor, UtcMs now);
    struct PairingGrant
    {
        QString administrator; ///< fixed name, or empty: the redeemer chooses
        Role role = Role::Admin;
    };
    [[nodiscard]] Result<PairingGrant> redeemPairingCode(const QByteArray &codeHash, UtcMs now);

private:
    Database &m_database;
};

} // namespace postern::storage
