// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SmtpWorker.h"

#include "server/net/SmtpConnection.h"
#include "server/runtime/EpollDispatcher.h"

#include <QSet>
#include <QTimerEvent>

#include <unistd.h>

namespace postern::net
{

namespace
{

/// One timer for all: a timer a connection would be set again at every command.
constexpr std::chrono::milliseconds sweepInterval{250};

/// Closes the descriptor unless it was taken.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int take() { return std::exchange(m_fd, -1); }

private:
    int m_fd;
};

} // namespace

/// What lives on the worker's thread.
class SmtpWorker::Loop : public QObject
{
public:
    Loop(SmtpServerContext &server, std::atomic<int> &count) : m_server(server), m_count(count) {}

    void setMailbox(const std::shared_ptr<Mailbox> &mailbox) { m_mailbox = mailbox; }
    void add(int descriptor, const IpAddress &client, const ListenerContextPtr &listener);
    void shutDown();
    void end();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void remove(SmtpConnection *connection);

    SmtpServerContext &m_server;
    std::atomic<int> &m_count;
    std::shared_ptr<Mailbox> m_mailbox;
    QSet<SmtpConnection *> m_connections;
    int m_timer = 0;
};

void SmtpWorker::Loop::add(int descriptor, const IpAddress &client,
                           const ListenerContextPtr &listener)
{
    if (m_timer == 0)
        m_timer = startTimer(sweepInterval);
    auto *connection = new SmtpConnection(descriptor, client, listener, m_server, m_mailbox, this);
    m_connections.insert(connection);
    connect(connection, &SmtpConnection::finished, this, &Loop::remove);
    connection->start();
}

void SmtpWorker::Loop::remove(SmtpConnection *connection)
{
    if (!m_connections.remove(connection))
        return;
    --m_count;
    connection->deleteLater();
}

void SmtpWorker::Loop::shutDown()
{
    const QSet<SmtpConnection *> all = m_connections;
    for (SmtpConnection *connection : all)
        connection->shutDown();
}

void SmtpWorker::Loop::end()
{
    m_mailbox->close();
    m_connections.clear();
    qDeleteAll(findChildren<SmtpConnection *>(QString(), Qt::FindDirectChildrenOnly));
    thread()->quit();
}

void SmtpWorker::Loop::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer)
        return;
    if (m_connections.isEmpty()) {
        killTimer(std::exchange(m_timer, 0)); // an idle server sleeps
        return;
    }
    const SmtpConnection::Clock::time_point now = SmtpConnection::Clock::now();
    const QSet<SmtpConnection *> all = m_connections;
    for (SmtpConnection *connection : all)
        connection->checkDeadline(now);
}

SmtpWorker::SmtpWorker(SmtpServerContext &server) : m_loop(new Loop(server, m_connections))
{
    m_mailbox = Mailbox::make(m_loop);
    m_loop->setMailbox(m_mailbox);
    m_thread.setObjectName(QStringLiteral("smtp-worker"));
    m_thread.setEventDispatcher(new runtime::EpollDispatcher);
    m_loop->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_loop, &QObject::deleteLater);
    m_thread.start();
}

SmtpWorker::~SmtpWorker()
{
    m_mailbox->post([loop = m_loop] { loop->end(); });
    m_thread.wait();
}

void SmtpWorker::add(int descriptor, const IpAddress &client, const ListenerContextPtr &listener)
{
    ++m_connections;
    m_mailbox->post(
        [loop = m_loop, client, listener, owned = std::make_shared<Descriptor>(descriptor)] {
            loop->add(owned->take(), client, listener);
        });
}

void SmtpWorker::shutDown()
{
    m_mailbox->post([loop = m_loop] { loop->shutDown(); });
}

} // namespace postern::net
