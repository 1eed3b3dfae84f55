// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ControlSetup.h"
#include "shared/Result.h"

#include <QJsonObject>
#include <QObject>

#include <memory>

namespace postern::control
{

/// The server's side of the control channel: TLS 1.3 listeners, the local socket, the logged-in
/// connections, and the handlers of docs/control-protocol.md. Lives in one thread with an event
/// loop; make it, start() it and delete it there.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    ControlServer(ControlSources sources, ControlSetup setup, QObject *parent = nullptr);
    /// Closes every connection and removes the local socket.
    ~ControlServer() override;

    /// Opens the database connection and listens everywhere, or says which address could not be had
    /// and why.
    [[nodiscard]] Result<void> start();
    /// A new certificate for connections that come from now on (SIGHUP).
    void setCertificate(const QSslCertificate &certificate, const QSslKey &privateKey);

    /// Where it listens, with the ports that were chosen: "127.0.0.1:2600", "[::1]:2600".
    [[nodiscard]] QStringList addresses() const;
    /// The path of the local socket.
    [[nodiscard]] QString localSocketPath() const;
    /// SHA-256 of the certificate's public key (SPKI), 64 hex digits.
    [[nodiscard]] QString fingerprint() const;
    /// Addresses that signed-in administrators work from now; the server blocks none of these.
    [[nodiscard]] QList<IpAddress> administratorAddresses() const;

    /// Tells every logged-in connection that the queue changed; at most twice a second, however
    /// often it is called.
    void noteQueueChanged();

signals:
    /// Something was changed and committed: what is in force must be rebuilt. Emitted before the
    /// answer is sent to the one who changed it.
    void changed(postern::control::Topic topic);
    /// A console (or what took itself for one) was turned away before it had logged in. `client` is
    /// its address, `why` a sentence for the log. At a bounded rate (RefusalLog).
    void consoleRefused(const QString &client, const QString &why);
    /// Something that whoever runs the server should know; a sentence for the log.
    void warned(const QString &text);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern::control
