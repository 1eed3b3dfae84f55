// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/AuthCommand.h"

#include "server/smtp/ReplyCatalogue.h"
#include "server/smtp/StrictBase64.h"

namespace postern::smtp
{

namespace
{

void giveUp(SessionContext &context, const SmtpReply &refusal)
{
    context.abortSasl();
    context.enterState(SessionState::Ready);
    context.refuse(refusal);
}

SmtpReply withText(SmtpReply reply, const QByteArray &text)
{
    if (!text.isEmpty())
        reply.text = text;
    return reply;
}

void startExchange(SessionContext &context, const QList<QByteArray> &words)
{
    action::StartSasl start{words.first().toUpper(), std::nullopt};
    if (!context.config().mechanisms.contains(start.mechanism)) {
        context.refuse(reply::unknownMechanism());
        return;
    }
    if (words.size() == 2) {
        // "=" is an initial response that is there and empty.
        start.initialResponse =
            words.last() == "=" ? QByteArray() : decodeStrictBase64(words.last());
        if (!start.initialResponse) {
            context.refuse(reply::badBase64());
            return;
        }
    }
    context.beginSasl(std::move(start));
    context.enterState(SessionState::AwaitingSasl);
}

} // namespace

void handleAuth(SessionContext &context, const QByteArray &argument)
{
    const QList<QByteArray> words = argument.simplified().split(' ');
    if (!context.isAuthOffered())
        context.refuse(reply::authNotOffered());
    else if (!context.user.isEmpty())
        context.refuse(reply::alreadyAuthenticated());
    else if (argument.isEmpty() || words.size() > 2)
        context.refuse(reply::authSyntax());
    else
        startExchange(context, words);
}

void handleSaslResponse(SessionContext &context, const CommandReader::Line &line)
{
    using Kind = CommandReader::Line::Kind;
    if (line.kind == Kind::AuthTooLong) {
        giveUp(context, reply::authLineTooLong());
        return;
    }
    if (line.text == "*") {
        giveUp(context, reply::authCancelled());
        return;
    }
    const auto response =
        line.kind == Kind::Complete ? decodeStrictBase64(line.text) : std::nullopt;
    if (!response) {
        giveUp(context, reply::badBase64());
        return;
    }
    context.push(action::ContinueSasl{*response});
    context.enterState(SessionState::AwaitingSasl);
}

void finishSasl(SessionContext &context, const SaslOutcome &outcome)
{
    if (outcome.kind == SaslOutcome::Kind::Challenge) {
        context.enterState(SessionState::SaslResponse);
        context.reply(reply::challenge(outcome.challenge));
        return;
    }
    context.endSasl();
    context.enterState(SessionState::Ready);
    switch (outcome.kind) {
    case SaslOutcome::Kind::Challenge:
        return;
    case SaslOutcome::Kind::Success:
        context.user = outcome.user;
        context.reply(reply::authenticated());
        return;
    case SaslOutcome::Kind::Failure:
        context.refuse(withText(reply::authFailed(), outcome.text));
        return;
    case SaslOutcome::Kind::TemporaryFailure:
        context.refuseLogin(withText(reply::authTemporaryFailure(), outcome.text));
        return;
    }
}

} // namespace postern::smtp
