// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::runtime
{

/// Tells the service manager how the start and the end go (the datagram protocol of sd_notify(3),
/// Type=notify): one datagram to the socket that $NOTIFY_SOCKET names. Does nothing when nobody
/// asked. Never waits and never fails loudly: a service manager that is gone is no reason to stop.
class ServiceNotifier
{
public:
    /// From $NOTIFY_SOCKET.
    ServiceNotifier();
    /// A path, or a name that begins with '@' for the abstract namespace; empty: notifies nobody.
    explicit ServiceNotifier(QByteArray address);

    bool ready(QByteArrayView status) const;
    bool reloading() const; ///< followed by ready()
    bool stopping() const;

private:
    [[nodiscard]] bool send(QByteArrayView state) const;

    QByteArray m_address;
};

} // namespace postern::runtime
