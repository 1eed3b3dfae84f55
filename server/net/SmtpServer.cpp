// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SmtpServer.h"

#include "server/runtime/EpollDispatcher.h"

#include <algorithm>
#include <thread>

namespace postern::net
{

SmtpServer::SmtpServer(SmtpServerContext &server, int workers)
    : m_server(server), m_workerCount(workers > 0 ? workers : QThread::idealThreadCount())
{
    m_acceptThread.setObjectName(QStringLiteral("smtp-accept"));
}

SmtpServer::~SmtpServer()
{
    stop();
}

Result<void> SmtpServer::open(const QList<SmtpListenAddress> &addresses)
{
    std::vector<ListeningSocket> sockets;
    for (const SmtpListenAddress &address : addresses) {
        Result<ListeningSocket> socket = ListeningSocket::open(address.address, address.port);
        if (!socket)
            return socket.error();
        sockets.push_back(std::move(socket).value());
    }
    for (std::size_t i = 0; i < sockets.size(); ++i) {
        m_ports.append(sockets[i].port());
        m_listeners.push_back(new SmtpListener(
            std::move(sockets[i]), addresses.at(qsizetype(i)).context, m_server,
            [this](int descriptor, const IpAddress &client, const ListenerContextPtr &listener) {
                handOver(descriptor, client, listener);
            }));
    }
    return {};
}

void SmtpServer::start()
{
    for (int i = 0; i < m_workerCount; ++i)
        m_workers.push_back(std::make_unique<SmtpWorker>(m_server));
    m_acceptThread.setEventDispatcher(new runtime::EpollDispatcher);
    for (SmtpListener *listener : m_listeners) {
        listener->moveToThread(&m_acceptThread);
        QObject::connect(&m_acceptThread, &QThread::started, listener, &SmtpListener::start);
        QObject::connect(&m_acceptThread, &QThread::finished, listener, &QObject::deleteLater);
    }
    m_acceptThread.start();
}

quint16 SmtpServer::port(int index) const
{
    return m_ports.at(index);
}

void SmtpServer::setContexts(const QList<ListenerContextPtr> &contexts)
{
    const std::size_t count = std::min(m_listeners.size(), std::size_t(contexts.size()));
    for (std::size_t i = 0; i < count; ++i) {
        QMetaObject::invokeMethod(
            m_listeners[i],
            [listener = m_listeners[i], context = contexts.at(qsizetype(i))] {
                listener->setContext(context);
            },
            Qt::QueuedConnection);
    }
}

void SmtpServer::handOver(int descriptor, const IpAddress &client,
                          const ListenerContextPtr &listener)
{
    const auto least =
        std::min_element(m_workers.begin(), m_workers.end(), [](const auto &a, const auto &b) {
            return a->connections() < b->connections();
        });
    (*least)->add(descriptor, client, listener);
}

int SmtpServer::sessions() const
{
    int sum = 0;
    for (const auto &worker : m_workers)
        sum += worker->connections();
    return sum;
}

void SmtpServer::stop(int graceMs)
{
    if (m_acceptThread.isRunning()) {
        m_acceptThread.quit();
        m_acceptThread.wait();
    } else {
        qDeleteAll(m_listeners); // never started
    }
    m_listeners.clear();
    for (const auto &worker : m_workers)
        worker->shutDown();
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(graceMs);
    while (sessions() > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    m_workers.clear();
}

} // namespace postern::net
