// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/HopConnection.h"

#include <QCryptographicHash>
#include <QNetworkProxy>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslKey>

#include <algorithm>

namespace postern::delivery
{

namespace
{

constexpr int maxAddresses = 8; ///< of one name; more would only lengthen the wait

QString protocolName(QSsl::SslProtocol protocol)
{
    return protocol == QSsl::TlsV1_3 ? QStringLiteral("TLSv1.3") : QStringLiteral("TLSv1.2");
}

} // namespace

HopConnection::HopConnection(SmtpTarget target, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent), m_target(std::move(target)), m_patience(patience),
      m_isImplicit(m_target.isImplicitTls)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setReadBufferSize(readBuffer);
    m_timer.setSingleShot(true);
    connect(&m_socket, &QTcpSocket::connected, this, &HopConnection::onConnected);
    connect(&m_socket, &QSslSocket::encrypted, this, &HopConnection::onEncrypted);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &HopConnection::onError);
    connect(&m_socket, &QTcpSocket::disconnected, this, &HopConnection::onDisconnected);
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] {
        if (isOpen())
            emit readyRead();
    });
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &HopConnection::bytesWritten);
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, &HopConnection::bytesWritten);
    connect(&m_timer, &QTimer::timeout, this, &HopConnection::onTimeout);
}

HopConnection::~HopConnection()
{
    abort();
}

void HopConnection::open()
{
    const QHostAddress literal(m_target.host);
    if (!literal.isNull()) {
        m_addresses = {literal};
        connectNext({});
        return;
    }
    m_phase = Phase::LookingUp;
    m_timer.start(m_patience);
    m_lookupId = QHostInfo::lookupHost(m_target.host, this, &HopConnection::onLookedUp);
}

void HopConnection::onLookedUp(const QHostInfo &info)
{
    m_lookupId = -1;
    m_addresses =
        info.addresses().first(std::min<qsizetype>(info.addresses().size(), maxAddresses));
    if (m_addresses.isEmpty()) {
        giveUp(QStringLiteral("The name %1 could not be looked up: %2.")
                   .arg(m_target.host, info.errorString()));
        return;
    }
    connectNext({});
}

void HopConnection::connectNext(const QString &lastCause)
{
    if (m_addresses.isEmpty())
        giveUp(QStringLiteral("No connection to %1: %2.").arg(hostText(), lastCause));
    else
        connectTo(m_addresses.takeFirst());
}

void HopConnection::openAgain()
{
    m_isImplicit = false;
    m_wasOpen = false;
    m_addresses.clear();
    // Not from within a signal of the socket: it goes on to end what it has begun.
    QMetaObject::invokeMethod(
        this, [this] { connectTo(m_address); }, Qt::QueuedConnection);
}

void HopConnection::connectTo(const QHostAddress &address)
{
    m_phase = Phase::Closed; // what the old connection has to say is not heard
    m_socket.abort();
    m_address = address;
    m_phase = Phase::Connecting;
    m_socket.connectToHost(m_address, m_target.port);
    m_timer.start(m_patience);
}

void HopConnection::onConnected()
{
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    if (m_isImplicit)
        beginHandshake();
    else
        becomeOpen();
}

void HopConnection::startTls()
{
    beginHandshake();
}

void HopConnection::beginHandshake()
{
    m_phase = Phase::Encrypting;
    m_timer.start(m_patience);
    // With a fingerprint the key decides, whoever signed for it; else the authorities and the name.
    const bool isVerified = m_target.tls == RouteTls::Verify && m_target.fingerprint.isEmpty();
    m_socket.setPeerVerifyMode(isVerified ? QSslSocket::VerifyPeer : QSslSocket::QueryPeer);
    m_socket.setPeerVerifyName(m_target.host);
    if (!isVerified)
        m_socket.ignoreSslErrors();
    m_socket.startClientEncryption();
}

void HopConnection::onEncrypted()
{
    if (const QString problem = certificateProblem(); !problem.isEmpty())
        failHandshake(problem);
    else
        becomeOpen();
}

