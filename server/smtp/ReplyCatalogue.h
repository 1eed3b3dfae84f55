// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/SmtpReply.h"

#include <QByteArrayList>
#include <QString>

/// Every reply of the session itself, with its code (RFC 5321 4.2.2) and enhanced code (RFC 3463,
/// 5248). Texts never repeat what the client sent and never tell how the server is set up.
namespace postern::smtp::reply
{

// Success
[[nodiscard]] SmtpReply greeting(const QByteArray &hostname);
[[nodiscard]] SmtpReply helo(const QByteArray &hostname);
/// `keywords`: one EHLO line each.
[[nodiscard]] SmtpReply ehlo(const QByteArray &hostname, const QByteArrayList &keywords);
[[nodiscard]] SmtpReply senderOk();
[[nodiscard]] SmtpReply recipientOk();
[[nodiscard]] SmtpReply startData();
[[nodiscard]] SmtpReply stored(const QString &queueId);
[[nodiscard]] SmtpReply resetOk();
[[nodiscard]] SmtpReply noopOk();
[[nodiscard]] SmtpReply help();
[[nodiscard]] SmtpReply goodbye();
/// VRFY says nothing about anybody (RFC 5321 7.3).
[[nodiscard]] SmtpReply cannotVerify();
[[nodiscard]] SmtpReply readyForTls();
[[nodiscard]] SmtpReply authenticated();
/// 334 with the challenge in base64 (RFC 4954 4).
[[nodiscard]] SmtpReply challenge(const QByteArray &decoded);

// The command itself is wrong
[[nodiscard]] SmtpReply unknownCommand();
[[nodiscard]] SmtpReply notImplemented();
[[nodiscard]] SmtpReply lineTooLong();
[[nodiscard]] SmtpReply authLineTooLong();
[[nodiscard]] SmtpReply nulInCommand();
/// Bare CR or LF in a command; the connection is closed.
[[nodiscard]] SmtpReply bareLineEndInCommand();
[[nodiscard]] SmtpReply heloSyntax();
[[nodiscard]] SmtpReply noArguments();
[[nodiscard]] SmtpReply vrfySyntax();
[[nodiscard]] SmtpReply mailSyntax();
[[nodiscard]] SmtpReply rcptSyntax();
[[nodiscard]] SmtpReply authSyntax();
[[nodiscard]] SmtpReply unknownParameter();
[[nodiscard]] SmtpReply badParameter();
/// `why`: the sentence of MailAddress.
[[nodiscard]] SmtpReply badSender(const QString &why);
[[nodiscard]] SmtpReply badRecipient(const QString &why);

// The command comes at the wrong time
[[nodiscard]] SmtpReply heloFirst();
[[nodiscard]] SmtpReply mailFirst();
[[nodiscard]] SmtpReply transactionOpen();
[[nodiscard]] SmtpReply recipientFirst();
[[nodiscard]] SmtpReply noValidRecipients();
[[nodiscard]] SmtpReply tlsNotOffered();
[[nodiscard]] SmtpReply alreadyEncrypted();
[[nodiscard]] SmtpReply authNotOffered();
[[nodiscard]] SmtpReply alreadyAuthenticated();

// SASL
[[nodiscard]] SmtpReply unknownMechanism();
[[nodiscard]] SmtpReply badBase64();
[[nodiscard]] SmtpReply authCancelled();
[[nodiscard]] SmtpReply authFailed();
[[nodiscard]] SmtpReply authTemporaryFailure();

// Limits
[[nodiscard]] SmtpReply messageTooLarge();
[[nodiscard]] SmtpReply tooManyRecipients();
[[nodiscard]] SmtpReply tooManyErrors();
/// A line of HTTP; the connection is closed.
[[nodiscard]] SmtpReply foreignProtocol();
[[nodiscard]] SmtpReply tooManyIdleCommands();
/// More input than may be kept while the session waits; the connection is closed.
[[nodiscard]] SmtpReply tooMuchPipelined();
/// A line that was refused as too long and still goes on; the connection is closed.
[[nodiscard]] SmtpReply lineWithoutEnd();
[[nodiscard]] SmtpReply timedOut();
[[nodiscard]] SmtpReply shuttingDown();

// Content
/// Bare CR or LF between DATA and its end; the connection is closed.
[[nodiscard]] SmtpReply bareLineEndInContent();
[[nodiscard]] SmtpReply nulInContent();
[[nodiscard]] SmtpReply storageFull();
[[nodiscard]] SmtpReply storageFailed();

} // namespace postern::smtp::reply
