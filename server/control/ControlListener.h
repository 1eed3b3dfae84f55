// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ControlSetup.h"
#include "server/control/UnauthenticatedSlots.h"

#include <QSslServer>

class QSslSocket;

namespace postern::control
{

/// One listening address of the control port: TLS 1.3 only, a limited time for the handshake, and
/// connections without a login limited in number before a byte is read from them. Thread: where it
/// was made.
class ControlListener : public QSslServer
{
    Q_OBJECT

public:
    ControlListener(const ControlSetup &setup, UnauthenticatedSlots &slotsFree,
                    QObject *parent = nullptr);

    void setCertificate(const QSslCertificate &certificate, const QSslKey &privateKey);
    /// Frees the place among the connections without a login that `socket` holds.
    static void releaseSlot(QSslSocket *socket);

signals:
    /// An encrypted connection; the receiver takes the socket over.
    void connected(QSslSocket *socket);
    /// A connection of `client` (folded) was closed at once or ended before it was encrypted; `why`
    /// is a sentence.
    void refused(const postern::IpAddress &client, const QString &why);
    /// No connection can be taken at the moment, `why`; it tries again in a second.
    void acceptingPaused(const QString &why);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void onPending();
    void onSocketError(QSslSocket *socket, QAbstractSocket::SocketError error);
    void onDisconnected(QSslSocket *socket);

    UnauthenticatedSlots &m_slots;
};

} // namespace postern::control
