// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SessionJournal.h"

#include "server/net/DecisionText.h"
#include "server/net/Reference.h"
#include "server/net/TlsStream.h"

#include <utility>

namespace postern::net
{

using log::LogLevel;

SessionJournal::SessionJournal(SmtpServerContext &server, const IpAddress &client,
                               const QString &listener)
    : m_server(server), m_tag{newSessionId(), client.toString(), listener}
{}

void SessionJournal::connected()
{
    write(LogLevel::Info, log::connectLine(now(), m_tag));
}

void SessionJournal::disconnected(QByteArrayView why)
{
    for (const log::RefusedFields &rest : m_refusals.takeRest())
        write(LogLevel::Info, log::refusedLine(now(), m_tag, rest));
    write(LogLevel::Info, log::disconnectLine(now(), m_tag, m_messages, why));
}

void SessionJournal::encrypted(const TlsStream &tls)
{
    write(LogLevel::Info, log::tlsLine(now(), m_tag, tls.protocol(), tls.cipher()));
}

void SessionJournal::notEncrypted(const QString &error)
{
    write(LogLevel::Info, log::tlsFailedLine(now(), m_tag, error));
}

void SessionJournal::decided(policy::Stage stage, const policy::Decision &decision)
{
    LastDecision made{decision.verdict, decision.reason,
                      decision.entry ? decision.entry->id : QString()};
    LastDecision &last = m_lastDecisions.at(size_t(stage));
    const bool isNews = last != made && decision.reason != policy::Reason::LoginAllowed;
    const bool isRefusal =
        !decision.isAllowed() && !m_refusals.isBounded(policy::reasonName(decision.reason));
    const auto level = isNews || isRefusal ? LogLevel::Info : LogLevel::Debug;
    if (m_server.log.isEnabled(log::LogArea::Smtp, level)) {
        const log::DecideFields fields{stageName(stage), policy::verdictName(decision.verdict),
                                       policy::reasonName(decision.reason), made.entry};
        write(level, log::decideLine(now(), m_tag, fields));
    }
    last = std::move(made);
}

void SessionJournal::loggedIn(const QString &user, QByteArrayView mechanism, QByteArrayView result)
{
    write(LogLevel::Info, log::authLine(now(), m_tag, user, mechanism, result));
}

void SessionJournal::accepted(const log::AcceptedFields &message)
{
    ++m_messages;
    write(LogLevel::Info, log::acceptedLine(now(), m_tag, message));
}

void SessionJournal::notStored(const log::AcceptedFields &message, const Error &error)
{
    m_refusedSender = message.from;
    write(LogLevel::Error,
          log::serverLine(
              now(), "error",
              QStringLiteral("Message %1 could not be stored: %2").arg(message.queue, error.text)));
}

QByteArray SessionJournal::referenceFor(const QString &reason) const
{
    return m_refusals.isBounded(reason) ? m_refusals.lastReference(reason) : newReference();
}

void SessionJournal::expectRefusal(const QString &reason, const QByteArray &reference)
{
    m_refusalReason = reason;
    m_reference = reference;
}

void SessionJournal::replied(const smtp::action::SendReply &sent, const smtp::SmtpSession &session)
{
    if (!m_server.log.isEnabled(log::LogArea::Smtp, LogLevel::Debug))
        return;
    // Of an AUTH exchange nothing that was said in it.
    const QByteArray reply =
        sent.reply.code == 334 ? "334" : QByteArray(sent.reply.toWire()).trimmed();
    write(LogLevel::Debug,
          log::replyLine(now(), m_tag, {sent.command, reply, session.stateName()}));
}

void SessionJournal::refused(const smtp::action::SendReply &sent, const smtp::SmtpSession &session)
{
    log::RefusedFields fields;
    fields.command = sent.command.split(' ').first();
    if (fields.command.isEmpty())
        fields.command = session.stateName();
    fields.reply = QByteArray(sent.reply.toWire()).trimmed();
    fields.reason = std::exchange(m_refusalReason, {});
    fields.ref = std::exchange(m_reference, {});
    fields.from = std::exchange(m_refusedSender, {});
    if (const mail::Envelope *envelope = session.envelope())
        fields.from = envelope->sender.toByteArray();
    fields.to = std::exchange(m_refusedRecipient, {});
    fields.helo = session.helo();
    if (const auto line = m_refusals.note(fields, now()))
        write(LogLevel::Info, log::refusedLine(now(), m_tag, *line));
}

} // namespace postern::net
