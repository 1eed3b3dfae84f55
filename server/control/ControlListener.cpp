// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ControlListener.h"

#include "server/control/PeerAddress.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

namespace postern::control
{

namespace
{

constexpr auto slotName = "unauthenticatedSlot";
constexpr int backlog = 64;
constexpr int acceptAgainMs = 1000;

// Holds a slot for as long as the socket lives.
class SlotHolder : public QObject
{
public:
    SlotHolder(std::shared_ptr<UnauthenticatedSlots::Slot> slot, QObject *parent)
        : QObject(parent), m_slot(std::move(slot))
    {
        setObjectName(QLatin1String(slotName));
    }

private:
    std::shared_ptr<UnauthenticatedSlots::Slot> m_slot;
};

IpAddress peerOf(qintptr descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof(storage);
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (getpeername(static_cast<int>(descriptor), address, &size) != 0)
        return {};
    return ipAddressOf(QHostAddress(address));
}

} // namespace

ControlListener::ControlListener(const ControlSetup &setup, UnauthenticatedSlots &slotsFree,
                                 QObject *parent)
    : QSslServer(parent), m_slots(slotsFree)
{
    setHandshakeTimeout(static_cast<int>(setup.handshakeTimeout.count()));
    setListenBacklogSize(backlog);
    setCertificate(setup.certificate, setup.privateKey);
    connect(this, &QTcpServer::pendingConnectionAvailable, this, &ControlListener::onPending);
    // A full descriptor table makes Qt stop accepting for good; it passes.
    connect(this, &QTcpServer::acceptError, this, [this] {
        emit acceptingPaused(errorString());
        QTimer::singleShot(acceptAgainMs, this, &QTcpServer::resumeAccepting);
    });
}

void ControlListener::setCertificate(const QSslCertificate &certificate, const QSslKey &privateKey)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show no certificate
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(privateKey);
    setSslConfiguration(configuration);
}

void ControlListener::incomingConnection(qintptr descriptor)
{
    auto slot = m_slots.take(peerOf(descriptor));
    if (!slot) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    QSslServer::incomingConnection(descriptor);
    const QList<QSslSocket *> sockets =
        findChildren<QSslSocket *>(QString(), Qt::FindDirectChildrenOnly);
    for (QSslSocket *socket : sockets) {
        if (socket->socketDescriptor() == descriptor)
            new SlotHolder(std::move(slot), socket);
    }
}

void ControlListener::releaseSlot(QSslSocket *socket)
{
    delete socket->findChild<QObject *>(QLatin1String(slotName));
}

void ControlListener::onPending()
{
    while (QTcpSocket *pending = nextPendingConnection()) {
        auto *socket = qobject_cast<QSslSocket *>(pending);
        if (socket != nullptr && socket->isEncrypted()) {
            emit connected(socket);
        } else {
            pending->abort();
            pending->deleteLater();
        }
    }
}

} // namespace postern::control
