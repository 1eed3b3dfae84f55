// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/ReplyCatalogue.h"

#include <QByteArrayList>
#include <QString>

namespace postern::smtp::reply
{

// No enhanced codes in the greeting and in the answers to HELO and EHLO (RFC 2034 4).
SmtpReply greeting(const QByteArray &hostname)
{
    return {220, "", hostname + " ESMTP Postern"};
}
SmtpReply helo(const QByteArray &hostname)
{
    return {250, "", hostname};
}
SmtpReply ehlo(const QByteArray &hostname, const QByteArrayList &keywords)
{
    return {250, "", (QByteArrayList{hostname} + keywords).join('\n')};
}
SmtpReply senderOk()
{
    return {250, "2.1.0", "Sender OK"};
}
SmtpReply recipientOk()
{
    return {250, "2.1.5", "Recipient OK"};
}
SmtpReply startData()
{
    return {354, "", "Send the message; end with a line that holds only a dot"};
}
SmtpReply stored(const QString &queueId)
{
    return {250, "2.0.0", "Queued as " + queueId.toLatin1()};
}
SmtpReply resetOk()
{
    return {250, "2.0.0", "OK"};
}
SmtpReply noopOk()
{
    return {250, "2.0.0", "OK"};
}
SmtpReply help()
{
    return {214, "2.0.0", "EHLO HELO MAIL RCPT DATA RSET NOOP QUIT VRFY HELP STARTTLS AUTH"};
}
SmtpReply goodbye()
{
    return {221, "2.0.0", "Goodbye"};
}
SmtpReply cannotVerify()
{
    return {252, "2.0.0", "Send the mail; whether it is taken is said then"};
}
SmtpReply readyForTls()
{
    return {220, "2.0.0", "Ready to start TLS"};
}
SmtpReply authenticated()
{
    return {235, "2.7.0", "Authentication succeeded"};
}
SmtpReply challenge(const QByteArray &decoded)
{
    return {334, "", decoded.toBase64()};
}

SmtpReply unknownCommand()
{
    return {500, "5.5.1", "Unknown command"};
}
SmtpReply notImplemented()
{
    return {502, "5.5.1", "Command not implemented"};
}
SmtpReply lineTooLong()
{
    return {500, "5.5.2", "Line too long"};
}
SmtpReply authLineTooLong()
{
    return {500, "5.5.6", "Authentication line too long"};
}
SmtpReply nulInCommand()
{
    return {500, "5.5.2", "A command must not hold NUL"};
}
SmtpReply bareLineEndInCommand()
{
    return {500, "5.5.2", "Lines must end in CR LF; closing"};
}
SmtpReply heloSyntax()
{
    return {501, "", "A host name or address literal is needed"};
}
SmtpReply noArguments()
{
    return {501, "5.5.4", "The command takes no arguments"};
}
SmtpReply vrfySyntax()
{
    return {501, "5.5.4", "Syntax: VRFY address"};
}
SmtpReply mailSyntax()
{
    return {501, "5.5.4", "Syntax: MAIL FROM:<address>"};
}
SmtpReply rcptSyntax()
{
    return {501, "5.5.4", "Syntax: RCPT TO:<address>"};
}
SmtpReply authSyntax()
{
    return {501, "5.5.4", "Syntax: AUTH mechanism"};
}
SmtpReply unknownParameter()
{
    return {555, "5.5.4", "Unknown parameter"};
}
SmtpReply badParameter()
{
    return {501, "5.5.4", "A parameter has a wrong value or stands twice"};
}
SmtpReply badSender(const QString &why)
{
    return {553, "5.1.7", why.toLatin1()};
}
SmtpReply badRecipient(const QString &why)
{
    return {553, "5.1.3", why.toLatin1()};
}

SmtpReply heloFirst()
{
    return {503, "5.5.1", "EHLO or HELO comes first"};
}
SmtpReply mailFirst()
{
    return {503, "5.5.1", "MAIL comes first"};
}
SmtpReply transactionOpen()
{
    return {503, "5.5.1", "Not while a mail transaction is open"};
}
SmtpReply recipientFirst()
{
    return {503, "5.5.1", "RCPT comes first"};
}
SmtpReply noValidRecipients()
{
    return {554, "5.5.1", "No valid recipients"};
}
SmtpReply tlsNotOffered()
{
    return {502, "5.5.1", "STARTTLS is not offered"};
}
SmtpReply alreadyEncrypted()
{
    return {503, "5.5.1", "The connection is encrypted already"};
}
SmtpReply authNotOffered()
{
    return {503, "5.5.1", "AUTH is not offered"};
}
SmtpReply alreadyAuthenticated()
{
    return {503, "5.5.1", "Authenticated already"};
}

SmtpReply unknownMechanism()
{
    return {504, "5.5.4", "The mechanism is not offered"};
}
SmtpReply badBase64()
{
    return {501, "5.5.2", "That is not base64"};
}
SmtpReply authCancelled()
{
    return {501, "5.7.0", "Authentication cancelled"};
}
SmtpReply authFailed()
{
    return {535, "5.7.8", "Wrong user name or password"};
}
SmtpReply authTemporaryFailure()
{
    return {454, "4.7.0", "Authentication is not possible now; try again later"};
}

SmtpReply messageTooLarge()
{
    return {552, "5.3.4", "The message is larger than allowed"};
}
SmtpReply tooManyRecipients()
{
    return {452, "4.5.3", "Too many recipients"};
}
SmtpReply tooManyErrors()
{
    return {421, "4.7.0", "Too many errors; closing"};
}
SmtpReply foreignProtocol()
{
    return {421, "4.7.0", "This is a mail server and speaks no HTTP; closing"};
}
SmtpReply tooManyIdleCommands()
{
    return {421, "4.7.0", "Too many commands without a message; closing"};
}
SmtpReply tooMuchPipelined()
{
    return {421, "4.7.0", "Too much sent without waiting for replies; closing"};
}
SmtpReply lineWithoutEnd()
{
    return {421, "4.7.0", "The line has no end; closing"};
}
SmtpReply timedOut()
{
    return {421, "4.4.2", "This takes too long; closing"};
}
SmtpReply shuttingDown()
{
    return {421, "4.3.2", "The server is going down; try again later"};
}

SmtpReply bareLineEndInContent()
{
    return {554, "5.5.2", "Lines of a message must end in CR LF; closing"};
}
SmtpReply nulInContent()
{
    return {554, "5.5.2", "A message must not hold NUL; closing"};
}
SmtpReply storageFull()
{
    return {452, "4.3.1", "There is no room for the message now; try again later"};
}
SmtpReply storageFailed()
{
    return {451, "4.3.0", "The message could not be stored; try again later"};
}

} // namespace postern::smtp::reply
