// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/SessionCommands.h"

#include "server/smtp/CommandParser.h"
#include "server/smtp/ReplyCatalogue.h"

#include <QByteArrayList>

namespace postern::smtp
{

namespace
{

QByteArrayList keywords(const SessionContext &context)
{
    QByteArrayList lines{"PIPELINING",
                         "SIZE " + QByteArray::number(context.config().maxMessageSize), "8BITMIME",
                         "ENHANCEDSTATUSCODES"};
    if (context.isStartTlsOffered())
        lines << "STARTTLS";
    if (context.isAuthOffered())
        lines << "AUTH " + context.config().mechanisms.join(' ');
    return lines;
}

// RFC 5321 4.1.4: both reset an open transaction; nobody is logged out by them.
bool introduce(SessionContext &context, const QByteArray &argument, bool isExtended)
{
    if (!isHeloArgument(argument)) {
        context.refuse(reply::heloSyntax());
        return false;
    }
    context.resetTransaction();
    context.helo = argument;
    context.isExtended = isExtended;
    context.enterState(SessionState::Ready);
    return true;
}

} // namespace

void handleEhlo(SessionContext &context, const QByteArray &argument)
{
    if (introduce(context, argument, true))
        context.reply(reply::ehlo(context.config().hostname, keywords(context)));
}

void handleHelo(SessionContext &context, const QByteArray &argument)
{
    if (introduce(context, argument, false))
        context.reply(reply::helo(context.config().hostname));
}

void handleStartTls(SessionContext &context, const QByteArray &argument)
{
    if (context.isEncrypted) {
        context.refuse(reply::alreadyEncrypted());
    } else if (!context.isStartTlsOffered()) {
        context.refuse(reply::tlsNotOffered());
    } else if (!argument.isEmpty()) {
        context.refuse(reply::noArguments());
    } else {
        context.reply(reply::readyForTls());
        context.push(action::StartTls{});
        context.enterState(SessionState::AwaitingTls);
    }
}

void handleNoop(SessionContext &context, const QByteArray &)
{
    context.reply(reply::noopOk());
}

void handleVrfy(SessionContext &context, const QByteArray &argument)
{
    if (argument.isEmpty())
        context.refuse(reply::vrfySyntax());
    else
        context.reply(reply::cannotVerify());
}

void handleHelp(SessionContext &context, const QByteArray &)
{
    context.reply(reply::help());
}

void handleQuit(SessionContext &context, const QByteArray &argument)
{
    if (argument.isEmpty())
        context.closeWith(reply::goodbye());
    else
        context.refuse(reply::noArguments());
}

void handleNotImplemented(SessionContext &context, const QByteArray &)
{
    context.refuse(reply::notImplemented());
}

} // namespace postern::smtp
