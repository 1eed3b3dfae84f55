// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/Mailbox.h"
#include "server/net/SmtpServerContext.h"

#include <QThread>

#include <atomic>
#include <memory>

namespace postern::net
{

/// One thread with an event loop on epoll and its own SMTP connections.
class SmtpWorker
{
public:
    /// Starts the thread. `server` outlives it.
    explicit SmtpWorker(SmtpServerContext &server);
    /// Ends the thread; connections that are still open are closed without a word.
    ~SmtpWorker();

    /// Takes over a client whose connection is counted. Any thread.
    void add(int descriptor, const IpAddress &client, const ListenerContextPtr &listener);
    [[nodiscard]] int connections() const { return m_connections.load(); }
    /// Every session says 421 at its next chance; what is being stored is still answered. Any
    /// thread; returns at once.
    void shutDown();

private:
    class Loop;

    QThread m_thread;
    Loop *m_loop;
    std::shared_ptr<Mailbox> m_mailbox;
    std::atomic<int> m_connections = 0;
};

} // namespace postern::net
