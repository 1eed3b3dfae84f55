// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/TcpStream.h"

#include <QSocketNotifier>

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace postern::net
{

TcpStream::TcpStream(int descriptor, QObject *parent)
    : QObject(parent), m_fd(descriptor),
      m_readNotifier(new QSocketNotifier(descriptor, QSocketNotifier::Read, this))
{
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connect(m_readNotifier, &QSocketNotifier::activated, this, &TcpStream::readable);
}

TcpStream::~TcpStream()
{
    // The notifiers leave the event loop before the descriptor's number can be used again.
    delete m_readNotifier;
    delete m_writeNotifier;
    ::close(m_fd);
}

qint64 TcpStream::read(char *data, qint64 size)
{
    while (true) {
        const ssize_t count = ::recv(m_fd, data, size_t(size), MSG_DONTWAIT);
        if (count > 0)
            return count;
        if (count == 0)
            return -1;
        if (errno == EINTR)
            continue;
        return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
    }
}

bool TcpStream::write(QByteArrayView bytes)
{
    if (m_isBroken)
        return false;
    while (m_unwritten.isEmpty() && !bytes.isEmpty()) {
        const ssize_t count =
            ::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count > 0) {
            bytes = bytes.sliced(count);
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            m_isBroken = true;
            return false;
        }
        break;
    }
    if (bytes.isEmpty())
        return true;
    m_unwritten += bytes;
    if (!m_writeNotifier) {
        m_writeNotifier = new QSocketNotifier(m_fd, QSocketNotifier::Write, this);
        connect(m_writeNotifier, &QSocketNotifier::activated, this, &TcpStream::writeMore);
    }
    m_writeNotifier->setEnabled(true);
    return true;
}

void TcpStream::writeMore()
{
    const QByteArray rest = std::exchange(m_unwritten, {});
    m_writeNotifier->setEnabled(false);
    if (!write(rest))
        m_unwritten.clear();
    if (!m_unwritten.isEmpty())
        return;
    finishIfWritten();
    Q_EMIT written();
}

void TcpStream::pauseReading()
{
    if (m_readNotifier->isEnabled())
        m_readNotifier->setEnabled(false);
}

void TcpStream::resumeReading()
{
    if (!m_readNotifier->isEnabled())
        m_readNotifier->setEnabled(true);
}

void TcpStream::finishWriting()
{
    m_isFinishing = true;
    finishIfWritten();
}

void TcpStream::finishIfWritten()
{
    if (m_isFinishing && m_unwritten.isEmpty())
        ::shutdown(m_fd, SHUT_WR);
}

} // namespace postern::net
