// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/CommandTable.h"

#include "server/smtp/AuthCommand.h"
#include "server/smtp/ReplyCatalogue.h"
#include "server/smtp/SessionCommands.h"
#include "server/smtp/TransactionCommands.h"

#include <algorithm>
#include <array>

namespace postern::smtp
{

namespace
{

using enum SessionState;

constexpr SessionStates anywhere = Connected | Ready | Mail | Recipients;

constexpr std::array table{
    CommandRow{"EHLO", anywhere, &handleEhlo, true},
    CommandRow{"HELO", anywhere, &handleHelo, true},
    CommandRow{"STARTTLS", Ready, &handleStartTls},
    CommandRow{"AUTH", Ready, &handleAuth},
    CommandRow{"MAIL", Ready, &handleMail},
    CommandRow{"RCPT", Mail | Recipients, &handleRcpt},
    CommandRow{"DATA", Recipients, &handleData},
    CommandRow{"RSET", anywhere, &handleRset, true},
    CommandRow{"NOOP", anywhere, &handleNoop, true},
    CommandRow{"VRFY", anywhere, &handleVrfy, true},
    CommandRow{"HELP", anywhere, &handleHelp, true},
    CommandRow{"EXPN", anywhere, &handleNotImplemented},
    CommandRow{"QUIT", anywhere, &handleQuit},
};

// What is missing, or in the way, where a command may not stand.
SmtpReply outOfOrder(const CommandRow &row, const SessionContext &context)
{
    if (context.state() == Connected)
        return reply::heloFirst();
    if (row.states.contains(Ready))
        return reply::transactionOpen();
    if (context.state() == Ready)
        return reply::mailFirst();
    // RFC 5321 3.3: DATA after refused recipients alone.
    return context.refusedRecipients > 0 ? reply::noValidRecipients() : reply::recipientFirst();
}

} // namespace

const CommandRow *findCommand(QByteArrayView verb)
{
    for (const CommandRow &row : table) {
        if (row.verb == verb)
            return &row;
    }
    return nullptr;
}

bool isForeignVerb(QByteArrayView verb)
{
    static constexpr std::array<QByteArrayView, 9> http{
        "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"};
    return verb.endsWith(':') || std::find(http.begin(), http.end(), verb) != http.end();
}

void runCommand(const CommandRow &row, SessionContext &context, const QByteArray &argument)
{
    if (row.isIdle && !context.mayIdle())
        return;
    if (row.states.contains(context.state()))
        row.handle(context, argument);
    else
        context.refuse(outOfOrder(row, context));
}

} // namespace postern::smtp
