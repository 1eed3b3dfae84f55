// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ControlConnection.h"

#include "server/control/ControlContext.h"
#include "server/control/ControlListener.h"
#include "server/control/MethodTable.h"
#include "server/control/PeerAddress.h"
#include "server/control/Repetition.h"
#include "server/storage/AdministratorSessionStore.h"
#include "shared/control/Message.h"
#include "shared/model/SettingValue.h"
#include "shared/transport/ControlChannel.h"

#include <QLocalSocket>
#include <QSslSocket>

#include <algorithm>

namespace postern::control
{

namespace
{

constexpr qsizetype longestReason = 500;
// How often a session in use is written back to the database.
constexpr qint64 extendEveryMs = qint64{5} * 60 * 1000;
// A short session is written back four times before it would be over.
constexpr qint64 extensionsASession = 4;

Error unauthorized(const QString &text)
{
    return {ErrorKind::Unauthorized, text};
}

QString sessionEnded()
{
    return QStringLiteral("The session was ended. Log in again.");
}

RpcCode codeOf(const Error &error)
{
    return error.kind == ErrorKind::Invalid ? RpcCode::WrongParameters : RpcCode::Refused;
}

QString roleNeeded(Role role)
{
    switch (role) {
    case Role::Auditor:
        return QStringLiteral("an Auditor");
    case Role::Operator:
        return QStringLiteral("an Operator");
    case Role::Admin:
        break;
    }
    return QStringLiteral("a System Administrator");
}

// For the log: why a request before the login came to nothing, in words of ours. What was sent
// does not stand in them, it may be a password.
QString refusalText(RpcCode code)
{
    switch (code) {
    case RpcCode::NotJson:
        return QStringLiteral("What was sent before a login is not JSON.");
    case RpcCode::NotARequest:
        return QStringLiteral("What was sent before a login is not a request of this protocol.");
    case RpcCode::UnknownMethod:
        return QStringLiteral("A method that does not exist was called before a login.");
    case RpcCode::WrongParameters:
        return QStringLiteral("A method was called with wrong parameters before a login.");
    case RpcCode::Refused:
        break;
    }
    return QStringLiteral("A method that needs a login was called before one.");
}

bool isOneLine(const QString &text)
{
    for (const QChar character : text) {
        if (character.category() == QChar::Other_Control)
            return false;
    }
    return true;
}

} // namespace

bool Call::isStillAllowed() const
{
    return connection && connection->isLoggedIn() && connection->role() == role;
}

ControlConnection::ControlConnection(QSslSocket *socket, ControlContext &context,
                                     MethodTable &methods, QObject *parent)
    : QObject(parent), m_context(context), m_methods(methods), m_tls(socket),
      m_channel(new transport::ControlChannel(socket, this)),
      m_client(ipAddressOf(socket->peerAddress())), m_from(m_client.toString())
{
    watch();
    startLoginTimer();
}

ControlConnection::ControlConnection(QLocalSocket *socket, ControlContext &context,
                                     MethodTable &methods, QObject *parent)
    : QObject(parent), m_context(context), m_methods(methods),
      m_channel(new transport::ControlChannel(socket, this)),
      m_client(IpAddress::fromV4(0x7f000001)), m_from(QStringLiteral("local")),
      m_name(QStringLiteral("local")), m_role(Role::Admin), m_isLocal(true), m_isLoggedIn(true)
{
    m_channel->setLineLimit(lineLimitAfterLogin);
    watch();
}

ControlConnection::~ControlConnection() = default;

void ControlConnection::watch()
{
    connect(m_channel, &transport::ControlChannel::lineReceived, this, &ControlConnection::onLine);
    connect(m_channel, &transport::ControlChannel::lineTooLong, this,
            &ControlConnection::onLineTooLong);
    connect(m_channel, &transport::ControlChannel::closed, this, &ControlConnection::onClosed);
    m_deadline.setSingleShot(true);
    m_deadline.callOnTimeout(this, &ControlConnection::onDeadline);
}

void ControlConnection::onDeadline()
{
    if (m_isLoggedIn) {
        watchSession();
        return;
    }
    const QString why = QStringLiteral("Nobody logged in within the time that is allowed.");
    noteRefused(why);
    end(why);
}

void ControlConnection::watchSession()
{
    const qint64 lasts = m_context.sessionMs();
    const qint64 left = m_usedAt + lasts - m_context.now();
    if (left > 0) {
        m_deadline.start(std::min(std::chrono::milliseconds(left), m_context.setup.sessionCheck));
        return;
    }
    const QString text = QStringLiteral("%1s").arg(lasts / 1000);
    end(QStringLiteral("The session is over because no request came for %1. Log in again.")
            .arg(canonicalValue(SettingType::Duration, text).value()));
}

void ControlConnection::startLoginTimer()
{
    m_deadline.start(m_context.setup.loginTimeout);
}

void ControlConnection::enter(const SignIn &signIn)
{
    m_name = signIn.administrator.name;
    m_role = signIn.administrator.role;
    m_tokenHash = signIn.tokenHash;
    m_usedAt = m_context.now();
    m_extendedAt = m_usedAt;
    m_isLoggedIn = true;
    m_channel->setLineLimit(lineLimitAfterLogin);
    if (m_tls != nullptr)
        ControlListener::releaseSlot(m_tls);
    watchSession();
}

void ControlConnection::leave()
{
    m_isLoggedIn = false;
    m_name.clear();
    m_role = Role::Auditor;
    m_tokenHash.clear();
    // It gave up its place among those that may log in, so it cannot stay.
    m_channel->close(QStringLiteral("Signed out."));
}

void ControlConnection::end(const QString &reason)
{
    sendEvent(QStringLiteral("session.ended"), {{QStringLiteral("reason"), reason}});
    m_isLoggedIn = false;
    m_channel->close(reason);
}

void ControlConnection::sendEvent(const QString &topic, const QJsonObject &data)
{
    m_channel->sendLine(encode(Event{topic, data}));
}

void ControlConnection::onClosed()
{
    m_isLoggedIn = false;
    m_deadline.stop();
    emit finished();
}

void ControlConnection::noteRefused(const QString &why)
{
    if (!m_isLoggedIn && !m_isLocal)
        m_context.refused(m_client, why);
}

void ControlConnection::onLineTooLong(qsizetype limit)
{
    const QString text =
        m_isLoggedIn
            ? QStringLiteral("A line was longer than the %1 bytes that are allowed.").arg(limit)
            : QStringLiteral("A line was longer than the %1 bytes that are allowed before a login.")
                  .arg(limit);
    noteRefused(text);
    Answer last{QJsonValue::Null, Error{ErrorKind::Invalid, text}, RpcCode::NotARequest};
    m_channel->sendLine(encode(last));
}

void ControlConnection::onLine(const QByteArray &line)
{
    const Result<Request, RequestError> request = decodeRequest(line);
    if (!request.ok()) {
        const RequestError &problem = request.error();
        noteRefused(refusalText(problem.code));
        m_channel->sendLine(encode(Answer{problem.id, problem.error, problem.code}));
        return;
    }
    if (findMethod(request->method) == nullptr) {
        const Error error{ErrorKind::NotFound,
                          QStringLiteral("There is no method \"%1\" in protocol version %2.")
                              .arg(request->method)
                              .arg(protocolVersion)};
        noteRefused(refusalText(RpcCode::UnknownMethod));
        m_channel->sendLine(encode(Answer{request->id, error, RpcCode::UnknownMethod}));
        return;
    }
    const Result<Call> call = checked(*request);
    if (call.ok())
        dispatch(request->id, *call);
    else
        answer(request->id, call.error());
}

Result<Call> ControlConnection::checked(const Request &request)
{
    Call call;
    call.method = findMethod(request.method);
    const std::optional<Role> least = call.method->role;
    if (least && !m_isLoggedIn) {
        noteRefused(refusalText(RpcCode::Refused));
        return unauthorized(QStringLiteral("Log in before calling \"%1\".").arg(request.method));
    }
    if (least && !mayCall(m_role, *least)) {
        return Error{ErrorKind::Forbidden,
                     QStringLiteral("\"%1\" needs %2; you are %3.")
                         .arg(request.method, roleNeeded(*least), roleNeeded(m_role))};
    }
    call.params = request.params;
    if (call.method->isChange) {
        ObjectReader reader(request.params);
        call.actor.why = reader.text(u"why", ObjectReader::Presence::Optional);
        if (call.actor.why.size() > longestReason || !isOneLine(call.actor.why)) {
            reader.fail(u"why", QStringLiteral("\"why\" must be one line of at most %1 characters.")
                                    .arg(longestReason));
        }
        if (call.method->takesId) {
            call.actor.request = reader.text(u"id", ObjectReader::Presence::Optional);
            checkChosenId(reader, u"id", call.actor.request);
            call.params.remove(QLatin1String("id"));
        }
        if (const auto error = reader.error())
            return *error;
        call.params.remove(QLatin1String("why"));
    }
    call.actor.who = m_name;
    call.actor.from = m_from;
    call.actor.program = m_program;
    call.role = m_role;
    call.isLocal = m_isLocal;
    call.session = m_tokenHash;
    call.client = m_client;
    call.connection = this;
    return call;
}

void ControlConnection::dispatch(const QJsonValue &id, const Call &call)
{
    extendSession();
    m_context.renewReader();
    m_channel->setPaused(true);
    const QPointer<ControlConnection> self(this);
    m_methods.dispatch(call, [self, id](const Result<QJsonObject> &result) {
        if (self)
            self->answer(id, result);
    });
}

void ControlConnection::answer(const QJsonValue &id, const Result<QJsonObject> &result)
{
    Answer answer{id, result, RpcCode::Refused};
    if (!result.ok()) {
        answer.code = codeOf(result.error());
        if (answer.code == RpcCode::WrongParameters)
            noteRefused(refusalText(answer.code));
        else if (result.error().kind == ErrorKind::Throttled)
            noteRefused(QStringLiteral("A login was not tried, because too many wrong passwords or "
                                       "codes came from this address."));
    }
    m_channel->sendLine(encode(answer));
    m_channel->setPaused(false);
    // A change found the session ended, perhaps by another node: then nothing else is answered.
    if (m_isLoggedIn && !result.ok() && result.error().kind == ErrorKind::Unauthorized)
        end(sessionEnded());
}

void ControlConnection::extendSession()
{
    const UtcMs now = m_context.now();
    if (!m_isLoggedIn || m_isLocal)
        return;
    m_usedAt = now;
    if (now - m_extendedAt < std::min(extendEveryMs, m_context.sessionMs() / extensionsASession))
        return;
    m_extendedAt = now;
    // Also notices a session that another node ended.
    const QByteArray hash = m_tokenHash;
    m_context.sources.storage.submit<Administrator>(
        this,
        [hash, now, end = m_context.sessionEnd()](storage::Database &database) {
            return storage::AdministratorSessionStore(database).resumeSession(hash, now, end);
        },
        [this](const Result<Administrator> &administrator) {
            if (!administrator.ok() && administrator.error().kind == ErrorKind::Unauthorized)
                end(sessionEnded());
        });
}

} // namespace postern::control