/// What is wrong with the key that the other side has shown to have, beyond what the library looks
/// at.
QString HopConnection::certificateProblem() const
{
    if (m_target.tls != RouteTls::Verify || m_target.fingerprint.isEmpty())
        return {};
    const QByteArray key = m_socket.peerCertificate().publicKey().toDer();
    const QByteArray shown = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex();
    if (!key.isEmpty() && shown == m_target.fingerprint.toLatin1())
        return {};
    return QStringLiteral("its key has the fingerprint %1, and the route wants %2")
        .arg(QString::fromLatin1(shown), m_target.fingerprint);
}

void HopConnection::becomeOpen()
{
    m_timer.stop();
    m_phase = Phase::Open;
    if (!std::exchange(m_wasOpen, true))
        emit opened();
    else
        emit encrypted();
    if (isOpen() && m_socket.bytesAvailable() > 0)
        emit readyRead();
}

void HopConnection::onError()
{
    const bool isClosedByPeer = m_socket.error() == QAbstractSocket::RemoteHostClosedError;
    switch (m_phase) {
    case Phase::Connecting:
        connectNext(m_socket.errorString());
        break;
    case Phase::Encrypting:
        failHandshake(isClosedByPeer ? QStringLiteral("it closed the connection")
                                     : m_socket.errorString());
        break;
    case Phase::Open:
        m_phase = Phase::Closed;
        emit lost(isClosedByPeer ? QStringLiteral("The next hop closed the connection")
                                 : QStringLiteral("The connection to the next hop broke (%1)")
                                       .arg(m_socket.errorString()));
        break;
    case Phase::LookingUp:
    case Phase::Closed:
        break;
    }
}

void HopConnection::onDisconnected()
{
    if (m_phase != Phase::Open)
        return;
    m_phase = Phase::Closed;
    emit lost(QStringLiteral("The next hop closed the connection"));
}

void HopConnection::onTimeout()
{
    const QString seconds =
        QString::number(std::chrono::duration<double>(m_patience).count()) + QLatin1String(" s");
    if (m_phase == Phase::LookingUp) {
        QHostInfo::abortHostLookup(std::exchange(m_lookupId, -1));
        giveUp(QStringLiteral("The name %1 could not be looked up in time.").arg(m_target.host));
    } else if (m_phase == Phase::Connecting) {
        connectNext(QStringLiteral("no answer within %1").arg(seconds));
    } else if (m_phase == Phase::Encrypting) {
        failHandshake(QStringLiteral("it was not done within %1").arg(seconds));
    }
}

void HopConnection::failHandshake(const QString &cause)
{
    const bool wasOpen = m_wasOpen;
    const QString sentence =
        QStringLiteral("TLS with %1 failed: %2; nothing was sent.").arg(hostText(), cause);
    abort();
    if (wasOpen)
        emit handshakeFailed(sentence);
    else
        emit unreachable(sentence);
}

void HopConnection::giveUp(const QString &sentence)
{
    abort();
    emit unreachable(sentence);
}

void HopConnection::abort()
{
    m_phase = Phase::Closed;
    if (m_lookupId >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookupId, -1));
    m_timer.stop();
    m_socket.abort();
}

qint64 HopConnection::bytesToWrite() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

QString HopConnection::hostText() const
{
    const QString port = QLatin1Char(':') + QString::number(m_target.port);
    if (m_address.isNull())
        return m_target.host + port;
    const QString address = QLatin1Char('[') + m_address.toString() + QLatin1Char(']');
    return m_address == QHostAddress(m_target.host) ? address + port
                                                    : m_target.host + address + port;
}

QString HopConnection::tlsText() const
{
    if (!m_socket.isEncrypted())
        return {};
    return protocolName(m_socket.sessionProtocol()) + QLatin1Char(' ')
           + m_socket.sessionCipher().name();
}

} // namespace postern::delivery
