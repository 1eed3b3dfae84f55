// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/transport/ControlChannel.h"

#include "shared/control/Catalogue.h"

#include <QLocalSocket>
#include <QPointer>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace postern::transport
{

namespace
{

constexpr qint64 socketReadBuffer = 64 * 1024;
constexpr qint64 readStep = 16 * 1024;
// How long a peer may take to fetch the last words.
constexpr int closingMs = 3000;

} // namespace

ControlChannel::ControlChannel(QSslSocket *socket, QObject *parent)
    : QObject(parent), m_socket(socket), m_tls(socket), m_reader(control::lineLimitBeforeLogin)
{
    socket->setReadBufferSize(socketReadBuffer);
    connect(socket, &QSslSocket::disconnected, this, &ControlChannel::onDisconnected);
    connect(socket, &QSslSocket::encryptedBytesWritten, this, &ControlChannel::onBytesWritten);
    watch();
}

ControlChannel::ControlChannel(QLocalSocket *socket, QObject *parent)
    : QObject(parent), m_socket(socket), m_local(socket), m_reader(control::lineLimitBeforeLogin)
{
    socket->setReadBufferSize(socketReadBuffer);
    connect(socket, &QLocalSocket::disconnected, this, &ControlChannel::onDisconnected);
    watch();
}

void ControlChannel::watch()
{
    // Not a child: who deletes the channel may stand in a slot that the socket itself called.
    m_socket->setParent(nullptr);
    connect(this, &QObject::destroyed, m_socket, [tls = m_tls, local = m_local, socket = m_socket] {
        socket->disconnect(); // nobody is left to be told
        if (tls)
            tls->abort();
        else
            local->abort();
        socket->deleteLater();
    });
    connect(m_socket, &QIODevice::readyRead, this, &ControlChannel::readMore);
    connect(m_socket, &QIODevice::bytesWritten, this, &ControlChannel::onBytesWritten);
    // What came before this channel existed announces itself no more.
    QMetaObject::invokeMethod(this, &ControlChannel::readMore, Qt::QueuedConnection);
}

void ControlChannel::setLineLimit(qsizetype limit)
{
    m_reader.setLimit(limit);
}

void ControlChannel::setPaused(bool paused)
{
    m_isPaused = paused;
    if (!paused)
        QMetaObject::invokeMethod(this, &ControlChannel::readMore, Qt::QueuedConnection);
}

qint64 ControlChannel::unsent() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

bool ControlChannel::isHeldBack() const
{
    return m_state != State::Open || m_isPaused || unsent() > unsentHighWater;
}

void ControlChannel::readMore()
{
    if (m_isDelivering)
        return;
    m_isDelivering = true;
    const QPointer<ControlChannel> self(this);
    deliver();
    if (self)
        m_isDelivering = false;
}

void ControlChannel::deliver()
{
    const QPointer<ControlChannel> self(this);
    while (self && !isHeldBack()) {
        if (const std::optional<QByteArray> line = m_reader.next()) {
            emit lineReceived(*line);
            continue;
        }
        if (m_reader.isOverLimit()) {
            emit lineTooLong(m_reader.limit());
            close(QStringLiteral("A line was longer than the %1 bytes that are allowed here.")
                      .arg(m_reader.limit()));
            return;
        }
        const QByteArray bytes =
            m_socket->read(std::min<qint64>(readStep, std::max<qint64>(1, m_reader.room())));
        if (bytes.isEmpty())
            return;
        m_reader.append(bytes);
    }
}

void ControlChannel::sendLine(const QByteArray &line)
{
    if (m_state != State::Open)
        return;
    m_socket->write(line + '\n');
    if (unsent() > unsentLimit)
        abort(QStringLiteral("The other side does not read what is sent to it."));
}

void ControlChannel::onBytesWritten()
{
    if (m_state == State::Closing && unsent() == 0)
        disconnectSocket();
    else
        readMore();
}

void ControlChannel::close(const QString &reason)
{
    if (m_state != State::Open)
        return;
    m_state = State::Closing;
    m_reason = reason;
    QTimer::singleShot(closingMs, this, [this] { abort(m_reason); });
    disconnectSocket(); // both kinds of socket send what is waiting first
}

void ControlChannel::abort(const QString &reason)
{
    if (m_state == State::Closed)
        return;
    m_reason = reason;
    m_socket->disconnect(this);
    abortSocket();
    finish();
}

void ControlChannel::onDisconnected()
{
    const QPointer<ControlChannel> self(this);
    // Whole lines that arrived together with the end are still answered to.
    readMore();
    if (!self)
        return;
    if (m_reason.isEmpty())
        m_reason = QStringLiteral("The other side closed the connection.");
    finish();
}

void ControlChannel::finish()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    emit closed(m_reason);
}

void ControlChannel::disconnectSocket()
{
    if (m_tls)
        m_tls->disconnectFromHost();
    else
        m_local->disconnectFromServer();
}

void ControlChannel::abortSocket()
{
    if (m_tls)
        m_tls->abort();
    else
        m_local->abort();
}

} // namespace postern::transport
