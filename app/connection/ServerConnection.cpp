// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ServerConnection.h"

#include "app/connection/CallList.h"
#include "app/connection/ChannelOpener.h"
#include "shared/control/Catalogue.h"
#include "shared/control/Message.h"
#include "shared/control/ValueCodec.h"
#include "shared/transport/ControlChannel.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <optional>

namespace postern
{

namespace
{

// A server that says nothing for this long while a request is open is taken for gone.
constexpr std::chrono::seconds answerTimeout{60};
constexpr int firstReconnectDelayMs = 500;
constexpr int longestReconnectDelayMs = 30'000;

} // namespace

/// What happens between the signals; a QObject for its slots alone.
class ServerConnection::Private : public QObject
{
public:
    explicit Private(ServerConnection *connection);

    struct Login
    {
        QString method;
        QJsonObject params;
        QString name; ///< what the administrator typed; empty for a token
    };

    void start();
    void setState(State newState);
    void drop(const Error &error);
    void send(const PendingCall &call);
    void ask(const QString &method, const QJsonObject &params, PendingCall::Done done);
    void signIn(Login login);
    void sendLogin();
    void flushWaiting();
    void refuse(PendingCall call, const Error &error);
    void refuseAll(const QList<PendingCall> &pending, const Error &error);
    void scheduleReconnect();

    void onOpened(transport::ControlChannel *opened);
    void onUntrusted();
    void onOpenFailed(const Error &error);
    void onHello(const Answer &answer);
    void onLoggedIn(const Answer &answer);
    void onLoginRefused(const Error &error);
    void onLine(const QByteArray &line);
    void onClosed(const QString &reason);
    void onSilence();

