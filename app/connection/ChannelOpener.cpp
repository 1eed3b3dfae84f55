// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ChannelOpener.h"

#include "shared/transport/ControlChannel.h"

#include <QDir>
#include <QLocalSocket>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

#include <chrono>

namespace postern
{

namespace
{

constexpr std::chrono::seconds openTimeout{15};

template<typename Socket>
void discard(QPointer<Socket> &socket)
{
    if (!socket)
        return;
    socket->disconnect();
    socket->abort();
    socket->deleteLater();
    socket.clear();
}

} // namespace

ChannelOpener::ChannelOpener(QObject *parent) : QObject(parent)
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(openTimeout);
    connect(&m_timeout, &QTimer::timeout, this, &ChannelOpener::onTimeout);
    m_begin.setSingleShot(true);
    m_begin.setInterval(0);
    connect(&m_begin, &QTimer::timeout, this, &ChannelOpener::begin);
}

ChannelOpener::~ChannelOpener()
{
    cancel();
}

void ChannelOpener::open(const ServerProfile &profile)
{
    cancel();
    m_profile = profile;
    m_fingerprint.clear();
    m_timeout.start();
    m_begin.start();
}

void ChannelOpener::begin()
{
    if (m_profile.localSocketPath.isEmpty())
        openTls();
    else
        openLocal();
}

void ChannelOpener::cancel()
{
    m_begin.stop();
    m_timeout.stop();
    discard(m_tls);
    discard(m_local);
}

void ChannelOpener::openTls()
{
    m_tls = new QSslSocket(this);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    // The server's own certificate is judged by its key, in onEncrypted().
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_tls->setSslConfiguration(configuration);
    connect(m_tls, &QSslSocket::encrypted, this, &ChannelOpener::onEncrypted);
    connect(m_tls, &QSslSocket::errorOccurred, this, &ChannelOpener::onTlsError);
    m_tls->connectToHostEncrypted(m_profile.host, m_profile.port);
}

void ChannelOpener::openLocal()
{
    m_local = new QLocalSocket(this);
    connect(m_local, &QLocalSocket::errorOccurred, this, &ChannelOpener::onLocalError);
    connect(m_local, &QLocalSocket::connected, this, [this] {
        QLocalSocket *socket = m_local;
        m_local.clear();
        m_timeout.stop();
        socket->disconnect(this);
        socket->setParent(nullptr);
        emit opened(new transport::ControlChannel(socket));
    });
    m_local->connectToServer(m_profile.localSocketPath);
}

void ChannelOpener::onEncrypted()
{
    m_timeout.stop();
    m_fingerprint = fingerprintOf(m_tls->peerCertificate());
    if (m_fingerprint.isEmpty() || m_fingerprint != m_profile.fingerprint) {
        discard(m_tls);
        if (m_fingerprint.isEmpty())
            fail(tr("The server at %1 showed no certificate.").arg(m_profile.address()));
        else
            emit untrusted();
        return;
    }
    QSslSocket *socket = m_tls;
    m_tls.clear();
    socket->disconnect(this);
    socket->setParent(nullptr);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    emit opened(new transport::ControlChannel(socket));
}

void ChannelOpener::onTlsError()
{
    const QAbstractSocket::SocketError error = m_tls->error();
    const QString reason = m_tls->errorString();
    const bool wasConnected = m_tls->state() == QAbstractSocket::ConnectedState
                              || error == QAbstractSocket::SslHandshakeFailedError;
    const QString address = m_profile.address();
    if (error == QAbstractSocket::HostNotFoundError) {
        fail(tr("There is no computer named %1.").arg(m_profile.host));
    } else if (error == QAbstractSocket::ConnectionRefusedError) {
        fail(tr("Nothing listens at %1: the server is not running, or its control port is "
                "another one.")
                 .arg(address));
    } else if (error == QAbstractSocket::RemoteHostClosedError) {
        fail(tr("%1 closed the connection before it was encrypted. Perhaps too many connections "
                "from "
                "here are not signed in yet; try again in a minute. Or the port is another one "
                "than the control port.")
                 .arg(address),
             reason);
    } else if (wasConnected) {
        fail(tr("Something answers at %1, but not with TLS 1.3 as a Postern server does. Check the "
                "port: the control port is another one than those for mail.")
                 .arg(address),
             reason);
    } else if (error == QAbstractSocket::NetworkError) {
        fail(
            tr("%1 cannot be reached: this computer has no network that leads there.").arg(address),
            reason);
    } else {
        fail(tr("%1 cannot be reached.").arg(address), reason);
    }
}

void ChannelOpener::onLocalError()
{
    const QString path = QDir::toNativeSeparators(m_profile.localSocketPath);
    const QLocalSocket::LocalSocketError error = m_local->error();
    if (error == QLocalSocket::ServerNotFoundError
        || error == QLocalSocket::ConnectionRefusedError) {
        fail(tr("No server answers on %1: posternd does not run with this data folder.").arg(path));
    } else if (error == QLocalSocket::SocketAccessError) {
        fail(tr("%1 may not be opened by this user; it belongs to the user that posternd runs "
                "as.")
                 .arg(path));
    } else {
        fail(tr("%1 cannot be reached.").arg(path), m_local->errorString());
    }
}

void ChannelOpener::onTimeout()
{
    fail(tr("%1 did not answer within %2 seconds.")
             .arg(m_profile.address(), QString::number(openTimeout.count())));
}

void ChannelOpener::fail(const QString &text, const QString &detail)
{
    cancel();
    Error error{ErrorKind::Unavailable, text};
    if (!detail.isEmpty())
        error.data.insert(QStringLiteral("detail"), detail);
    emit failed(error);
}

} // namespace postern
