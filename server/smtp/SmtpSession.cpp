// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/SmtpSession.h"

#include "server/smtp/AuthCommand.h"
#include "server/smtp/CommandParser.h"
#include "server/smtp/CommandReader.h"
#include "server/smtp/CommandTable.h"
#include "server/smtp/DataReader.h"
#include "server/smtp/ReplyCatalogue.h"
#include "server/smtp/SessionContext.h"
#include "server/smtp/TransactionCommands.h"

namespace postern::smtp
{

class SmtpSession::Private
{
public:
    explicit Private(SessionConfig config) : context(std::move(config)) {}

    [[nodiscard]] bool isWaiting() const { return waitingStates.contains(context.state()); }
    [[nodiscard]] bool isClosed() const { return context.state() == SessionState::Closed; }
    /// Works on the input as far as it goes and hands out what there is to do.
    [[nodiscard]] Actions proceed();
    /// After what was waited for: goes on, or says goodbye if that became due meanwhile.
    [[nodiscard]] Actions proceedAfterWait();
    /// One line or piece; false when more input is needed.
    [[nodiscard]] bool step();
    [[nodiscard]] bool readContent();
    [[nodiscard]] bool readLine();
    void endContent();
    void takeCommand(const CommandReader::Line &line);
    void noteForLog(const CommandRow *row, const CommandLine &command);

