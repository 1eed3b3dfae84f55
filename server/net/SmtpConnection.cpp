// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SmtpConnection.h"

#include "server/mail/ReceivedLine.h"
#include "server/net/DecisionText.h"
#include "server/net/Reference.h"

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

QByteArray verbOf(const QByteArray &loggableCommand)
{
    return loggableCommand.left(loggableCommand.indexOf(' '));
}

} // namespace

SmtpConnection::SmtpConnection(int descriptor, const IpAddress &client, ListenerContextPtr listener,
                               SmtpServerContext &server, std::shared_ptr<Mailbox> mailbox,
                               QObject *parent)
    : QObject(parent), m_server(server), m_listener(std::move(listener)),
      m_mailbox(std::move(mailbox)),
      m_client(client), m_tag{newSessionId(), client.toString(), m_listener->name},
      m_limits(server.limits.get()), m_stream(descriptor),
      m_session(sessionConfig(server, *m_listener, *m_limits, m_tag.client)), m_deadline(never)
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
    m_server.log.write(log::LogLevel::Info, log::connectLine(m_server.now(), m_tag));
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
    return m_stream.pendingWrite() < maxPendingWrite && !(m_message && m_message->isCongested());
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
        m_server.log.write(log::LogLevel::Info,
                           log::tlsFailedLine(m_server.now(), m_tag, m_tls->errorText()));
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
    m_server.log.write(log::LogLevel::Info,
                       log::tlsLine(m_server.now(), m_tag, m_tls->protocol(), m_tls->cipher()));
    run(m_listener->tls == ListenerTls::Implicit ? m_session.start() : m_session.tlsStarted());
}

