// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/PairingHandler.h"

#include "server/auth/AdministratorPassword.h"
#include "server/auth/OneTimeSecret.h"
#include "server/control/ControlConnection.h"
#include "server/control/ControlContext.h"
#include "server/control/Page.h"
#include "server/control/PairingHost.h"
#include "server/storage/AdministratorStore.h"
#include "server/storage/PairingStore.h"
#include "shared/ErrorCode.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

using Presence = ObjectReader::Presence;

/// A link to be made: where it leads and whom it will make.
struct PairingHandler::Invitation
{
    QString host; ///< IPv6 without brackets
    quint16 port = 0;
    QString administrator;
    Role role = Role::Admin;
};

/// A code that somebody typed, with the name and password chosen.
struct PairingHandler::Redemption
{
    QByteArray codeHash;
    QString name; ///< empty: the one that the code stands for
    QByteArray passwordHash;
};

Result<PairingHandler::Invitation> PairingHandler::readInvitation(const Call &call) const
{
    ObjectReader reader = call.reader();
    const QString host = reader.text(u"host");
    Invitation invitation;
    invitation.administrator = reader.text(u"administrator", Presence::Optional);
    if (reader.has(u"role"))
        invitation.role = readRole(reader, u"role");
    else
        (void)reader.text(u"role", Presence::Optional);
    if (const auto error = reader.finish())
        return *error;
    if (!invitation.administrator.isEmpty()) {
        if (auto valid = validateAdministratorName(invitation.administrator); !valid.ok()) {
            Error error = valid.error();
            error.field = QStringLiteral("administrator");
            return error;
        }
    }
    const Result<PairingHost> place = PairingHost::parse(host);
    if (!place.ok())
        return place.error();
    invitation.host = place->host;
    const QList<ControlAddress> addresses = m_context.addresses();
    // Without a port: that of the control port, whatever it is.
    invitation.port = place->hasPort || addresses.isEmpty() ? place->port : addresses.first().port;
    if (const Result<void> listening = checkListening(invitation.host, invitation.port, addresses,
                                                      m_context.setup.configurationFile);
        !listening.ok())
        return listening.error();
    return invitation;
}

QString PairingHandler::link(const Invitation &invitation, const QByteArray &code) const
{
    const QString host = invitation.host.contains(QLatin1Char(':'))
                             ? QStringLiteral("[%1]").arg(invitation.host)
                             : invitation.host;
    return QStringLiteral("postern://%1:%2/#sha256=%3&code=%4")
        .arg(host)
        .arg(invitation.port)
        .arg(m_context.fingerprint(), QString::fromLatin1(code));
}

