// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerProfile.h"
#include "shared/model/Role.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>

namespace postern
{

/// One signed-in (or signing-in) connection to a posternd: trust, login, calls, events, reconnect.
/// Lives on the GUI thread; nothing here waits. Used by console and posternctl.
class ServerConnection : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Disconnected,
        Connecting,
        CertificateUnknown, ///< first contact without a link: serverFingerprint() must be confirmed
                            ///< with acceptFingerprint()
        CertificateChanged, ///< not the pinned key: nothing was sent; acceptFingerprint() or
                            ///< closeConnection()
        NeedsLogin,         ///< trusted; login() or redeemPairing() comes next
        Connected,          ///< logged in (or on the local socket), events subscribed
        Reconnecting        ///< was Connected; tries again by itself with its session token
    };

    explicit ServerConnection(QObject *parent = nullptr);
    ~ServerConnection() override;

    void connectTo(const ServerProfile &profile);
    /// Ends it; calls that wait are answered Unavailable.
    void closeConnection();
    /// Pins the key the server showed and goes on. (The connection that showed it is closed by
    /// then: a person may take longer to compare than the server waits.)
    void acceptFingerprint();
    /// Connects anew when the server has closed the waiting connection meanwhile.
    void login(const QString &name, const QString &password);
    /// First contact by link: makes the administrator that the code stands for and is then
    /// Connected.
    void redeemPairing(const QString &code, const QString &name, const QString &password);
    /// Ends the session on the server, then the connection.
    void logout();
    /// While Reconnecting: tries at once instead of at the next turn.
    void retryNow();
    /// While Reconnecting: milliseconds until the next try; 0 while one is under way.
    [[nodiscard]] int msUntilRetry() const;
    /// Told to the server for the audit trail; "postern 0.1.0" unless set before connectTo().
    void setProgram(const QString &program);
    /// How long the first pause before a reconnect is and how long it may grow (it doubles);
    /// milliseconds.
    void setReconnectDelays(int firstMs, int longestMs);

    /// Sends a request of the catalogue; `done` is called once, in this thread, unless `context` is
    /// gone. While Reconnecting it is kept and sent after the login if `mayWait` (and `context` is
    /// still there), else answered Unavailable at once. A request whose answer was lost with the
    /// connection is answered Unavailable ("may or may not have happened").
    using Answer = Result<QJsonObject>;
    void call(const QString &method, const QJsonObject &params, QObject *context,
              std::function<void(const Answer &)> done, bool mayWait = true);

    [[nodiscard]] State state() const;
    [[nodiscard]] const ServerProfile &profile() const;
    [[nodiscard]] QByteArray serverFingerprint() const; ///< the key the server showed
    [[nodiscard]] QString administrator() const;
    [[nodiscard]] Role role() const;
    [[nodiscard]] QString serverName() const; ///< its hostname
    [[nodiscard]] QString serverVersion() const;

signals:
    void stateChanged(postern::ServerConnection::State state);
    /// Why it is Disconnected or Reconnecting, or why a login failed: a sentence for people.
    void failed(const postern::Error &error);
    /// "whitelist.changed" and so on, see docs/control-protocol.md.
    void eventReceived(const QString &topic, const QJsonObject &data);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern
