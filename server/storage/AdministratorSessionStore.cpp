// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AdministratorSessionStore.h"

#include "server/storage/AdministratorStore.h"
#include "shared/ErrorCode.h"

namespace postern::storage
{

Error AdministratorSessionStore::sessionOver()
{
    return {ErrorKind::Unauthorized,
            QStringLiteral("This session is over. Log in again."),
            {},
            withCode(ErrorCode::SessionEnded)};
}

Result<void> AdministratorSessionStore::addSession(const QByteArray &tokenHash, const QString &name,
                                                   UtcMs expiresAt)
{
    const Result<int> inserted = m_database.change(
        QStringLiteral("INSERT INTO administrator_session (token_hash, administrator, expires_at) "
                       "VALUES (?, ?, ?)"),
        {tokenHash, name, qint64(expiresAt)});
    if (!inserted)
        return inserted.error();
    return {};
}

Result<Administrator> AdministratorSessionStore::holder(const QByteArray &tokenHash, UtcMs now)
{
    QString name;
    {
        Result<Rows> rows =
            m_database.run(QStringLiteral("SELECT administrator FROM administrator_session "
                                          "WHERE token_hash = ? AND expires_at > ?"),
                           {tokenHash, qint64(now)});
        if (!rows)
            return rows.error();
        if (!rows.value().next())
            return sessionOver();
        name = rows->text(0);
    }
    const Result<Administrator> administrator = AdministratorStore(m_database).find(name);
    if (!administrator && administrator.error().kind == ErrorKind::NotFound)
        return sessionOver();
    return administrator;
}

Result<Administrator> AdministratorSessionStore::resumeSession(const QByteArray &tokenHash,
                                                               UtcMs now, UtcMs expiresAt)
{
    const Result<Administrator> administrator = holder(tokenHash, now);
    if (!administrator)
        return administrator;
    const Result<int> extended = m_database.change(
        QStringLiteral("UPDATE administrator_session SET expires_at = ? WHERE token_hash = ?"),
        {qint64(expiresAt), tokenHash});
    if (!extended)
        return extended.error();
    // Another node may have ended it after it was read.
    if (*extended != 1)
        return sessionOver();
    return administrator;
}

Result<void> AdministratorSessionStore::endSession(const QByteArray &tokenHash)
{
    const Result<int> ended = m_database.change(
        QStringLiteral("DELETE FROM administrator_session WHERE token_hash = ?"), {tokenHash});
    if (!ended)
        return ended.error();
    return {};
}

Result<void> AdministratorSessionStore::sweep(UtcMs now)
{
    const Result<int> swept = m_database.change(
        QStringLiteral("DELETE FROM administrator_session WHERE expires_at <= ?"), {qint64(now)});
    if (!swept)
        return swept.error();
    return {};
}

} // namespace postern::storage
