// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/SmtpListener.h"
#include "server/net/SmtpWorker.h"

#include <QThread>

#include <memory>
#include <vector>

namespace postern::net
{

/// One address on which mail is taken.
struct SmtpListenAddress
{
    IpAddress address;
    quint16 port = 0; ///< 0: the kernel chooses
    ListenerContextPtr context;
};

/// The SMTP side of the server: the accept thread with its listeners, and the workers. Used from
/// one thread.
class SmtpServer
{
public:
    /// `workers` 0: one a core. `server` outlives it.
    SmtpServer(SmtpServerContext &server, int workers = 0);
    /// stop()s.
    ~SmtpServer();

    /// Opens every listener, or none and says which could not be opened and why. Nobody is accepted
    /// before start().
    [[nodiscard]] Result<void> open(const QList<SmtpListenAddress> &addresses);
    void start();
    /// The port of the `index`-th address.
    [[nodiscard]] quint16 port(int index) const;
    /// New contexts for the same addresses, in the same order.
    void setContexts(const QList<ListenerContextPtr> &contexts);
    /// Closes the listeners, tells every session 421, waits at most `graceMs` for them to end.
    void stop(int graceMs = 3000);
    [[nodiscard]] int sessions() const;

private:
    void handOver(int descriptor, const IpAddress &client, const ListenerContextPtr &listener);

    SmtpServerContext &m_server;
    const int m_workerCount;
    std::vector<std::unique_ptr<SmtpWorker>> m_workers;
    std::vector<SmtpListener *> m_listeners; // deleted on the accept thread once it runs
    QList<quint16> m_ports;
    QThread m_acceptThread;
};

} // namespace postern::net
