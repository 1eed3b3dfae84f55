// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/Role.h"
#include "shared/model/UtcMs.h"

#include <QByteArray>
#include <QString>

namespace postern::storage
{

/// What a pairing code allows.
struct PairingGrant
{
    QString administrator; ///< fixed name, or empty: the redeemer chooses
    Role role = Role::Admin;
};

/// One-time pairing codes, stored hashed. A code ends too when the administrator who made it gets
/// another password or role, or is removed (AdministratorStore). Lives on the thread of its
/// Database.
class PairingStore
{
public:
    explicit PairingStore(Database &database) : m_database(database) {}

    /// Also removes the codes that are over. Writes an audit row without the code.
    [[nodiscard]] Result<void> addPairingCode(const QByteArray &codeHash,
                                              const QString &administrator, Role role,
                                              UtcMs expiresAt, const Actor &actor, UtcMs now);
    /// Ends the code. Unauthorized when it is unknown, used or over. Make the administrator in the
    /// same job: if that fails the code stays good.
    [[nodiscard]] Result<PairingGrant> redeemPairingCode(const QByteArray &codeHash, UtcMs now);

private:
    Database &m_database;
};

} // namespace postern::storage
