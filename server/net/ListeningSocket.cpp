// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/ListeningSocket.h"

#include "server/runtime/PortHolder.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace postern::net
{

namespace
{

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);

    sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
};

SocketAddress socketAddress(const IpAddress &address, quint16 port)
{
    SocketAddress result;
    const QByteArray bytes = address.toBytes();
    if (address.isV4()) {
        auto *v4 = reinterpret_cast<sockaddr_in *>(&result.storage);
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        std::memcpy(&v4->sin_addr, bytes.constData(), 4);
        result.size = sizeof(sockaddr_in);
    } else {
        auto *v6 = reinterpret_cast<sockaddr_in6 *>(&result.storage);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        std::memcpy(&v6->sin6_addr, bytes.constData(), 16);
        result.size = sizeof(sockaddr_in6);
    }
    return result;
}

IpAddress addressOf(SocketAddress &peer)
{
    if (peer.storage.ss_family == AF_INET) {
        const auto *v4 = reinterpret_cast<const sockaddr_in *>(&peer.storage);
        return IpAddress::fromV4(ntohl(v4->sin_addr.s_addr));
    }
    const auto *v6 = reinterpret_cast<const sockaddr_in6 *>(&peer.storage);
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &v6->sin6_addr, bytes.size());
    return IpAddress::fromV6(bytes);
}

quint16 portOf(int fd)
{
    SocketAddress own;
    if (::getsockname(fd, own.get(), &own.size) != 0)
        return 0;
    if (own.storage.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in *>(&own.storage)->sin_port);
    return ntohs(reinterpret_cast<const sockaddr_in6 *>(&own.storage)->sin6_port);
}

Error openError(const IpAddress &address, quint16 port, int errorNumber)
{
    const QString where = QStringLiteral("Port %1 on %2").arg(port).arg(address.toString());
    if (errorNumber == EADDRINUSE) {
        const QString holder = runtime::portHolder(port);
        const QString by = holder.isEmpty() ? QStringLiteral("another process") : holder;
        return {
            ErrorKind::Unavailable,
            QStringLiteral("%1 is held by %2; stop it, or choose another port.").arg(where, by)};
    }
    if (errorNumber == EACCES) {
        return {ErrorKind::Unavailable,
                QStringLiteral("%1 may not be opened: ports below 1024 need root or the capability "
                               "CAP_NET_BIND_SERVICE.")
                    .arg(where)};
    }
    if (errorNumber == EADDRNOTAVAIL) {
        return {ErrorKind::Unavailable,
                QStringLiteral("%1 cannot be opened: this machine does not have that address.")
                    .arg(where)};
    }
    return {ErrorKind::Unavailable,
            QStringLiteral("%1 cannot be opened: %2.").arg(where, qt_error_string(errorNumber))};
}

} // namespace

Result<ListeningSocket> ListeningSocket::open(const IpAddress &address, quint16 port)
{
    SocketAddress local = socketAddress(address, port);
    const int fd = ::socket(local.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return openError(address, port, errno);
    ListeningSocket socket(fd, port);
    const int on = 1;
    const int off = 0;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!address.isV4())
        ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (::bind(fd, local.get(), local.size) != 0 || ::listen(fd, backlog) != 0)
        return openError(address, port, errno);
    socket.m_port = portOf(fd);
    return socket;
}

ListeningSocket::ListeningSocket(ListeningSocket &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_port(other.m_port)
{}

ListeningSocket &ListeningSocket::operator=(ListeningSocket &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    std::swap(m_port, other.m_port);
    return *this;
}

ListeningSocket::~ListeningSocket()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

ListeningSocket::Accepted ListeningSocket::accept() const
{
    SocketAddress peer;
    Accepted accepted;
    accepted.descriptor = ::accept4(m_fd, peer.get(), &peer.size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (accepted.descriptor < 0)
        accepted.errorNumber = errno;
    else
        accepted.client = addressOf(peer);
    return accepted;
}

} // namespace postern::net
