// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SmtpClientSession.h"

#include <algorithm>

namespace postern::delivery
{

namespace
{

using client_action::Close;
using client_action::Finished;
using client_action::Ready;
using client_action::Send;
using client_action::StartTls;
using client_action::WantContent;

int firstDigit(const ClientReply &reply)
{
    return reply.code / 100;
}

bool isPositive(const ClientReply &reply)
{
    return firstDigit(reply) == 2;
}

/// 4xx or 5xx: an answer that refuses (RFC 5321 4.2.1).
bool isRefusal(const ClientReply &reply)
{
    return firstDigit(reply) == 4 || firstDigit(reply) == 5;
}

QString unexpected(const ClientReply &reply, const char *awaited)
{
    return QStringLiteral("The other side sent \"%1\" where %2 was awaited.")
        .arg(reply.text(), QLatin1String(awaited));
}

} // namespace

// Which state waits for what and for how long, and who takes the reply. 421 is taken before the
// table in every state: the server goes (RFC 5321 3.8).
const SmtpClientSession::Row SmtpClientSession::rows[] = {
    // clang-format off
    {State::Start,     "Start",     nullptr,                     "nothing",                     &SmtpClientSession::onUnasked},
    {State::Opening,   "Opening",   &ClientTimeouts::hello,      "the opening",                 &SmtpClientSession::onOpening},
    {State::Ready,     "Ready",     nullptr,                     "nothing",                     &SmtpClientSession::onUnasked},
    {State::Mail,      "Mail",      &ClientTimeouts::mail,       "the answer to MAIL",          &SmtpClientSession::onMail},
    {State::Recipient, "Recipient", &ClientTimeouts::recipient,  "the answer to RCPT",          &SmtpClientSession::onRecipient},
    {State::Data,      "Data",      &ClientTimeouts::data,       "the answer to DATA",          &SmtpClientSession::onData},
    {State::Content,   "Content",   &ClientTimeouts::block,      "the rest of the content",     &SmtpClientSession::onContent},
    {State::EndOfData, "EndOfData", &ClientTimeouts::end,        "the answer to the content",   &SmtpClientSession::onEndOfData},
    {State::Discard,   "Discard",   &ClientTimeouts::end,        "the answer to empty content", &SmtpClientSession::onDiscard},
    {State::Reset,     "Reset",     &ClientTimeouts::mail,       "the answer to RSET",          &SmtpClientSession::onReset},
    {State::Quit,      "Quit",      &ClientTimeouts::quit,       "the answer to QUIT",          &SmtpClientSession::onQuit},
    {State::Closed,    "Closed",    nullptr,                     "nothing",                     &SmtpClientSession::onUnasked},
    // clang-format on
};

const SmtpClientSession::Row &SmtpClientSession::row(State state)
{
    return rows[static_cast<size_t>(state)];
}

SmtpClientSession::SmtpClientSession(ClientConfig config)
    : m_config(std::move(config)), m_opening({m_config.hostname, m_config.tls, m_config.login})
{}

std::chrono::milliseconds SmtpClientSession::timeout() const
{
    if (m_state == State::Opening && m_opening.waitsFor() == ClientOpening::Wait::Greeting)
        return m_config.timeouts.greeting;
    const auto member = row(m_state).timeout;
    return member ? m_config.timeouts.*member : std::chrono::milliseconds(0);
}

QByteArray SmtpClientSession::stateName() const
{
    return row(m_state).name;
}

ClientActions SmtpClientSession::start()
{
    m_state = State::Opening;
    return {};
}

ClientActions SmtpClientSession::feed(QByteArrayView bytes)
{
    ClientActions out;
    m_reader.feed(bytes);
    while (m_state != State::Closed) {
        const auto reply = m_reader.next();
        if (!reply)
            break;
        const bool isAskedJustNow = std::any_of(out.begin(), out.end(), [](const ClientAction &a) {
            return std::holds_alternative<Send>(a) || std::holds_alternative<StartTls>(a);
        });
        // What was there before we asked answers nothing; taking it for an answer would leave us
        // one reply ahead for good.
        if (isAskedJustNow && reply->code != 421)
            drop(RecipientState::Deferred, unexpected(*reply, "nothing"), out);
        else
            dispatch(*reply, out);
    }
    if (m_state != State::Closed && !m_reader.error().isEmpty())
        drop(RecipientState::Deferred, m_reader.error(), out);
    return out;
}

void SmtpClientSession::dispatch(const ClientReply &reply, ClientActions &out)
{
    if (reply.code == 421) {
        drop(RecipientState::Deferred, reply.text(), out);
        return;
    }
    (this->*row(m_state).onReply)(reply, out);
}

void SmtpClientSession::onOpening(const ClientReply &reply, ClientActions &out)
{
    goOnOpening(m_opening.take(reply), out);
}

ClientActions SmtpClientSession::tlsStarted()
{
    ClientActions out;
    if (m_state == State::Opening && m_opening.waitsFor() == ClientOpening::Wait::Handshake)
        goOnOpening(m_opening.tlsStarted(), out);
    return out;
}

void SmtpClientSession::goOnOpening(const ClientOpening::Step &step, ClientActions &out)
{
    switch (step.kind) {
    case ClientOpening::Step::Kind::Send:
        out.push_back(Send{step.command});
        break;
    case ClientOpening::Step::Kind::StartTls:
        // What came behind the answer came in the clear, from whomever (RFC 3207 4.2).
        if (m_reader.buffered() > 0)
            drop(RecipientState::Deferred,
                 QStringLiteral("The other side sent more behind its answer to STARTTLS."), out);
        else
            out.push_back(StartTls{});
        break;
    case ClientOpening::Step::Kind::Open:
        becomeReady(out);
        break;
    case ClientOpening::Step::Kind::Refused:
        drop(RecipientState::Deferred, step.sentence, out);
        break;
    }
}

const char *SmtpClientSession::awaited() const
{
    return m_state == State::Opening ? m_opening.awaited() : row(m_state).awaited;
}

void SmtpClientSession::onUnasked(const ClientReply &reply, ClientActions &out)
{
    drop(RecipientState::Deferred, unexpected(reply, "nothing"), out);
}

ClientActions SmtpClientSession::begin(const DeliveryItem &item)
{
    Q_ASSERT(m_state == State::Ready);
    ClientActions out;
    m_isAnswered = false;
    m_stuffing = {};
    m_transaction = ClientTransaction(item, offers());
    if (m_transaction.isAllSettled()) {
        finish(out);
        becomeReady(out);
        return out;
    }
    m_state = State::Mail;
    QByteArray commands = m_transaction.mailCommand(offers());
    if (offers().isPipelining) { // RFC 2920 3.1: DATA may be the last of a group
        for (qsizetype i = 0; i < m_transaction.recipientCount(); ++i)
            commands += m_transaction.recipientCommand(i);
        commands += "DATA\r\n";
    }
    out.push_back(Send{commands});
    return out;
}

void SmtpClientSession::onMail(const ClientReply &reply, ClientActions &out)
{
    m_isAnswered = true;
    if (isPositive(reply)) {
        m_state = State::Recipient;
        if (!offers().isPipelining)
            out.push_back(Send{m_transaction.recipientCommand(0)});
        return;
    }
    if (!isRefusal(reply)) {
        drop(RecipientState::Deferred, unexpected(reply, awaited()), out);
        return;
    }
    m_transaction.refuseSender(reply);
    finish(out);
    if (offers().isPipelining)
        m_state = State::Recipient;
    else
        becomeReady(out);
}

void SmtpClientSession::onRecipient(const ClientReply &reply, ClientActions &out)
{
    m_transaction.takeRecipientReply(reply);
    const qsizetype answered = m_transaction.answeredRecipients();
    if (answered == m_transaction.recipientCount())
        afterRecipients(out);
    else if (!offers().isPipelining)
        out.push_back(Send{m_transaction.recipientCommand(answered)});
}

void SmtpClientSession::afterRecipients(ClientActions &out)
{
    if (m_transaction.isAllSettled())
        finish(out);
    if (!offers().isPipelining && !m_transaction.isOpen()) {
        reset(out);
        return;
    }
    m_state = State::Data;
    if (!offers().isPipelining)
        out.push_back(Send{"DATA\r\n"});
}

void SmtpClientSession::onData(const ClientReply &reply, ClientActions &out)
{
    if (firstDigit(reply) == 3 && m_transaction.isOpen()) {
        m_state = State::Content;
        out.push_back(WantContent{});
    } else if (firstDigit(reply) == 3) {
        // RFC 2920 3.1: a server that says 354 without a recipient wants to see the end of data.
        m_state = State::Discard;
        out.push_back(Send{".\r\n"});
    } else if (isRefusal(reply)) {
        m_transaction.settleOthers(resultOf(reply), reply.text());
        finish(out);
        reset(out);
    } else {
        drop(RecipientState::Deferred, unexpected(reply, awaited()), out);
    }
}

/// A reply before the end of data: a refusal counts, but where the server now stands in the
/// stream is not known.
void SmtpClientSession::onContent(const ClientReply &reply, ClientActions &out)
{
    if (isRefusal(reply))
        drop(resultOf(reply), reply.text(), out);
    else
        drop(RecipientState::Deferred, unexpected(reply, "nothing"), out);
}

ClientActions SmtpClientSession::content(QByteArrayView piece)
{
    if (m_state != State::Content || piece.isEmpty())
        return {};
    return {Send{m_stuffing.stuff(piece)}};
}

ClientActions SmtpClientSession::endContent()
{
    if (m_state != State::Content)
        return {};
    m_state = State::EndOfData;
    return {Send{m_stuffing.end()}};
}

ClientActions SmtpClientSession::abortContent(const QString &sentence)
{
    ClientActions out;
    if (m_state == State::Content)
        drop(RecipientState::Deferred, sentence, out);
    return out;
}

void SmtpClientSession::onEndOfData(const ClientReply &reply, ClientActions &out)
{
    if (!isPositive(reply) && !isRefusal(reply)) {
        drop(RecipientState::Deferred, unexpected(reply, awaited()), out);
        return;
    }
    m_transaction.settleOthers(resultOf(reply), reply.text());
    finish(out);
    becomeReady(out);
}

void SmtpClientSession::onDiscard(const ClientReply &, ClientActions &out)
{
    becomeReady(out);
}

void SmtpClientSession::onReset(const ClientReply &reply, ClientActions &out)
{
    if (isPositive(reply))
        becomeReady(out);
    else
        drop(RecipientState::Deferred, reply.text(), out);
}

void SmtpClientSession::onQuit(const ClientReply &reply, ClientActions &out)
{
    drop(RecipientState::Deferred, reply.text(), out);
}

ClientActions SmtpClientSession::timedOut()
{
    ClientActions out;
    if (m_state == State::Closed)
        return out;
    const QString seconds =
        QString::number(std::chrono::duration<double>(timeout()).count()) + QLatin1String(" s");
    const QString text =
        m_state == State::Content
            ? QStringLiteral("The next hop took no more of the content for %1.").arg(seconds)
            : QStringLiteral("The next hop did not send %1 within %2.")
                  .arg(QLatin1String(awaited()), seconds);
    drop(RecipientState::Deferred, text, out);
    return out;
}

ClientActions SmtpClientSession::closed(const QString &cause)
{
    ClientActions out;
    if (m_state == State::Closed)
        return out;
    const QLatin1String cut(awaited());
    drop(RecipientState::Deferred,
         m_state == State::Ready ? cause + QLatin1Char('.')
                                 : QStringLiteral("%1 before %2.").arg(cause, cut),
         out);
    return out;
}

ClientActions SmtpClientSession::quit()
{
    Q_ASSERT(m_state == State::Ready);
    m_state = State::Quit;
    return {Send{"QUIT\r\n"}};
}

void SmtpClientSession::finish(ClientActions &out)
{
    if (m_transaction.isOpen())
        out.push_back(Finished{m_transaction.close()});
}

void SmtpClientSession::becomeReady(ClientActions &out)
{
    m_state = State::Ready;
    out.push_back(Ready{});
}

void SmtpClientSession::reset(ClientActions &out)
{
    m_state = State::Reset;
    out.push_back(Send{"RSET\r\n"});
}

void SmtpClientSession::drop(RecipientState result, const QString &reply, ClientActions &out)
{
    if (m_transaction.isOpen())
        m_transaction.settleOthers(result, reply);
    finish(out);
    m_state = State::Closed;
    out.push_back(Close{reply});
}

} // namespace postern::delivery
