// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogLine.h"

#include <QString>

/// The lines of the log, one function a line, so that names and order of the keys stand in one
/// place (docs/log.md describes them, tests/data/log/lines.ref holds them). Nothing here takes a
/// credential, content or a subject. Pure; `at` is UTC milliseconds.
namespace postern::log
{

/// What every line of a session carries.
struct SessionTag
{
    QByteArray session; ///< its id, 12 characters
    QString client;     ///< canonical address
    QString listener;   ///< its name
};

[[nodiscard]] LogLine connectLine(std::int64_t at, const SessionTag &tag);
/// `messages`: accepted in this session; `why`: "quit", "client", "timeout", "tls", "shutdown", ...
[[nodiscard]] LogLine disconnectLine(std::int64_t at, const SessionTag &tag, std::int64_t messages,
                                     QByteArrayView why);
[[nodiscard]] LogLine tlsLine(std::int64_t at, const SessionTag &tag, QStringView version,
                              QStringView cipher);
[[nodiscard]] LogLine tlsFailedLine(std::int64_t at, const SessionTag &tag, QStringView error);

struct DecideFields
{
    QByteArray stage; ///< "connect", "mail", "recipient", "end-of-data", "login"
    QString verdict;  ///< "allow", "hold", "refuse", "defer"
    QString reason;   ///< policy::reasonName()
    QString entry;    ///< id of the entry that decides, or empty
};
[[nodiscard]] LogLine decideLine(std::int64_t at, const SessionTag &tag, const DecideFields &f);

/// `result`: "accepted", "wrong", "throttled", "busy", "unavailable", "malformed", "cancelled".
[[nodiscard]] LogLine authLine(std::int64_t at, const SessionTag &tag, QStringView user,
                               QByteArrayView mechanism, QByteArrayView result);

struct AcceptedFields
{
    QString queue;
    QByteArray from; ///< empty for the null sender, written <>
    std::int64_t recipients = 0;
    std::int64_t held = 0; ///< of these, held over a limit
    std::int64_t size = 0; ///< bytes of content
    QByteArray messageId;
    QString user;
    QString entry;
};
[[nodiscard]] LogLine acceptedLine(std::int64_t at, const SessionTag &tag, const AcceptedFields &f);

struct ReplyFields
{
    QByteArray command; ///< as smtp::action::SendReply has it: without what must not be logged
    QByteArray reply;   ///< "250 2.1.0 ..."
    QByteArray state;   ///< of the session after it, smtp::sessionStateName()
};
/// A reply below 400, for those who look into a client's conversation (level debug).
[[nodiscard]] LogLine replyLine(std::int64_t at, const SessionTag &tag, const ReplyFields &f);

struct RefusedFields
{
    QByteArray command; ///< the verb: "CONNECT", "MAIL", "RCPT", "DATA", ...
    QByteArray reply;   ///< "530 5.7.0 ..."
    QString reason;     ///< policy's, or empty when the protocol refused
    QByteArray ref;     ///< the reference in the reply, or empty
    QByteArray from;
    QByteArray to;
    QByteArray helo;
    std::int64_t more = 0; ///< refusals of this kind left out since the last line of it
};
[[nodiscard]] LogLine refusedLine(std::int64_t at, const SessionTag &tag, const RefusedFields &f);

struct DeliveryFields
{
    QString queue;
    QString to;
    QString host;
    QString tls; ///< "TLSv1.3 TLS_AES_256_GCM_SHA384", or empty
    QString reply;
    std::int64_t delayMs = 0; ///< since the message was accepted
    QString result;           ///< "delivered", "deferred", "failed"
};
[[nodiscard]] LogLine deliveryLine(std::int64_t at, const DeliveryFields &f);

/// `what`: the audit action ("whitelist.add"); `subject`: what it concerns.
[[nodiscard]] LogLine changeLine(std::int64_t at, QStringView who, QStringView from,
                                 QStringView what, QStringView subject);
/// A console's connection that came to nothing; `error` is a sentence.
[[nodiscard]] LogLine consoleRefusedLine(std::int64_t at, QStringView client, QStringView error);
/// The server itself: `state` is "starting", "ready", "reloading", "stopping", "stopped",
/// "accept-paused", "accept-resumed", "warning", "error".
[[nodiscard]] LogLine serverLine(std::int64_t at, QByteArrayView state, QStringView text);

} // namespace postern::log