void PairingHandler::create(const Call &call, const Reply &reply)
{
    const Result<Invitation> invitation = readInvitation(call);
    if (!invitation.ok()) {
        reply(invitation.error());
        return;
    }
    const QByteArray code = auth::OneTimeSecret::makePairingCode();
    const QByteArray hash =
        auth::OneTimeSecret::hash(auth::OneTimeSecret::normalisedPairingCode(code));
    const UtcMs expiresAt = m_context.now() + codeMs;
    const QJsonObject answer{{QStringLiteral("link"), link(*invitation, code)},
                             {QStringLiteral("expiresAt"), integerToJson(expiresAt)}};
    m_context.write<bool>(
        call,
        [invitation = *invitation, hash, expiresAt, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<bool> {
            if (!invitation.administrator.isEmpty()
                && storage::AdministratorStore(database).find(invitation.administrator).ok()) {
                return Error{
                    ErrorKind::Refused,
                    QStringLiteral("There is an administrator \"%1\" already; a link makes "
                                   "a new one.")
                        .arg(invitation.administrator),
                    QStringLiteral("administrator"),
                    withCode(ErrorCode::AdministratorTaken,
                             {{QStringLiteral("name"), invitation.administrator}})};
            }
            const Result<void> added = storage::PairingStore(database).addPairingCode(
                hash, invitation.administrator, invitation.role, expiresAt, actor, now);
            if (!added.ok())
                return added.error();
            return true;
        },
        [reply, answer](const bool &) { reply(answer); }, reply);
}

void PairingHandler::redeem(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    Redemption redemption;
    redemption.codeHash = auth::OneTimeSecret::hash(
        auth::OneTimeSecret::normalisedPairingCode(reader.text(u"code").toLatin1()));
    redemption.name = reader.text(u"name", Presence::Optional);
    const QString password = reader.text(u"password");
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    if (call.connection->isLoggedIn()) {
        reply(alreadyLoggedIn(call.actor.who));
        return;
    }
    if (!redemption.name.isEmpty()) {
        if (const auto valid = validateAdministratorName(redemption.name); !valid.ok()) {
            reply(valid.error());
            return;
        }
    }
    if (const auto valid = validatePassword(password); !valid.ok()) {
        reply(valid.error());
        return;
    }
    if (const auto throttled = m_throttle.enter(call.client)) {
        reply(*throttled);
        return;
    }
    const bool isAccepted = m_context.passwords.run<Result<QByteArray>>(
        m_context.receiver, [password] { return auth::AdministratorPassword::hash(password); },
        [this, call, redemption, reply](const Result<QByteArray> &hash) {
            if (!hash.ok()) {
                m_throttle.giveBack(call.client);
                reply(hash.error());
                return;
            }
            Redemption complete = redemption;
            complete.passwordHash = *hash;
            store(call, complete, reply);
        });
    if (!isAccepted) {
        m_throttle.giveBack(call.client);
        reply(PasswordPool::busy());
    }
}

namespace
{

// Everything of a redemption in one transaction: if the name is taken the code stays good.
Result<SignIn> redeemIn(storage::Database &database, const QByteArray &codeHash,
                        const QString &chosenName, const QByteArray &passwordHash,
                        storage::Actor actor, const QByteArray &token, UtcMs now, UtcMs expiresAt)
{
    const auto grant = storage::PairingStore(database).redeemPairingCode(codeHash, now);
    if (!grant.ok())
        return grant.error();
    const QString name = grant->administrator.isEmpty() ? chosenName : grant->administrator;
    if (name.isEmpty()) {
        return Error{ErrorKind::Invalid, QStringLiteral("Choose a name for the administrator."),
                     QStringLiteral("name")};
    }
    if (!chosenName.isEmpty() && chosenName != name) {
        return Error{ErrorKind::Refused,
                     QStringLiteral("This link was made for the administrator \"%1\".").arg(name),
                     QStringLiteral("name"),
                     withCode(ErrorCode::OtherAdministrator, {{QStringLiteral("name"), name}})};
    }
    actor.who = name;
    storage::AdministratorStore administrators(database);
    const auto added = administrators.addAdministrator(name, grant->role, passwordHash, actor, now);
    if (!added.ok())
        return added.error();
    if (const auto noted = administrators.noteLogin(name, true, actor, now); !noted.ok())
        return noted.error();
    return SignIn::record(database, name, token, now, expiresAt);
}

} // namespace

void PairingHandler::store(const Call &call, const Redemption &redemption, const Reply &reply)
{
    m_context.sources.storage.submit<SignIn>(
        m_context.receiver,
        [redemption, actor = call.actor, token = auth::OneTimeSecret::makeToken(),
         now = m_context.now(), expiresAt = m_context.sessionEnd()](storage::Database &database) {
            return redeemIn(database, redemption.codeHash, redemption.name, redemption.passwordHash,
                            actor, token, now, expiresAt);
        },
        [this, call, reply](const Result<SignIn> &signIn) {
            if (!signIn.ok()) {
                // Only a wrong code counts as a try; a name that is taken does not.
                if (signIn.error().kind == ErrorKind::Unauthorized)
                    m_throttle.fail(call.client);
                else
                    m_throttle.giveBack(call.client);
                reply(signIn.error());
                return;
            }
            m_throttle.succeed(call.client, signIn->administrator.name);
            if (call.connection)
                call.connection->enter(*signIn);
            m_context.changed(Topic::Administrators);
            reply(signIn->toJson());
            const auto all = storage::AdministratorStore(*m_context.database).administrators();
            if (all.ok()) {
                m_context.publish(QStringLiteral("admin.changed"), eventItems(all.value()));
            }
        });
}

} // namespace postern::control
