// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/PairingStore.h"

#include "server/storage/AuditStore.h"
#include "shared/ErrorCode.h"

#include <QJsonObject>

namespace postern::storage
{

Result<void> PairingStore::addPairingCode(const QByteArray &codeHash, const QString &administrator,
                                          Role role, UtcMs expiresAt, const Actor &actor, UtcMs now)
{
    const Result<int> swept = m_database.change(
        QStringLiteral("DELETE FROM pairing_code WHERE expires_at <= ?"), {qint64(now)});
    if (!swept)
        return swept.error();
    const Result<int> inserted = m_database.change(
        QStringLiteral("INSERT INTO pairing_code (code_hash, administrator, role, "
                       "expires_at, created_by) VALUES (?, ?, ?, ?, ?)"),
        {codeHash, administrator, roleName(role), qint64(expiresAt), actor.who});
    if (!inserted)
        return inserted.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("pair.create"), administrator, {},
                {{QStringLiteral("role"), roleName(role)},
                 {QStringLiteral("expiresAt"), qint64(expiresAt)}});
}

Result<PairingGrant> PairingStore::redeemPairingCode(const QByteArray &codeHash, UtcMs now)
{
    PairingGrant grant;
    {
        Result<Rows> rows =
            m_database.run(QStringLiteral("SELECT administrator, role FROM pairing_code "
                                          "WHERE code_hash = ? AND expires_at > ?"),
                           {codeHash, qint64(now)});
        if (!rows)
            return rows.error();
        const bool isThere = rows.value().next();
        const std::optional<Role> role =
            isThere ? roleFromName(rows->text(1)) : std::optional<Role>();
        if (!role) {
            return Error{ErrorKind::Unauthorized,
                         QStringLiteral("This pairing code is wrong, used or over. Ask for a new "
                                        "link with \"posternctl pair\"."),
                         {},
                         withCode(ErrorCode::PairingCode)};
        }
        grant.administrator = rows->text(0);
        grant.role = *role;
    }
    const Result<int> ended = m_database.change(
        QStringLiteral("DELETE FROM pairing_code WHERE code_hash = ?"), {codeHash});
    if (!ended)
        return ended.error();
    // Two nodes may have read the same code; only one of them removes it.
    if (*ended != 1) {
        return Error{ErrorKind::Unauthorized,
                     QStringLiteral("This pairing code was used at the same moment elsewhere."),
                     {},
                     withCode(ErrorCode::PairingCode)};
    }
    return grant;
}

} // namespace postern::storage