void SmtpConnection::run(Actions actions)
{
    for (Action &action : actions)
        m_actions.push_back(std::move(action));
    if (m_isRunning)
        return; // an answer that came at once: the loop below goes on with it
    m_isRunning = true;
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
        touch();
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

void SmtpConnection::touch()
{
    if (m_phase != Phase::Talking)
        return;
    m_deadline = m_session.isWaiting() ? never : Clock::now() + m_session.timeout();
}

void SmtpConnection::perform(action::SendReply &action)
{
    if (action.reply.code >= 400)
        logRefused(action.reply);
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
    m_mechanism = action.mechanism;
    const policy::Decision decision = decide(policy::Stage::Login, {});
    if (!decision.isAllowed()) {
        logLogin({}, "throttled");
        const SmtpReply refusal = refusalOf(decision);
        run(m_session.resume(
            SaslOutcome{SaslOutcome::Kind::TemporaryFailure, {}, {}, refusal.text}));
        return;
    }
    m_login = m_server.credentials.begin(action.mechanism, m_tag.client);
    if (m_login)
        stepLogin(action.initialResponse);
    else
        run(m_session.resume(SaslOutcome{}));
}

void SmtpConnection::perform(action::ContinueSasl &action)
{
    if (m_login)
        stepLogin(action.response);
}

void SmtpConnection::perform(action::AbortSasl &)
{
    logLogin({}, "cancelled");
    m_login.reset();
}

void SmtpConnection::stepLogin(const std::optional<QByteArray> &response)
{
    m_login->step(response, [this](const LoginStep &step) { loginStepped(step); });
}

void SmtpConnection::loginStepped(const LoginStep &step)
{
    using Kind = LoginStep::Kind;
    using Outcome = SaslOutcome::Kind;
    if (step.kind == Kind::Challenge) {
        run(m_session.resume(SaslOutcome{Outcome::Challenge, step.challenge, {}, {}}));
        return;
    }
    if (step.kind == Kind::Accepted || step.kind == Kind::Rejected) {
        m_server.counters.noteLogin(m_client, step.kind == Kind::Accepted, m_server.now());
        logLogin(step.user, step.kind == Kind::Accepted ? "accepted" : "wrong");
    } else {
        logLogin(step.user, step.kind == Kind::Malformed ? "malformed"
                            : step.kind == Kind::Busy    ? "busy"
                                                         : "unavailable");
    }
    SaslOutcome outcome;
    if (step.kind == Kind::Accepted)
        outcome = {Outcome::Success, {}, step.user, {}};
    else if (step.kind == Kind::Busy || step.kind == Kind::Unavailable)
        outcome.kind = Outcome::TemporaryFailure;
    run(m_session.resume(outcome));
    // Not reset() here: this runs within the exchange's own call. The next exchange replaces it.
}

void SmtpConnection::logLogin(const QString &user, QByteArrayView result)
{
    m_server.log.write(log::LogLevel::Info,
                       log::authLine(m_server.now(), m_tag, user, m_mechanism, result));
}

policy::Facts SmtpConnection::facts(policy::Stage stage) const
{
    policy::Facts facts;
    facts.stage = stage;
    facts.client = m_client;
    facts.listener = m_listener->role;
    facts.isAuthOffered = m_session.isAuthOffered();
    if (const QString user = m_session.user(); !user.isEmpty())
        facts.user = user;
    if (const mail::Envelope *envelope = m_session.envelope()) {
        facts.senderDomain = QString::fromLatin1(envelope->sender.domain());
        facts.transactionEntry = envelope->entryId;
    }
    return facts;
}

policy::Decision SmtpConnection::decide(policy::Stage stage, const QByteArray &recipientDomain)
{
    policy::Facts known = facts(stage);
    known.recipientDomain = QString::fromLatin1(recipientDomain);
    const UtcMs now = m_server.now();
    const auto snapshot = m_server.policy.get();
    policy::Decision decision = m_server.counters.decide(std::move(known), *snapshot, now);

    // Logged when it differs from the last of its stage in this session: the accepted line says the
    // rest of each message.
    LastDecision made{decision.verdict, decision.reason,
                      decision.entry ? decision.entry->id : QString()};
    LastDecision &last = m_lastDecisions.at(size_t(stage));
    const bool isNews = last != made && decision.reason != policy::Reason::LoginAllowed;
    const auto level = isNews || !decision.isAllowed() ? log::LogLevel::Info : log::LogLevel::Debug;
    if (m_server.log.isEnabled(level)) {
        const log::DecideFields fields{stageName(stage), policy::verdictName(decision.verdict),
                                       policy::reasonName(decision.reason), made.entry};
        m_server.log.write(level, log::decideLine(now, m_tag, fields));
    }
    last = std::move(made);
    return decision;
}

SmtpReply SmtpConnection::refusalOf(const policy::Decision &decision)
{
    m_reference = newReference();
    m_refusalReason = policy::reasonName(decision.reason);
    const policy::PolicyReply reply = policy::replyFor(decision, m_client, m_reference);
    return SmtpReply{reply.code, reply.enhanced, reply.text};
}

PolicyAnswer SmtpConnection::answerTo(const policy::Decision &decision)
{
    PolicyAnswer answer;
    answer.isAllowed = decision.isAllowed();
    if (!answer.isAllowed) {
        answer.refusal = refusalOf(decision);
        return answer;
    }
    if (decision.entry && isByBypass(decision.reason))
        answer.entryId = decision.entry->id;
    if (decision.verdict == policy::Verdict::Hold)
        answer.holdReason = policy::holdText(decision);
    return answer;
}

void SmtpConnection::perform(action::DecideMail &action)
{
    const PolicyAnswer answer = answerTo(decide(policy::Stage::Mail, {}));
    if (!answer.isAllowed)
        m_refusedSender = action.sender.toByteArray();
    run(m_session.resume(answer));
}

void SmtpConnection::perform(action::DecideRecipient &action)
{
    const PolicyAnswer answer =
        answerTo(decide(policy::Stage::Recipient, action.recipient.domain()));
    if (!answer.isAllowed)
        m_refusedRecipient = action.recipient.toByteArray();
    run(m_session.resume(answer));
}

void SmtpConnection::perform(action::BeginContent &action)
{
    const UtcMs now = m_server.now();
    m_message = std::make_shared<IncomingMessage>(m_server.sink, m_server.counters.content(),
                                                  m_mailbox, now);
    m_message->relieved = [this] { readMore(); };
    mail::ReceivedLine line;
    line.helo = action.envelope.helo;
    line.client = m_client;
    line.hostname = m_server.hostname;
    line.isExtended = m_session.isExtended();
    line.isEncrypted = m_session.isEncrypted();
    line.isAuthenticated = !action.envelope.user.isEmpty();
    line.queueId = m_message->queueId();
    if (action.envelope.recipients.size() == 1)
        line.recipient = action.envelope.recipients.first().address;
    m_message->append(line.toByteArray(now));
}

void SmtpConnection::perform(action::AppendContent &action)
{
    if (m_message)
        m_message->append(action.bytes);
}

void SmtpConnection::perform(action::DiscardContent &)
{
    m_message.reset();
}

void SmtpConnection::perform(action::CommitMessage &)
{
    const mail::Envelope *envelope = m_session.envelope();
    if (!m_message || !envelope) {
        run(m_session.resume(StoreOutcome{}));
        return;
    }
    StoreOutcome refused{StoreOutcome::Kind::Refused, {}, {}};
    const policy::Decision decision = decide(policy::Stage::EndOfData, {});
    if (!decision.isAllowed())
        refused.refusal = refusalOf(decision);
    else if (m_message->header().receivedCount > HeaderScan::maxReceived)
        refused.refusal = {554, "5.4.6", "This message goes in a loop: too many Received fields"};
    if (refused.refusal.code >= 400) {
        m_message.reset();
        run(m_session.resume(refused));
        return;
    }
    m_accepted = {m_message->queueId(),
                  envelope->sender.toByteArray(),
                  envelope->recipients.size(),
                  heldRecipients(*envelope),
                  m_message->size(),
                  m_message->header().messageId,
                  envelope->user,
                  envelope->entryId};
    m_message->commit(*envelope, m_server.now(),
                      [this](const Result<void> &result) { messageStored(result); });
}

void SmtpConnection::messageStored(const Result<void> &result)
{
    StoreOutcome outcome;
    if (result.ok()) {
        ++m_messages;
        outcome.kind = StoreOutcome::Kind::Stored;
        outcome.queueId = m_accepted.queue;
        m_server.log.write(log::LogLevel::Info,
                           log::acceptedLine(m_server.now(), m_tag, m_accepted));
    } else {
        outcome.kind = result.error().kind == ErrorKind::StorageFull ? StoreOutcome::Kind::Full
                                                                     : StoreOutcome::Kind::Failed;
        m_server.log.write(log::LogLevel::Error,
                           log::serverLine(m_server.now(), "error",
                                           QStringLiteral("Message %1 could not be stored: %2")
                                               .arg(m_accepted.queue, result.error().text)));
    }
    m_message.reset();
    run(m_session.resume(outcome));
}

void SmtpConnection::logRefused(const SmtpReply &reply)
{
    log::RefusedFields fields;
    fields.command = verbOf(m_session.loggableCommand());
    if (fields.command.isEmpty())
        fields.command = m_session.stateName();
    fields.reply = QByteArray(reply.toWire()).trimmed();
    fields.reason = std::exchange(m_refusalReason, {});
    fields.ref = std::exchange(m_reference, {});
    if (const mail::Envelope *envelope = m_session.envelope())
        fields.from = envelope->sender.toByteArray();
    else
        fields.from = std::exchange(m_refusedSender, {});
    fields.to = std::exchange(m_refusedRecipient, {});
    fields.helo = m_session.helo();
    m_server.log.write(log::LogLevel::Info, log::refusedLine(m_server.now(), m_tag, fields));
}

void SmtpConnection::close(QByteArrayView why)
{
    flush();
    if (m_phase == Phase::Finished)
        return;
    m_closeReason = why.toByteArray();
    m_message.reset();
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
    m_server.log.write(log::LogLevel::Info,
                       log::disconnectLine(m_server.now(), m_tag, m_messages, why));
    Q_EMIT finished(this);
}

} // namespace postern::net
