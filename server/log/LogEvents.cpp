// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/LogEvents.h"

namespace postern::log
{

namespace
{

LogLine sessionLine(std::int64_t at, QByteArrayView event, const SessionTag &tag)
{
    LogLine line(at, event, LogArea::Smtp);
    line.add("session", tag.session).add("client", tag.client).add("listener", tag.listener);
    return line;
}

QByteArray path(const QByteArray &address)
{
    return '<' + address + '>';
}

} // namespace

LogLine connectLine(std::int64_t at, const SessionTag &tag)
{
    return sessionLine(at, "connect", tag);
}

LogLine disconnectLine(std::int64_t at, const SessionTag &tag, std::int64_t messages,
                       QByteArrayView why)
{
    return sessionLine(at, "disconnect", tag).add("messages", messages).add("why", why);
}

LogLine tlsLine(std::int64_t at, const SessionTag &tag, QStringView version, QStringView cipher)
{
    return sessionLine(at, "tls", tag)
        .add("result", QByteArrayView("ok"))
        .add("version", version)
        .add("cipher", cipher);
}

LogLine tlsFailedLine(std::int64_t at, const SessionTag &tag, QStringView error)
{
    return sessionLine(at, "tls", tag).add("result", QByteArrayView("failed")).add("error", error);
}

LogLine decideLine(std::int64_t at, const SessionTag &tag, const DecideFields &f)
{
    return sessionLine(at, "decide", tag)
        .add("stage", f.stage)
        .add("verdict", f.verdict)
        .add("reason", f.reason)
        .addUnlessEmpty("entry", f.entry);
}

LogLine authLine(std::int64_t at, const SessionTag &tag, QStringView user, QByteArrayView mechanism,
                 QByteArrayView result)
{
    return sessionLine(at, "auth", tag)
        .addUnlessEmpty("user", user)
        .add("mechanism", mechanism)
        .add("result", result);
}

LogLine acceptedLine(std::int64_t at, const SessionTag &tag, const AcceptedFields &f)
{
    LogLine line = sessionLine(at, "accepted", tag);
    line.add("queue", f.queue).add("from", path(f.from)).add("recipients", f.recipients);
    if (f.held > 0)
        line.add("held", f.held);
    return line.add("size", f.size)
        .addUnlessEmpty("message-id", f.messageId)
        .addUnlessEmpty("user", f.user)
        .addUnlessEmpty("entry", f.entry);
}

LogLine replyLine(std::int64_t at, const SessionTag &tag, const ReplyFields &f)
{
    return sessionLine(at, "reply", tag)
        .addUnlessEmpty("command", f.command)
        .add("reply", f.reply)
        .add("state", f.state);
}

LogLine refusedLine(std::int64_t at, const SessionTag &tag, const RefusedFields &f)
{
    LogLine line = sessionLine(at, "refused", tag);
    line.add("command", f.command).add("reply", f.reply);
    line.addUnlessEmpty("reason", f.reason).addUnlessEmpty("ref", f.ref);
    if (f.command != "CONNECT")
        line.add("from", path(f.from)).add("to", path(f.to)).add("helo", f.helo);
    if (f.more > 0)
        line.add("more", f.more);
    return line;
}

LogLine deliveryLine(std::int64_t at, const DeliveryFields &f)
{
    return LogLine(at, "delivery", LogArea::Delivery)
        .add("queue", f.queue)
        .add("to", path(f.to.toUtf8()))
        .add("host", f.host)
        .addUnlessEmpty("tls", f.tls)
        .add("reply", f.reply)
        .add("delay", f.delayMs)
        .add("result", f.result);
}

LogLine changeLine(std::int64_t at, QStringView who, QStringView from, QStringView what,
                   QStringView subject)
{
    return LogLine(at, "change", LogArea::Control)
        .add("who", who)
        .add("from", from)
        .add("what", what)
        .add("subject", subject);
}

LogLine consoleRefusedLine(std::int64_t at, QStringView client, QStringView error)
{
    return LogLine(at, "console", LogArea::Control)
        .add("client", client)
        .add("result", QByteArrayView("refused"))
        .add("error", error);
}

LogLine serverLine(std::int64_t at, QByteArrayView state, QStringView text)
{
    return LogLine(at, "server").add("state", state).addUnlessEmpty("text", text);
}

} // namespace postern::log
