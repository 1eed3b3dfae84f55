// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SmtpListener.h"

#include "server/log/LogEvents.h"
#include "server/net/DecisionText.h"
#include "server/net/Reference.h"
#include "server/smtp/SmtpReply.h"

#include <QSocketNotifier>

#include <cerrno>
#include <chrono>
#include <sys/socket.h>
#include <unistd.h>

namespace postern::net
{

namespace
{

constexpr int maxAcceptsATurn = 256; // the other listeners want their turn
constexpr std::chrono::seconds pauseTime{1};

} // namespace

SmtpListener::SmtpListener(ListeningSocket socket, ListenerContextPtr context,
                           SmtpServerContext &server, HandOver handOver)
    : m_socket(std::move(socket)), m_context(std::move(context)), m_server(server),
      m_handOver(std::move(handOver)), m_pause(this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseTime);
    connect(&m_pause, &QTimer::timeout, this, &SmtpListener::goOn);
}

SmtpListener::~SmtpListener()
{
    delete m_notifier; // before its descriptor is closed
}

void SmtpListener::start()
{
    m_notifier = new QSocketNotifier(m_socket.descriptor(), QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &SmtpListener::acceptMore);
}

void SmtpListener::acceptMore()
{
    for (int i = 0; i < maxAcceptsATurn; ++i) {
        const ListeningSocket::Accepted accepted = m_socket.accept();
        if (accepted.descriptor >= 0) {
            take(accepted.descriptor, accepted.client);
            continue;
        }
        const int error = accepted.errorNumber;
        if (error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM)
            pause(error);
        // accept(2): errors of the new connection (ECONNABORTED, ...) are passed over.
        if (error == EAGAIN || error == EWOULDBLOCK || !m_notifier->isEnabled())
            return;
    }
}

void SmtpListener::take(int descriptor, const IpAddress &client)
{
    policy::Facts facts;
    facts.stage = policy::Stage::Connect;
    facts.client = client;
    facts.listener = m_context->role;
    const auto snapshot = m_server.policy.get();
    const policy::Decision decision = m_server.counters.decide(facts, *snapshot, m_server.now());
    if (decision.isAllowed())
        m_handOver(descriptor, client, m_context);
    else
        refuse(descriptor, client, decision);
}

void SmtpListener::refuse(int descriptor, const IpAddress &client, const policy::Decision &decision)
{
    const QByteArray reference = newReference();
    const policy::PolicyReply policyReply = policy::replyFor(decision, client, reference);
    const smtp::SmtpReply reply{policyReply.code, policyReply.enhanced, policyReply.text};
    const QByteArray wire = reply.toWire();
    // In the middle of a handshake nobody would understand it.
    if (m_context->tls != ListenerTls::Implicit) {
        ::send(descriptor, wire.constData(), size_t(wire.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        ::shutdown(descriptor, SHUT_WR);
    }
    ::close(descriptor);

    const log::SessionTag tag{newSessionId(), client.toString(), m_context->name};
    log::RefusedFields fields;
    fields.command = QByteArrayLiteral("CONNECT");
    fields.reply = wire.trimmed();
    fields.reason = policy::reasonName(decision.reason);
    fields.ref = reference;
    m_server.log.write(log::LogLevel::Info, log::refusedLine(m_server.now(), tag, fields));
}

void SmtpListener::pause(int errorNumber)
{
    m_notifier->setEnabled(false);
    if (!m_pause.isActive()) {
        m_server.log.write(
            log::LogLevel::Error,
            log::serverLine(m_server.now(), "accept-paused",
                            QStringLiteral("Listener %1 accepts nobody for a second: %2. Raise the "
                                           "limit of open files or lower smtp.connections.")
                                .arg(m_context->name, qt_error_string(errorNumber))));
    }
    m_pause.start();
}

void SmtpListener::goOn()
{
    m_server.log.write(log::LogLevel::Warning,
                       log::serverLine(m_server.now(), "accept-resumed", m_context->name));
    m_notifier->setEnabled(true);
}

} // namespace postern::net
