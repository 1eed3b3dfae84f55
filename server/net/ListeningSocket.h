// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/net/IpAddress.h"

namespace postern::net
{

/// A TCP socket that listens, non-blocking, with a backlog of 4096 (the usual 50 stalls bursts for
/// seconds). `::` takes IPv4 as well. Closes in its destructor; movable.
class ListeningSocket
{
public:
    static constexpr int backlog = 4096;

    /// Port 0: the kernel chooses. The error names address, port and, when /proc tells, the process
    /// that holds it.
    [[nodiscard]] static Result<ListeningSocket> open(const IpAddress &address, quint16 port);
    ListeningSocket(ListeningSocket &&other) noexcept;
    ListeningSocket &operator=(ListeningSocket &&other) noexcept;
    ~ListeningSocket();

    [[nodiscard]] int descriptor() const { return m_fd; }
    [[nodiscard]] quint16 port() const { return m_port; }

    /// A client that was accepted: its descriptor is the caller's.
    struct Accepted
    {
        int descriptor = -1; ///< -1: see `errorNumber`
        int errorNumber = 0;
        IpAddress client; ///< folded
    };
    [[nodiscard]] Accepted accept() const;

private:
    ListeningSocket(int fd, quint16 port) : m_fd(fd), m_port(port) {}

    int m_fd;
    quint16 m_port;
};

} // namespace postern::net
