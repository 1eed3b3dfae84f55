// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SmtpConnection.h"

#include "server/policy/PostmasterDomain.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::net
{

using namespace smtp;

namespace
{

constexpr qint64 readSize = SmtpSession::maxPendingInput / 2;
/// A client that does not read its replies is not listened to beyond this.
constexpr qsizetype maxPendingWrite = 64 * 1024;
/// What is left then makes the descriptor readable again: other sessions come first.
constexpr int maxReadsATurn = 4;
constexpr std::chrono::seconds closingTime{5};
constexpr auto never = SmtpConnection::Clock::time_point::max();

SessionConfig sessionConfig(const SmtpServerContext &server, const ListenerContext &listener,
                            const SessionLimits &limits, const QString &client)
{
    SessionConfig config;
    config.hostname = server.hostname;
    config.postmasterDomain = policy::postmasterDomain(server.policy.get()->acceptedDomains,
                                                       QString::fromLatin1(server.hostname))
                                  .toLatin1();
    config.listener = listener.name;
    config.clientAddress = client;
    config.isTlsAvailable = listener.tls == ListenerTls::StartTls;
    config.isEncrypted = listener.tls == ListenerTls::Implicit;
    config.isAuthWithoutTls = listener.isAuthWithoutTls;
    config.mechanisms = server.credentials.mechanisms;
    config.maxMessageSize = limits.messageSize;
    config.maxRecipients = limits.recipients;
    config.maxErrors = limits.errors;
    config.commandTimeout = limits.commandTimeout;
    config.dataTimeout = limits.dataTimeout;
    return config;
}

} // namespace

SmtpConnection::SmtpConnection(int descriptor, const IpAddress &client, ListenerContextPtr listener,
                               SmtpServerContext &server, std::shared_ptr<Mailbox> mailbox,
                               QObject *parent)
    : QObject(parent), m_server(server), m_listener(std::move(listener)), m_client(client),
      m_limits(server.limits.get()), m_stream(descriptor),
      m_session(sessionConfig(server, *m_listener, *m_limits, client.toString())),
      m_journal(server, client, m_listener->name),
      m_policy(server, *m_listener, client, m_session, m_journal),
      m_login(server, client, m_policy, m_journal,
              [this](const SaslOutcome &outcome) { run(m_session.resume(outcome)); }),
      m_content(server, std::move(mailbox), client, m_session, m_policy, m_journal,
                {[this](const StoreOutcome &outcome) { run(m_session.resume(outcome)); },
                 [this] { readMore(); }}),
      m_deadline(never), m_contentDeadline(never)
{
    connect(&m_stream, &TcpStream::readable, this, &SmtpConnection::readMore);
    connect(&m_stream, &TcpStream::written, this, &SmtpConnection::readMore);
}

SmtpConnection::~SmtpConnection()
{
    m_server.counters.releaseConnection(m_client);
}

void SmtpConnection::start()
{
    m_journal.connected();
    if (m_listener->tls == ListenerTls::Implicit)
        beginTls();
    else
        run(m_session.start());
}

void SmtpConnection::shutDown()
{
    m_closeReason = QByteArrayLiteral("shutdown");
    if (m_phase == Phase::Handshaking)
        finish("shutdown");
    else if (m_phase == Phase::Talking)
        run(m_session.shutDown());
}

void SmtpConnection::checkDeadline(Clock::time_point now)
{
    if (now < m_deadline)
        return;
    if (m_phase == Phase::Closing || m_phase == Phase::Handshaking) {
        finish(m_phase == Phase::Closing ? QByteArrayView(m_closeReason) : "timeout");
        return;
    }
    m_closeReason = QByteArrayLiteral("timeout");
    // A client that does not even read gets no farewell.
    if (m_stream.pendingWrite() > 0)
        finish("timeout");
    else
        run(m_session.timedOut());
}

bool SmtpConnection::canTake() const
{
    if (m_phase == Phase::Closing)
        return true;
    if (m_session.isWaiting() && m_phase != Phase::Handshaking)
        return false;
    return m_stream.pendingWrite() < maxPendingWrite && !m_content.isCongested();
}

void SmtpConnection::readMore()
{
    std::array<char, readSize> buffer;
    for (int i = 0; i < maxReadsATurn && m_phase != Phase::Finished; ++i) {
        if (!canTake()) {
            // Only now, when more has come: a wait that ends before costs no system call.
            m_stream.pauseReading();
            return;
        }
        const qint64 count = m_stream.read(buffer.data(), readSize);
        if (count < 0) {
            finish(m_phase == Phase::Closing ? QByteArrayView(m_closeReason) : "client");
            return;
        }
        if (count > 0)
            takeBytes(QByteArrayView(buffer.data(), count));
        if (count < readSize)
            break;
    }
    if (m_phase != Phase::Finished)
        m_stream.resumeReading();
}

void SmtpConnection::takeBytes(QByteArrayView bytes)
{
    if (m_phase == Phase::Closing)
        return;
    if (m_tls)
        takeEncrypted(bytes);
    else
        run(m_session.feed(bytes));
}

void SmtpConnection::beginTls()
{
    m_tls = std::make_unique<TlsStream>(m_listener->tlsContext);
    m_phase = Phase::Handshaking;
    m_deadline = Clock::now() + m_limits->handshakeTimeout;
}

void SmtpConnection::takeEncrypted(QByteArrayView bytes)
{
    const bool isGood = m_tls->feedEncrypted(bytes);
    m_stream.write(m_tls->takeEncrypted());
    if (m_phase == Phase::Handshaking && m_tls->isHandshakeDone())
        handshakeDone();
    if (m_phase == Phase::Talking) {
        const QByteArray plain = m_tls->takePlain();
        if (!plain.isEmpty())
            run(m_session.feed(plain));
    }
    if (!isGood && m_phase != Phase::Finished) {
        m_journal.notEncrypted(m_tls->errorText());
        closeAfterWait("tls");
    } else if (m_tls->isPeerClosed() && m_phase == Phase::Talking) {
        closeAfterWait("client");
    }
}

/// A message that is being committed is still logged and answered: it may exist already.
void SmtpConnection::closeAfterWait(QByteArrayView why)
{
    if (m_phase != Phase::Talking || !m_session.isWaiting()) {
        close(why);
        return;
    }
    m_isCloseAsked = true;
    m_closeReason = why.toByteArray();
}

void SmtpConnection::handshakeDone()
{
    m_phase = Phase::Talking;
    m_deadline = never; // the handshake's is over; run() sets that of the next command
    m_journal.encrypted(*m_tls);
    run(m_listener->tls == ListenerTls::Implicit ? m_session.start() : m_session.tlsStarted());
}

void SmtpConnection::run(Actions actions)
{
    for (Action &action : actions)
        m_actions.push_back(std::move(action));
    if (m_isRunning)
        return; // an answer that came at once: the loop below goes on with it
    m_isRunning = true;
    const bool isAnswered = !m_actions.empty();
    while (!m_actions.empty() && m_phase != Phase::Finished) {
        Action action = std::move(m_actions.front());
        m_actions.pop_front();
        std::visit([this](auto &what) { perform(what); }, action);
    }
    m_isRunning = false;
    if (m_phase == Phase::Finished || m_phase == Phase::Closing)
        return;
    flush();
    if (m_isCloseAsked && !m_session.isWaiting())
        close(m_closeReason.isEmpty() ? QByteArrayView("server") : QByteArrayView(m_closeReason));
    else
        touch(isAnswered);
    // What came during a wait is read now.
    if (m_phase != Phase::Finished && canTake())
        m_stream.resumeReading();
}

void SmtpConnection::flush()
{
    if (m_output.isEmpty() || m_phase == Phase::Finished)
        return;
    const QByteArray plain = std::exchange(m_output, {});
    bool isGood = true;
    if (m_tls && m_phase == Phase::Talking) {
        isGood = m_tls->writePlain(plain);
        isGood = m_stream.write(m_tls->takeEncrypted()) && isGood;
    } else {
        isGood = m_stream.write(plain);
    }
    if (!isGood)
        finish("client");
}

/// What comes in pieces moves the deadline of a command line only when the session does something
/// with it, so that a byte now and then keeps nothing open. Content may pause (RFC 5321
/// 4.5.3.2.5), but not without end.
void SmtpConnection::touch(bool isAnswered)
{
    if (m_phase != Phase::Talking)
        return;
    const Clock::time_point now = Clock::now();
    if (!m_session.isInContent()) {
        m_contentDeadline = never;
        if (m_session.isWaiting())
            m_deadline = never;
        else if (isAnswered || m_deadline == never)
            m_deadline = now + m_session.timeout();
        return;
    }
    if (m_contentDeadline == never) {
        m_contentDeadline = now + m_limits->contentTimeout
                            + std::chrono::seconds(m_limits->messageSize / (64 * 1024));
    }
    m_deadline = std::min(now + m_session.timeout(), m_contentDeadline);
}

void SmtpConnection::perform(action::SendReply &action)
{
    if (action.reply.code >= 400)
        m_journal.refused(action, m_session);
    else
        m_journal.replied(action, m_session);
    if (action.reply.code == 221)
        m_closeReason = QByteArrayLiteral("quit");
    m_output += action.reply.toWire();
}

void SmtpConnection::perform(action::StartTls &)
{
    flush(); // the 220 goes in the clear
    if (m_phase != Phase::Finished)
        beginTls();
}

void SmtpConnection::perform(action::Close &)
{
    m_isCloseAsked = true;
}

void SmtpConnection::perform(action::StartSasl &action)
{
    m_login.start(action);
}

void SmtpConnection::perform(action::ContinueSasl &action)
{
    m_login.goOn(action);
}

void SmtpConnection::perform(action::AbortSasl &)
{
    m_login.abort();
}

void SmtpConnection::perform(action::DecideMail &action)
{
    run(m_session.resume(m_policy.onMail(action.sender)));
}

void SmtpConnection::perform(action::DecideRecipient &action)
{
    run(m_session.resume(m_policy.onRecipient(action.recipient)));
}

void SmtpConnection::perform(action::BeginContent &action)
{
    m_content.begin(action.envelope);
}

void SmtpConnection::perform(action::AppendContent &action)
{
    m_content.append(action.bytes);
}

void SmtpConnection::perform(action::DiscardContent &)
{
    m_content.discard();
}

void SmtpConnection::perform(action::CommitMessage &)
{
    m_content.commit();
}

void SmtpConnection::close(QByteArrayView why)
{
    flush();
    if (m_phase == Phase::Finished)
        return;
    m_closeReason = why.toByteArray();
    m_content.discard();
    if (m_tls) {
        m_tls->shutDown();
        m_stream.write(m_tls->takeEncrypted());
    }
    // Closing with bytes unread would throw away what the client has yet to read (RST): end our
    // side and wait a moment for its.
    m_phase = Phase::Closing;
    m_deadline = Clock::now() + closingTime;
    m_stream.finishWriting();
    m_stream.resumeReading();
}

void SmtpConnection::finish(QByteArrayView why)
{
    if (m_phase == Phase::Finished)
        return;
    m_phase = Phase::Finished;
    m_stream.pauseReading();
    m_journal.disconnected(why);
    Q_EMIT finished(this);
}

} // namespace postern::net
