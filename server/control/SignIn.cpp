// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/SignIn.h"

#include "server/auth/OneTimeSecret.h"
#include "server/storage/AdministratorSessionStore.h"
#include "server/storage/AdministratorStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

Result<SignIn> SignIn::record(storage::Database &database, const QString &name,
                              const QByteArray &token, UtcMs now, UtcMs expiresAt)
{
    SignIn signIn;
    signIn.token = token;
    signIn.tokenHash = auth::OneTimeSecret::hash(token);
    signIn.expiresAt = expiresAt;
    storage::AdministratorSessionStore sessions(database);
    if (const Result<void> swept = sessions.sweep(now); !swept.ok())
        return swept.error();
    const Result<void> added = sessions.addSession(signIn.tokenHash, name, signIn.expiresAt);
    if (!added.ok())
        return added.error();
    Result<Administrator> administrator = storage::AdministratorStore(database).find(name);
    if (!administrator.ok())
        return administrator.error();
    signIn.administrator = std::move(administrator).value();
    return signIn;
}

QJsonObject SignIn::toJson() const
{
    return {{QStringLiteral("administrator"), control::toJson(administrator)},
            {QStringLiteral("token"), QString::fromLatin1(token)},
            {QStringLiteral("expiresAt"), integerToJson(expiresAt)}};
}

Error alreadyLoggedIn(const QString &name)
{
    return {ErrorKind::Refused,
            QStringLiteral("You are logged in as \"%1\" already; log out first.").arg(name)};
}

} // namespace postern::control
