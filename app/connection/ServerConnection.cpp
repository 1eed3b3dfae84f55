// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ServerConnection.h"

#include "app/connection/ChannelOpener.h"
#include "app/connection/ReconnectTimer.h"
#include "app/connection/RequestChannel.h"
#include "app/connection/SignIn.h"
#include "app/connection/WaitingCalls.h"
#include "shared/transport/ControlChannel.h"

#include <utility>

namespace postern
{

/// The states, and what leads from one to the next; a QObject for its slots alone.
class ServerConnection::Private : public QObject
{
public:
    explicit Private(ServerConnection *connection);

    void start();
    void setState(State newState);
    void drop(const Error &error);
    void scheduleReconnect();

    void onOpened(transport::ControlChannel *opened);
    void onUntrusted();
    void onOpenFailed(const Error &error);
    void onSignedIn(bool byName);
    void onLoginRefused(const Error &error);
    void onResumeFailed(const Error &error);
    void onClosed(const QString &reason);

    ServerConnection *q;
    ServerProfile profile;
    State state = State::Disconnected;
    ChannelOpener opener;
    RequestChannel channel;
    SignIn signIn{channel};
    ReconnectTimer reconnect;
    WaitingCalls waiting;
};

ServerConnection::Private::Private(ServerConnection *connection) : q(connection)
{
    connect(&reconnect, &ReconnectTimer::due, this, &Private::start);
    connect(&opener, &ChannelOpener::opened, this, &Private::onOpened);
    connect(&opener, &ChannelOpener::untrusted, this, &Private::onUntrusted);
    connect(&opener, &ChannelOpener::failed, this, &Private::onOpenFailed);
    connect(&channel, &RequestChannel::eventReceived, q, &ServerConnection::eventReceived);
    connect(&channel, &RequestChannel::closed, this, &Private::onClosed);
    connect(&signIn, &SignIn::signedIn, this, &Private::onSignedIn);
    connect(&signIn, &SignIn::loginNeeded, this, [this] { setState(State::NeedsLogin); });
    connect(&signIn, &SignIn::refused, this, &Private::onLoginRefused);
    connect(&signIn, &SignIn::resumeFailed, this, &Private::onResumeFailed);
    connect(&signIn, &SignIn::greetingFailed, this, [this](const Error &error) {
        drop(error);
        onOpenFailed(error);
    });
}

void ServerConnection::Private::start()
{
    reconnect.stop();
    opener.open(profile);
}

void ServerConnection::Private::setState(State newState)
{
    if (state == newState)
        return;
    state = newState;
    emit q->stateChanged(newState);
}

/// Closes the channel; what was asked on it is answered with `error`.
void ServerConnection::Private::drop(const Error &error)
{
    opener.cancel();
    signIn.abandon();
    const QList<PendingCall> lost = channel.drop();
    for (const PendingCall &call : lost) {
        if (call.context != &signIn) // which has given up already
            waiting.refuse(call, error);
    }
}

void ServerConnection::Private::scheduleReconnect()
{
    setState(State::Reconnecting);
    reconnect.schedule();
}

void ServerConnection::Private::onOpened(transport::ControlChannel *opened)
{
    channel.take(opened);
    signIn.greet();
}

void ServerConnection::Private::onUntrusted()
{
    signIn.abandon();
    setState(profile.fingerprint.isEmpty() ? State::CertificateUnknown : State::CertificateChanged);
}

void ServerConnection::Private::onOpenFailed(const Error &error)
{
    signIn.abandon();
    if (state == State::Reconnecting)
        scheduleReconnect();
    else if (state != State::NeedsLogin)
        setState(State::Disconnected);
    emit q->failed(error);
}

void ServerConnection::Private::onSignedIn(bool byName)
{
    if (byName)
        profile.userName = signIn.administrator();
    reconnect.startOver();
    setState(State::Connected);
    waiting.sendThrough(channel);
}

void ServerConnection::Private::onLoginRefused(const Error &error)
{
    setState(State::NeedsLogin);
    emit q->failed(error);
}

void ServerConnection::Private::onResumeFailed(const Error &error)
{
    drop(error);
    scheduleReconnect();
    emit q->failed(error);
}

void ServerConnection::Private::onClosed(const QString &reason)
{
    const Error error{
        ErrorKind::Unavailable,
        ServerConnection::tr("The connection to %1 ended: %2").arg(profile.address(), reason)};
    const bool wasSigningIn = signIn.isUnderWay();
    drop({ErrorKind::Unavailable,
          ServerConnection::tr("The connection was lost before the server answered; the "
                               "change may or may not have been made.")});
    switch (state) {
    case State::Connected:
    case State::Reconnecting:
        scheduleReconnect();
        break;
    case State::NeedsLogin:
        // The server does not wait for ever; the next login connects again.
        if (!wasSigningIn)
            return;
        break;
    default:
        setState(State::Disconnected);
        break;
    }
    emit q->failed(error);
}

ServerConnection::ServerConnection(QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this))
{}

