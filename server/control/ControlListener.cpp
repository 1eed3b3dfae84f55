// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ControlListener.h"

#include "server/control/PeerAddress.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace postern::control
{

namespace
{

constexpr char notTls[] = "The client does not speak TLS.";
constexpr char allPlacesTaken[] = "Too many connections are open that nobody has logged in on.";
constexpr char itsPlacesTaken[] =
    "Too many connections of this address are open that nobody has logged in on.";
constexpr auto slotName = "unauthenticatedSlot";
constexpr int backlog = 64;
constexpr int acceptAgainMs = 1000;

// Holds a slot for as long as the socket lives, and knows the peer when the socket no longer does.
class SlotHolder : public QObject
{
public:
    SlotHolder(std::shared_ptr<UnauthenticatedSlots::Slot> slot, const IpAddress &from,
               QObject *parent)
        : QObject(parent), client(from), m_slot(std::move(slot))
    {
        setObjectName(QLatin1String(slotName));
    }

    const IpAddress client;
    std::shared_ptr<bool> isFailureTold = std::make_shared<bool>(false);

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

SlotHolder *holderOf(QSslSocket *socket)
{
    return dynamic_cast<SlotHolder *>(
        socket->findChild<QObject *>(QLatin1String(slotName), Qt::FindDirectChildrenOnly));
}

QString handshakeProblem(const QSslSocket &socket, QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::SocketTimeoutError)
        return QStringLiteral("The client began no TLS handshake within the time that is allowed.");
    if (error == QAbstractSocket::RemoteHostClosedError)
        return QStringLiteral("The client closed the connection during the TLS handshake.");
    // OpenSSL's reasons; Qt has no other word for them.
    const QString reason = socket.errorString();
    if (reason.contains(QLatin1String("unsupported protocol")))
        return QStringLiteral("The client offers no TLS 1.3, and no older version is spoken here.");
    for (const char *plain : {"wrong version number", "http request", "unexpected message"}) {
        if (reason.contains(QLatin1String(plain)))
            return QLatin1String(notTls);
    }
    return QStringLiteral("The TLS handshake failed: %1.").arg(reason);
}

} // namespace

ControlListener::ControlListener(const ControlSetup &setup, UnauthenticatedSlots &slotsFree,
                                 QObject *parent)
    : QSslServer(parent), m_slots(slotsFree)
{
    setHandshakeTimeout(static_cast<int>(setup.handshakeTimeout.count()));
    setListenBacklogSize(backlog);
    setCertificate(setup.certificate, setup.privateKey);
    connect(this, &QSslServer::errorOccurred, this, &ControlListener::onSocketError);
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
    const IpAddress client = peerOf(descriptor);
    auto slot = m_slots.take(client);
    if (!slot) {
        // Before TLS there is no word that the client would understand.
        ::close(static_cast<int>(descriptor));
        emit refused(client, QLatin1String(m_slots.isFull() ? allPlacesTaken : itsPlacesTaken));
        return;
    }
    QSslServer::incomingConnection(descriptor);
    const QList<QSslSocket *> sockets =
        findChildren<QSslSocket *>(QString(), Qt::FindDirectChildrenOnly);
    for (QSslSocket *socket : sockets) {
        if (socket->socketDescriptor() != descriptor)
            continue;
        new SlotHolder(std::move(slot), client, socket);
        connect(socket, &QSslSocket::disconnected, this,
                [this, socket] { onDisconnected(socket); });
    }
}

void ControlListener::releaseSlot(QSslSocket *socket)
{
    delete socket->findChild<QObject *>(QLatin1String(slotName));
}

void ControlListener::onSocketError(QSslSocket *socket, QAbstractSocket::SocketError error)
{
    const SlotHolder *holder = holderOf(socket);
    if (holder != nullptr && !socket->isEncrypted() && !std::exchange(*holder->isFailureTold, true))
        emit refused(holder->client, handshakeProblem(*socket, error));
}

/// QSslServer looks at the first byte and closes without an error when that begins no handshake.
/// After other ends an error is told, but perhaps later: so this waits for its turn.
void ControlListener::onDisconnected(QSslSocket *socket)
{
    const SlotHolder *holder = holderOf(socket);
    if (holder == nullptr || socket->isEncrypted())
        return;
    QMetaObject::invokeMethod(
        this,
        [this, client = holder->client, isTold = holder->isFailureTold] {
            if (!std::exchange(*isTold, true))
                emit refused(client, QLatin1String(notTls));
        },
        Qt::QueuedConnection);
}

void ControlListener::onPending()
{
    while (QTcpSocket *pending = nextPendingConnection()) {
        auto *socket = qobject_cast<QSslSocket *>(pending);
        if (socket != nullptr && socket->isEncrypted()) {
            socket->disconnect(this);
            emit connected(socket);
        } else {
            pending->abort();
            pending->deleteLater();
        }
    }
}

} // namespace postern::control
