// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/control/SignIn.h"

#include <QObject>
#include <QTimer>

class QLocalSocket;
class QSslSocket;

namespace postern::transport
{
class ControlChannel;
}

namespace postern::control
{

struct ControlContext;
struct Request;
class MethodTable;

/// One client of the control channel: who it is, what it may call, one request after the other.
/// While a request is being answered the next one stays in the socket. Thread: the server's.
class ControlConnection : public QObject
{
    Q_OBJECT

public:
    ControlConnection(QSslSocket *socket, ControlContext &context, MethodTable &methods,
                      QObject *parent);
    /// The local socket: logged in as "local" with every right from the start.
    ControlConnection(QLocalSocket *socket, ControlContext &context, MethodTable &methods,
                      QObject *parent);
    ~ControlConnection() override;

    [[nodiscard]] bool isLoggedIn() const { return m_isLoggedIn; }
    [[nodiscard]] bool isLocal() const { return m_isLocal; }
    [[nodiscard]] const QString &administrator() const { return m_name; }
    [[nodiscard]] Role role() const { return m_role; }
    [[nodiscard]] const IpAddress &client() const { return m_client; }
    [[nodiscard]] const QByteArray &tokenHash() const { return m_tokenHash; }

    void setProgram(const QString &program) { m_program = program; }
    /// The login was committed: from now on it has the administrator's rights.
    void enter(const SignIn &signIn);
    /// Signed out: as before the login, with the time to log in again running.
    void leave();
    /// Tells the client why (event `session.ended`) and closes.
    void end(const QString &reason);
    void sendEvent(const QString &topic, const QJsonObject &data);

signals:
    /// It is closed and may be deleted later.
    void finished();

private:
    void watch();
    void startLoginTimer();
    void onDeadline();
    void watchSession();
    void noteRefused(const QString &why);
    void onLine(const QByteArray &line);
    void onLineTooLong(qsizetype limit);
    void onClosed();
    [[nodiscard]] Result<Call> checked(const Request &request);
    void dispatch(const QJsonValue &id, const Call &call);
    void answer(const QJsonValue &id, const Result<QJsonObject> &result);
    void extendSession();

    ControlContext &m_context;
    MethodTable &m_methods;
    QSslSocket *m_tls = nullptr;
    transport::ControlChannel *m_channel;
    QTimer m_deadline; // for the login, then the next look at the session's age
    IpAddress m_client;
    QString m_from;
    QString m_program;
    QString m_name;
    Role m_role = Role::Auditor;
    bool m_isLocal = false;
    bool m_isLoggedIn = false;
    QByteArray m_tokenHash;
    UtcMs m_usedAt = 0;
    UtcMs m_extendedAt = 0;
};

} // namespace postern::control
