// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/ListeningSocket.h"
#include "server/net/SmtpServerContext.h"

#include <QObject>
#include <QTimer>

#include <functional>

class QSocketNotifier;

namespace postern::net
{

/// Accepts on one listening socket: folds the peer's address, decides about the connection, and
/// hands the descriptor on. A refused client gets its 421 in one write, without a session. When no
/// descriptors are left it pauses for a second and says so in the log. Lives on the accept thread.
class SmtpListener : public QObject
{
    Q_OBJECT

public:
    using HandOver =
        std::function<void(int descriptor, const IpAddress &client, const ListenerContextPtr &)>;

    SmtpListener(ListeningSocket socket, ListenerContextPtr context, SmtpServerContext &server,
                 HandOver handOver);
    ~SmtpListener() override;

    /// On the accept thread.
    void start();
    /// For clients that come from now on (a new certificate).
    void setContext(ListenerContextPtr context) { m_context = std::move(context); }

private:
    void acceptMore();
    void take(int descriptor, const IpAddress &client);
    void refuse(int descriptor, const IpAddress &client, const policy::Decision &decision);
    void pause(int errorNumber);
    void goOn();

    ListeningSocket m_socket;
    ListenerContextPtr m_context;
    SmtpServerContext &m_server;
    HandOver m_handOver;
    QSocketNotifier *m_notifier = nullptr;
    QTimer m_pause;
};

} // namespace postern::net