    SessionContext context;
    QByteArray input;
    CommandReader commandReader;
    DataReader dataReader;
    qint64 contentSize = 0;
    std::optional<SmtpReply> farewell; ///< to be sent instead of going on after the wait
};

Actions SmtpSession::Private::proceed()
{
    while (!isWaiting() && !isClosed() && step()) {
    }
    if (isClosed() || context.state() == SessionState::AwaitingTls) {
        // RFC 3207 4.2: what was sent in the clear behind STARTTLS was perhaps not sent by the
        // client at all.
        input.clear();
        commandReader.reset();
    }
    if (input.size() > maxPendingInput) {
        input.clear();
        farewell = reply::tooMuchPipelined();
    }
    return context.takeActions();
}

Actions SmtpSession::Private::proceedAfterWait()
{
    if (farewell && !isClosed())
        context.closeWith(*farewell);
    return proceed();
}

bool SmtpSession::Private::step()
{
    return context.state() == SessionState::Data ? readContent() : readLine();
}

bool SmtpSession::Private::readContent()
{
    const QByteArrayView slice =
        QByteArrayView(input).first(std::min(input.size(), maxContentPiece - 2));
    DataReader::Piece piece = dataReader.read(slice);
    input.remove(0, piece.consumed);
    contentSize += piece.content.size();
    const qint64 limit = context.config().maxMessageSize;
    const bool isTooLarge = limit > 0 && contentSize > limit;
    if (isTooLarge)
        context.discardContent(); // read to the end, RFC 1870 6.3
    else if (!piece.content.isEmpty())
        context.push(action::AppendContent{std::move(piece.content)});
    if (isTooLarge && contentSize - limit > maxExcess) {
        context.closeWith(reply::messageTooLarge());
        return false;
    }
    switch (piece.status) {
    case DataReader::Status::More:
        return !input.isEmpty();
    case DataReader::Status::End:
        endContent();
        return true;
    case DataReader::Status::BareLineEnd:
        context.closeWith(reply::bareLineEndInContent());
        return false;
    case DataReader::Status::Nul:
        context.closeWith(reply::nulInContent());
        return false;
    }
    return false;
}

void SmtpSession::Private::endContent()
{
    const qint64 limit = context.config().maxMessageSize;
    if (limit > 0 && contentSize > limit) {
        context.resetTransaction();
        context.enterState(SessionState::Ready);
        context.refuse(reply::messageTooLarge());
        return;
    }
    context.commitContent();
    context.enterState(SessionState::AwaitingStorage);
}

bool SmtpSession::Private::readLine()
{
    const bool isSasl = context.state() == SessionState::SaslResponse;
    const auto mode = isSasl ? CommandReader::Mode::SaslResponse : CommandReader::Mode::Command;
    const CommandReader::Line line = commandReader.take(input, mode);
    if (line.kind == CommandReader::Line::Kind::Incomplete)
        return false;
    if (line.kind == CommandReader::Line::Kind::BareLineEnd)
        context.closeWith(reply::bareLineEndInCommand());
    else if (line.kind == CommandReader::Line::Kind::Endless)
        context.closeWith(reply::lineWithoutEnd());
    else if (isSasl)
        handleSaslResponse(context, line);
    else
        takeCommand(line);
    return true;
}

void SmtpSession::Private::takeCommand(const CommandReader::Line &line)
{
    using Kind = CommandReader::Line::Kind;
    const CommandLine command = CommandLine::split(line.text);
    const CommandRow *row = findCommand(command.verb);
    noteForLog(row, command);
    if (line.kind == Kind::TooLong)
        context.refuse(reply::lineTooLong());
    else if (line.kind == Kind::AuthTooLong)
        context.refuse(reply::authLineTooLong());
    else if (line.kind == Kind::Nul)
        context.refuse(reply::nulInCommand());
    else if (row == nullptr && isForeignVerb(command.verb))
        context.closeWith(reply::foreignProtocol());
    else if (row == nullptr)
        context.refuse(reply::unknownCommand());
    else
        runCommand(*row, context, command.argument);
    if (context.state() == SessionState::Data) {
        dataReader = DataReader();
        contentSize = 0;
    }
}

void SmtpSession::Private::noteForLog(const CommandRow *row, const CommandLine &command)
{
    context.loggableCommand = row == nullptr ? QByteArrayLiteral("(unknown)") : command.verb;
    if (row == nullptr || command.argument.isEmpty())
        return;
    if (command.verb != "AUTH") {
        context.loggableCommand += ' ' + command.argument;
        return;
    }
    // A mechanism that is not offered may be a password in the wrong place.
    const QByteArray mechanism = command.argument.split(' ').first().toUpper();
    if (context.config().mechanisms.contains(mechanism))
        context.loggableCommand += ' ' + mechanism;
}

SmtpSession::SmtpSession(SessionConfig config) : d(std::make_unique<Private>(std::move(config))) {}

SmtpSession::~SmtpSession() = default;

Actions SmtpSession::start(const std::optional<SmtpReply> &refusal)
{
    if (refusal) {
        d->context.closeWith(*refusal);
    } else {
        d->context.reply(reply::greeting(d->context.config().hostname));
        d->context.enterState(SessionState::Connected);
    }
    return d->context.takeActions();
}

Actions SmtpSession::feed(QByteArrayView bytes)
{
    if (d->isClosed() || d->farewell || d->context.state() == SessionState::AwaitingTls
        || d->context.state() == SessionState::Unopened)
        return {};
    d->input.append(bytes);
    return d->proceed();
}

Actions SmtpSession::tlsStarted()
{
    if (d->context.state() != SessionState::AwaitingTls)
        return {};
    d->context.resetForTls();
    d->context.enterState(SessionState::Connected);
    return d->proceedAfterWait();
}

Actions SmtpSession::resume(const PolicyAnswer &answer)
{
    if (d->context.state() == SessionState::AwaitingMail)
        finishMail(d->context, answer);
    else if (d->context.state() == SessionState::AwaitingRecipient)
        finishRcpt(d->context, answer);
    else
        return {};
    return d->proceedAfterWait();
}

Actions SmtpSession::resume(const SaslOutcome &outcome)
{
    if (d->context.state() != SessionState::AwaitingSasl)
        return {};
    finishSasl(d->context, outcome);
    return d->proceedAfterWait();
}

Actions SmtpSession::resume(const StoreOutcome &outcome)
{
    if (d->context.state() != SessionState::AwaitingStorage)
        return {};
    finishMessage(d->context, outcome);
    return d->proceedAfterWait();
}

Actions SmtpSession::timedOut()
{
    if (d->isClosed() || d->isWaiting())
        return {};
    d->context.closeWith(reply::timedOut());
    return d->context.takeActions();
}

Actions SmtpSession::shutDown()
{
    if (d->isClosed())
        return {};
    if (d->isWaiting()) {
        d->farewell = reply::shuttingDown();
        return {};
    }
    d->context.closeWith(reply::shuttingDown());
    return d->context.takeActions();
}

bool SmtpSession::isWaiting() const
{
    return d->isWaiting();
}

bool SmtpSession::isEncrypted() const
{
    return d->context.isEncrypted;
}

bool SmtpSession::isAuthOffered() const
{
    return d->context.isAuthOffered();
}

QString SmtpSession::user() const
{
    return d->context.user;
}

QByteArray SmtpSession::helo() const
{
    return d->context.helo;
}

bool SmtpSession::isExtended() const
{
    return d->context.isExtended;
}

const mail::Envelope *SmtpSession::envelope() const
{
    return d->context.envelope ? &*d->context.envelope : nullptr;
}

QByteArray SmtpSession::loggableCommand() const
{
    return d->context.loggableCommand;
}

bool SmtpSession::isInContent() const
{
    return d->context.state() == SessionState::Data;
}

std::chrono::milliseconds SmtpSession::timeout() const
{
    return isInContent() ? d->context.config().dataTimeout : d->context.config().commandTimeout;
}

QByteArray SmtpSession::stateName() const
{
    return sessionStateName(d->context.state());
}

} // namespace postern::smtp
