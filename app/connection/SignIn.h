// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/Role.h"

#include <QJsonObject>
#include <QObject>

#include <optional>

namespace postern
{

class RequestChannel;

/// Who we are to a server: the greeting on an open channel, then the login by password, by a
/// pairing code, or by the token of the session before, which is kept in memory alone. A login that
/// is asked for before the greeting is answered waits for it. Thread: its own.
class SignIn : public QObject
{
    Q_OBJECT

public:
    explicit SignIn(RequestChannel &channel) : m_channel(channel) {}

    /// Told to the server for the audit trail.
    void setProgram(const QString &program) { m_program = program; }
    /// The channel is open: says hello. One of the signals follows.
    void greet();
    void byPassword(const QString &name, const QString &password);
    void byPairingCode(const QString &code, const QString &name, const QString &password);
    /// The channel is gone, or is not the one that was meant: forgets the login under way.
    void abandon();
    /// Forgets the session: its token goes to no other server or key.
    void forgetSession() { m_token.clear(); }
    [[nodiscard]] bool isUnderWay() const { return m_login.has_value(); }

    [[nodiscard]] const QString &administrator() const { return m_administrator; }
    [[nodiscard]] Role role() const { return m_role; }
    [[nodiscard]] const QString &serverName() const { return m_serverName; }
    [[nodiscard]] const QString &serverVersion() const { return m_serverVersion; }

signals:
    /// `byName`: someone typed a name, which administrator() is now.
    void signedIn(bool byName);
    /// Greeted; the server wants to know who it is.
    void loginNeeded();
    /// The login was not taken; the channel is as good as before.
    void refused(const postern::Error &error);
    /// The session could not be resumed for another reason than that it has ended.
    void resumeFailed(const postern::Error &error);
    void greetingFailed(const postern::Error &error);

private:
    struct Login
    {
        QString method;
        QJsonObject params;
        bool byName = true;
    };

    void begin(Login login);
    void send();
    void onHello(const Result<QJsonObject> &answer);
    void onAnswer(const Result<QJsonObject> &answer);
    void onRefused(const Error &error);

    RequestChannel &m_channel;
    QString m_program = QStringLiteral("postern");
    bool m_isGreeted = false; ///< hello was answered on this channel
    std::optional<Login> m_login;
    QString m_token;
    QString m_administrator;
    Role m_role = Role::Auditor;
    QString m_serverName;
    QString m_serverVersion;
};

} // namespace postern