    ServerConnection *q;
    ServerProfile profile;
    QString program = QStringLiteral("postern");
    State state = State::Disconnected;
    ChannelOpener opener;
    QPointer<transport::ControlChannel> channel;
    CallList calls;
    bool isGreeted = false; ///< hello was answered on this channel
    QString token;          ///< of the session; in memory alone
    std::optional<Login> nextLogin;
    QTimer reconnectTimer;
    QTimer answerTimer;
    int firstDelayMs = firstReconnectDelayMs;
    int longestDelayMs = longestReconnectDelayMs;
    int nextDelayMs = firstReconnectDelayMs;
    QString administrator;
    Role role = Role::Auditor;
    QString serverName;
    QString serverVersion;
};

ServerConnection::Private::Private(ServerConnection *connection) : q(connection)
{
    reconnectTimer.setSingleShot(true);
    answerTimer.setSingleShot(true);
    answerTimer.setInterval(answerTimeout);
    connect(&reconnectTimer, &QTimer::timeout, this, &Private::start);
    connect(&answerTimer, &QTimer::timeout, this, &Private::onSilence);
    connect(&opener, &ChannelOpener::opened, this, &Private::onOpened);
    connect(&opener, &ChannelOpener::untrusted, this, &Private::onUntrusted);
    connect(&opener, &ChannelOpener::failed, this, &Private::onOpenFailed);
}

void ServerConnection::Private::start()
{
    reconnectTimer.stop();
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
    answerTimer.stop();
    isGreeted = false;
    if (channel) {
        channel->disconnect(this);
        channel->close(QString());
        // The channel sends what is left (a logout) and goes when that is done.
        connect(channel, &transport::ControlChannel::closed, channel.data(), &QObject::deleteLater);
        if (!channel->isOpen())
            QTimer::singleShot(std::chrono::seconds(5), channel, &QObject::deleteLater);
        channel.clear();
    }
    refuseAll(calls.takeAllSent(), error);
}

void ServerConnection::Private::send(const PendingCall &call)
{
    control::Request request;
    request.method = call.method;
    request.params = call.params;
    request.id = calls.sent(call);
    if (!answerTimer.isActive())
        answerTimer.start();
    channel->sendLine(control::encode(request));
}

void ServerConnection::Private::ask(const QString &method, const QJsonObject &params,
                                    PendingCall::Done done)
{
    send({method, params, this, std::move(done)});
}

void ServerConnection::Private::refuse(PendingCall call, const Error &error)
{
    // Never from inside call(): the caller has not returned yet.
    QMetaObject::invokeMethod(
        this, [call = std::move(call), error] { call.answer(error); }, Qt::QueuedConnection);
}

void ServerConnection::Private::refuseAll(const QList<PendingCall> &pending, const Error &error)
{
    for (const PendingCall &call : pending) {
        if (call.context != this)
            refuse(call, error);
    }
}

void ServerConnection::Private::scheduleReconnect()
{
    setState(State::Reconnecting);
    reconnectTimer.start(nextDelayMs);
    nextDelayMs = std::min(2 * nextDelayMs, longestDelayMs);
}

void ServerConnection::Private::onOpened(transport::ControlChannel *opened)
{
    channel = opened;
    opened->setParent(this);
    opened->setLineLimit(control::lineLimitAfterLogin);
    connect(opened, &transport::ControlChannel::lineReceived, this, &Private::onLine);
    connect(opened, &transport::ControlChannel::closed, this, &Private::onClosed);
    ask(QStringLiteral("hello"),
        {{QStringLiteral("program"), program},
         {QStringLiteral("version"), QStringLiteral(POSTERN_VERSION)}},
        [this](const Answer &answer) { onHello(answer); });
}

void ServerConnection::Private::onUntrusted()
{
    nextLogin.reset();
    setState(profile.fingerprint.isEmpty() ? State::CertificateUnknown : State::CertificateChanged);
}

void ServerConnection::Private::onOpenFailed(const Error &error)
{
    nextLogin.reset();
    if (state == State::Reconnecting)
        scheduleReconnect();
    else if (state != State::NeedsLogin)
        setState(State::Disconnected);
    emit q->failed(error);
}

void ServerConnection::Private::onHello(const Answer &answer)
{
    if (!answer) {
        drop(answer.error());
        onOpenFailed(answer.error());
        return;
    }
    isGreeted = true;
    control::ObjectReader reader(answer.value());
    serverName = reader.text(u"hostname");
    serverVersion = reader.text(u"version");
    if (reader.boolean(u"loggedIn", control::ObjectReader::Presence::Optional)) {
        administrator = QStringLiteral("local");
        role = Role::Admin;
        nextDelayMs = firstDelayMs;
        setState(State::Connected);
        flushWaiting();
    } else if (nextLogin) {
        sendLogin();
    } else if (!token.isEmpty()) {
        signIn({QStringLiteral("login.resume"), {{QStringLiteral("token"), token}}, {}});
    } else {
        setState(State::NeedsLogin);
    }
}

void ServerConnection::Private::signIn(Login login)
{
    nextLogin = std::move(login);
    if (channel && isGreeted)
        sendLogin();
    else if (!channel)
        start();
}

void ServerConnection::Private::sendLogin()
{
    ask(nextLogin->method, nextLogin->params, [this](const Answer &answer) {
        answer ? onLoggedIn(answer) : onLoginRefused(answer.error());
    });
}

void ServerConnection::Private::onLoggedIn(const Answer &answer)
{
    control::ObjectReader reader(answer.value());
    const Result<Administrator> who =
        control::fromJson<Administrator>(reader.object(u"administrator"));
    const QString newToken = reader.text(u"token");
    if (!who || reader.error()) {
        onLoginRefused({ErrorKind::Internal, tr("The server's answer to the login cannot be "
                                                "understood; the versions do not fit.")});
        return;
    }
    if (!nextLogin->name.isEmpty())
        profile.userName = who->name;
    nextLogin.reset();
    token = newToken;
    administrator = who->name;
    role = who->role;
    nextDelayMs = firstDelayMs;
    setState(State::Connected);
    flushWaiting();
}

void ServerConnection::Private::onLoginRefused(const Error &error)
{
    const bool isResume = nextLogin && nextLogin->name.isEmpty();
    nextLogin.reset();
    if (isResume && error.kind != ErrorKind::Unauthorized) {
        drop(error);
        scheduleReconnect();
        emit q->failed(error);
        return;
    }
    if (isResume)
        token.clear();
    setState(State::NeedsLogin);
    emit q->failed(error);
}

void ServerConnection::Private::flushWaiting()
{
    const QPointer<ServerConnection> alive(q);
    const QList<PendingCall> waiting = calls.takeWaiting();
    for (const PendingCall &call : waiting) {
        if (!call.context)
            continue; // who asked has given up meanwhile: nothing is changed behind their back
        if (alive && channel && state == State::Connected)
            send(call);
        else if (alive)
            calls.keep(call);
    }
}

void ServerConnection::Private::onLine(const QByteArray &line)
{
    answerTimer.stop();
    const auto message = control::decodeFromServer(line);
    if (!message) {
        channel->abort(message.error().text);
        return;
    }
    const QPointer<Private> alive(this);
    if (const auto *event = std::get_if<control::Event>(&message.value())) {
        emit q->eventReceived(event->topic, event->data);
    } else {
        const auto &answer = std::get<control::Answer>(message.value());
        const std::optional<PendingCall> call = calls.takeSent(answer.id.toInteger(-1));
        if (call)
            call->answer(answer.result);
    }
    if (alive && calls.awaitsAnswer() && channel)
        answerTimer.start();
}

void ServerConnection::Private::onClosed(const QString &reason)
{
    const Error error{ErrorKind::Unavailable,
                      tr("The connection to %1 ended: %2").arg(profile.address(), reason)};
    const bool wasLoggingIn = nextLogin.has_value();
    nextLogin.reset();
    drop({ErrorKind::Unavailable, tr("The connection was lost before the server answered; the "
                                     "change may or may not have been made.")});
    switch (state) {
    case State::Connected:
    case State::Reconnecting:
        scheduleReconnect();
        break;
    case State::NeedsLogin:
        // The server does not wait for ever; the next login connects again.
        if (!wasLoggingIn)
            return;
        break;
    default:
        setState(State::Disconnected);
        break;
    }
    emit q->failed(error);
}

void ServerConnection::Private::onSilence()
{
    if (channel)
        channel->abort(tr("the server did not answer for %1 seconds.").arg(answerTimeout.count()));
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
    d->reconnectTimer.stop();
    d->drop(error);
    d->refuseAll(d->calls.takeWaiting(), error);
    d->nextLogin.reset();
    d->token.clear();
    d->nextDelayMs = d->firstDelayMs;
    d->setState(State::Disconnected);
}

void ServerConnection::acceptFingerprint()
{
    if (d->state != State::CertificateUnknown && d->state != State::CertificateChanged)
        return;
    // The token was made by the key that was trusted until now, and goes to no other.
    d->token.clear();
    d->profile.fingerprint = d->opener.fingerprint();
    d->setState(State::Connecting);
    d->start();
}

void ServerConnection::login(const QString &name, const QString &password)
{
    d->signIn({QStringLiteral("login"),
               {{QStringLiteral("name"), name}, {QStringLiteral("password"), password}},
               name});
}

void ServerConnection::redeemPairing(const QString &code, const QString &name,
                                     const QString &password)
{
    d->signIn({QStringLiteral("pair.redeem"),
               {{QStringLiteral("code"), code},
                {QStringLiteral("name"), name},
                {QStringLiteral("password"), password}},
               name});
}

void ServerConnection::logout()
{
    if (d->state == State::Connected && d->channel)
        d->ask(QStringLiteral("logout"), {}, {});
    closeConnection();
}

void ServerConnection::retryNow()
{
    if (d->state != State::Reconnecting || !d->reconnectTimer.isActive())
        return;
    d->nextDelayMs = d->firstDelayMs;
    d->start();
}

int ServerConnection::msUntilRetry() const
{
    return std::max(0, d->reconnectTimer.remainingTime());
}

void ServerConnection::setProgram(const QString &program)
{
    d->program = program;
}

void ServerConnection::setReconnectDelays(int firstMs, int longestMs)
{
    d->firstDelayMs = firstMs;
    d->nextDelayMs = firstMs;
    d->longestDelayMs = longestMs;
}

void ServerConnection::call(const QString &method, const QJsonObject &params, QObject *context,
                            std::function<void(const Answer &)> done, bool mayWait)
{
    PendingCall pending{method, params, context ? context : this, std::move(done)};
    if (d->state == State::Connected && d->channel) {
        d->send(pending);
    } else if (d->state == State::Disconnected) {
        d->refuse(std::move(pending), {ErrorKind::Unavailable, tr("There is no connection.")});
    } else if (mayWait) {
        d->calls.keep(std::move(pending));
    } else {
        d->refuse(std::move(pending),
                  {ErrorKind::Unavailable, tr("There is no connection at the moment; nothing was "
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
    return d->administrator;
}

Role ServerConnection::role() const
{
    return d->role;
}

QString ServerConnection::serverName() const
{
    return d->serverName;
}

QString ServerConnection::serverVersion() const
{
    return d->serverVersion;
}

} // namespace postern
