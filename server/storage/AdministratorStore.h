// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/Accounts.h"

#include <QByteArray>
#include <QList>

namespace postern::storage
{

/// Administrators with their password hashes. Changes write audit rows (never with a secret) in the
/// same transaction and end the sessions of the administrator they concern, and the pairing codes
/// it made. Lives on the thread of its Database.
class AdministratorStore
{
public:
    explicit AdministratorStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<Administrator>> administrators();
    /// NotFound (field "name") for an unknown one.
    [[nodiscard]] Result<Administrator> find(const QString &name);
    /// Refused (field "name") when the name is taken.
    [[nodiscard]] Result<Administrator> addAdministrator(const QString &name, Role role,
                                                         const QByteArray &passwordHash,
                                                         const Actor &actor, UtcMs now);
    /// Refused for the last one with Role::Admin.
    [[nodiscard]] Result<void> removeAdministrator(const QString &name, const Actor &actor,
                                                   UtcMs now);
    /// Refused when it would leave no one with Role::Admin.
    [[nodiscard]] Result<Administrator> setRole(const QString &name, Role role, const Actor &actor,
                                                UtcMs now);
    [[nodiscard]] Result<void> setAdministratorPassword(const QString &name,
                                                        const QByteArray &passwordHash,
                                                        const Actor &actor, UtcMs now);
    [[nodiscard]] Result<QByteArray> administratorHash(const QString &name);
    /// The audit row of a login or a failed one (also of a name that does not exist).
    [[nodiscard]] Result<void> noteLogin(const QString &name, bool isSuccess, const Actor &actor,
                                         UtcMs now);

private:
    [[nodiscard]] Result<void> refuseIfLastAdmin(const Administrator &administrator,
                                                 const QString &deed);
    /// Ends its sessions, and the pairing codes that it made.
    [[nodiscard]] Result<void> endRightsOf(const QString &name);
    [[nodiscard]] Result<Administrator> touch(const Administrator &before, const QString &action,
                                              Role role, const Actor &actor, UtcMs now);

    Database &m_database;
};

} // namespace postern::storage
