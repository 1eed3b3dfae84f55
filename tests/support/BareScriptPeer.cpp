// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/BareScriptPeer.h"

#include "tests/support/EscapedText.h"

namespace postern::test
{

namespace
{

// "554 5.7.1 text"
smtp::SmtpReply parseReply(const QByteArray &text)
{
    return {text.left(3).toInt(), text.mid(4, 5), text.mid(10)};
}

} // namespace

BareScriptPeer::BareScriptPeer(const smtp::SessionConfig &config) : m_session(config)
{
    perform(m_session.start());
}

void BareScriptPeer::send(const QByteArray &bytes)
{
    if (m_isByteByByte) {
        for (const char c : bytes)
            feed(QByteArrayView(&c, 1));
        return;
    }
    const qsizetype cut = m_cut - m_sent;
    if (cut > 0 && cut < bytes.size()) {
        feed(QByteArrayView(bytes).first(cut));
        feed(QByteArrayView(bytes).sliced(cut));
    } else {
        feed(bytes);
    }
}

void BareScriptPeer::feed(QByteArrayView bytes)
{
    m_sent += bytes.size();
    perform(m_session.feed(bytes));
}

std::optional<QByteArray> BareScriptPeer::receiveLine()
{
    if (m_lines.isEmpty())
        return std::nullopt;
    return m_lines.takeFirst();
}

bool BareScriptPeer::startTls()
{
    if (m_session.stateName() != "AwaitingTls")
        return false;
    perform(m_session.tlsStarted());
    return m_session.isEncrypted();
}

void BareScriptPeer::perform(const smtp::Actions &actions)
{
    for (const smtp::Action &action : actions)
        perform(action);
}

void BareScriptPeer::perform(const smtp::Action &action)
{
    if (const auto *said = std::get_if<smtp::action::SendReply>(&action)) {
        QByteArray wire = said->reply.toWire();
        wire.chop(2);
        for (const QByteArray &line : wire.split('\n'))
            m_lines.append(line.trimmed());
    } else if (std::holds_alternative<smtp::action::Close>(action)) {
        m_isClosed = true;
    } else if (std::holds_alternative<smtp::action::AbortSasl>(action)) {
        m_exchange.reset();
    } else {
        performContent(action);
    }
}

void BareScriptPeer::performContent(const smtp::Action &action)
{
    if (const auto *begin = std::get_if<smtp::action::BeginContent>(&action)) {
        m_open = Stored{begin->envelope, {}};
    } else if (const auto *piece = std::get_if<smtp::action::AppendContent>(&action)) {
        m_open->content += piece->bytes;
        m_longestPiece = std::max(m_longestPiece, piece->bytes.size());
    } else if (std::holds_alternative<smtp::action::DiscardContent>(action)) {
        m_open.reset();
    } else if (!std::holds_alternative<smtp::action::StartTls>(action)) {
        question(action);
    }
}

void BareScriptPeer::question(const smtp::Action &action)
{
    if (m_isHolding)
        m_heldQuestion = action;
    else
        perform(answer(action));
}

void BareScriptPeer::release()
{
    m_isHolding = false;
    if (m_heldQuestion)
        perform(answer(*std::exchange(m_heldQuestion, std::nullopt)));
}

smtp::Actions BareScriptPeer::answer(const smtp::Action &action)
{
    if (const auto *mail = std::get_if<smtp::action::DecideMail>(&action))
        return m_session.resume(policyAnswer(mail->sender.domain(), false));
    if (const auto *rcpt = std::get_if<smtp::action::DecideRecipient>(&action))
        return m_session.resume(policyAnswer(rcpt->recipient.domain(), true));
    if (const auto *start = std::get_if<smtp::action::StartSasl>(&action)) {
        m_exchange = auth::SaslExchange::start(start->mechanism);
        return m_session.resume(saslOutcome(m_exchange->step(start->initialResponse)));
    }
    if (const auto *next = std::get_if<smtp::action::ContinueSasl>(&action))
        return m_session.resume(saslOutcome(m_exchange->step(next->response)));
    return m_session.resume(storeOutcome());
}

smtp::PolicyAnswer BareScriptPeer::policyAnswer(const QByteArray &domain, bool isRecipient)
{
    if (!m_nextPolicy.isEmpty())
        return {false, parseReply(std::exchange(m_nextPolicy, {})), {}, {}};
    if (!isRecipient || domain == "here.test" || !m_session.user().isEmpty())
        return {true, {}, {}, {}};
    return {false, {530, "5.7.0", "Authentication required"}, {}, {}};
}

smtp::SaslOutcome BareScriptPeer::saslOutcome(const auth::SaslExchange::Step &step)
{
    using Kind = smtp::SaslOutcome::Kind;
    if (step.kind == auth::SaslExchange::Step::Kind::Challenge)
        return {Kind::Challenge, step.challenge, {}, {}};
    if (step.kind == auth::SaslExchange::Step::Kind::Collected
        && step.attempt.login == QStringLiteral("mary")
        && step.attempt.password == "open sesame 42")
        return {Kind::Success, {}, step.attempt.login, {}};
    return {Kind::Failure, {}, {}, {}};
}

smtp::StoreOutcome BareScriptPeer::storeOutcome()
{
    using Kind = smtp::StoreOutcome::Kind;
    const QByteArray outcome = std::exchange(m_nextStore, {});
    const Stored message = *std::exchange(m_open, std::nullopt);
    if (outcome == "full")
        return {Kind::Full, {}, {}};
    if (outcome == "failed")
        return {Kind::Failed, {}, {}};
    if (outcome.startsWith("refused "))
        return {Kind::Refused, {}, parseReply(outcome.mid(8))};
    m_stored.append(message);
    return {Kind::Stored, QStringLiteral("Q%1").arg(m_stored.size()), {}};
}

QString BareScriptPeer::takeStored(const QByteArray &expected)
{
    if (m_stored.isEmpty() || expected.isEmpty())
        return m_stored.isEmpty() == expected.isEmpty()
                   ? QString()
                   : QStringLiteral("%1 messages were stored").arg(m_stored.size());
    const Stored message = m_stored.takeFirst();
    QByteArrayList recipients;
    for (const mail::EnvelopeRecipient &recipient : message.envelope.recipients)
        recipients.append(recipient.address.toByteArray());
    const QByteArray found = '<' + message.envelope.sender.toByteArray() + "> "
                             + recipients.join(',') + ' ' + escaped(message.content);
    if (found == expected)
        return {};
    return QStringLiteral("stored \"%1\" instead").arg(QString::fromLatin1(found));
}

} // namespace postern::test