ServerConnection::~ServerConnection() = default;

void ServerConnection::connectTo(const ServerProfile &profile)
{
    closeConnection();
    d->profile = profile;
    d->setState(State::Connecting);
    d->start();
}

void ServerConnection::closeConnection()
{
    const Error error{ErrorKind::Unavailable, tr("The connection was closed.")};
    d->reconnect.stop();
    d->drop(error);
    d->waiting.refuseKept(error);
    d->signIn.forgetSession();
    d->reconnect.startOver();
    d->setState(State::Disconnected);
}

void ServerConnection::acceptFingerprint()
{
    if (d->state != State::CertificateUnknown && d->state != State::CertificateChanged)
        return;
    // The token was made by the key that was trusted until now, and goes to no other.
    d->signIn.forgetSession();
    d->profile.fingerprint = d->opener.fingerprint();
    d->setState(State::Connecting);
    d->start();
}

void ServerConnection::login(const QString &name, const QString &password)
{
    d->signIn.byPassword(name, password);
    if (!d->channel.isOpen())
        d->start();
}

void ServerConnection::redeemPairing(const QString &code, const QString &name,
                                     const QString &password)
{
    d->signIn.byPairingCode(code, name, password);
    if (!d->channel.isOpen())
        d->start();
}

void ServerConnection::logout()
{
    if (d->state == State::Connected && d->channel.isOpen())
        d->channel.send({QStringLiteral("logout"), {}, &d->signIn, {}});
    closeConnection();
}

void ServerConnection::retryNow()
{
    if (d->state != State::Reconnecting || !d->reconnect.isActive())
        return;
    d->reconnect.startOver();
    d->start();
}

int ServerConnection::msUntilRetry() const
{
    return d->reconnect.msUntilDue();
}

void ServerConnection::setProgram(const QString &program)
{
    d->signIn.setProgram(program);
}

void ServerConnection::setReconnectDelays(int firstMs, int longestMs)
{
    d->reconnect.setDelays(firstMs, longestMs);
}

void ServerConnection::call(const QString &method, const QJsonObject &params, QObject *context,
                            std::function<void(const Answer &)> done, bool mayWait)
{
    PendingCall pending{method, params, context ? context : this, std::move(done)};
    if (d->state == State::Connected && d->channel.isOpen()) {
        d->channel.send(pending);
    } else if (d->state == State::Disconnected) {
        d->waiting.refuse(pending, {ErrorKind::Unavailable, tr("There is no connection.")});
    } else if (mayWait) {
        d->waiting.keep(std::move(pending));
    } else {
        d->waiting.refuse(pending, {ErrorKind::Unavailable,
                                    tr("There is no connection at the moment; nothing was "
                                       "sent.")});
    }
}

ServerConnection::State ServerConnection::state() const
{
    return d->state;
}

const ServerProfile &ServerConnection::profile() const
{
    return d->profile;
}

QByteArray ServerConnection::serverFingerprint() const
{
    return d->opener.fingerprint();
}

QString ServerConnection::administrator() const
{
    return d->signIn.administrator();
}

Role ServerConnection::role() const
{
    return d->signIn.role();
}

QString ServerConnection::serverName() const
{
    return d->signIn.serverName();
}

QString ServerConnection::serverVersion() const
{
    return d->signIn.serverVersion();
}

} // namespace postern
