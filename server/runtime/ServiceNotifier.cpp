// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/ServiceNotifier.h"

#include <chrono>
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace postern::runtime
{

ServiceNotifier::ServiceNotifier() : ServiceNotifier(qgetenv("NOTIFY_SOCKET")) {}

ServiceNotifier::ServiceNotifier(QByteArray address) : m_address(std::move(address)) {}

bool ServiceNotifier::ready(QByteArrayView status) const
{
    return send(QByteArray("READY=1\nSTATUS=") + status.toByteArray());
}

bool ServiceNotifier::reloading() const
{
    // sd_notify(3): RELOADING=1 goes with the monotonic time.
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    return send("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(qint64(us)));
}

bool ServiceNotifier::stopping() const
{
    return send("STOPPING=1");
}

bool ServiceNotifier::send(QByteArrayView state) const
{
    sockaddr_un target{};
    if (m_address.isEmpty() || size_t(m_address.size()) >= sizeof target.sun_path)
        return false;
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    target.sun_family = AF_UNIX;
    std::memcpy(target.sun_path, m_address.constData(), size_t(m_address.size()));
    if (m_address.startsWith('@'))
        target.sun_path[0] = '\0';
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(m_address.size()));
    const ssize_t sent =
        ::sendto(fd, state.data(), size_t(state.size()), MSG_NOSIGNAL | MSG_DONTWAIT,
                 reinterpret_cast<const sockaddr *>(&target), length);
    ::close(fd);
    return sent == state.size();
}

} // namespace postern::runtime
