// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/CommandLine.h"

#include "app/ctl/AdminCommands.h"
#include "app/ctl/AuditCommands.h"
#include "app/ctl/DomainCommands.h"
#include "app/ctl/PairCommand.h"
#include "app/ctl/QueueCommands.h"
#include "app/ctl/RedeemCommand.h"
#include "app/ctl/Reference.h"
#include "app/ctl/RouteCommands.h"
#include "app/ctl/SettingsCommands.h"
#include "app/ctl/StatusCommand.h"
#include "app/ctl/UserCommands.h"
#include "app/ctl/WhitelistCommands.h"
#include "app/ctl/Wording.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace postern::ctl
{

/// Declared in the order in which help shows them.
struct CommandLine::Commands
{
    CLI::App app{"Administers a Postern server: who may send without a login, where mail goes, and "
                 "what waits.",
                 "posternctl"};
    ConnectionOptions connection;
    CommandTree tree{Command(app)};
    WhitelistCommands whitelist{tree};
    UserCommands user{tree};
    AdminCommands admin{tree};
    DomainCommands domain{tree};
    RouteCommands route{tree};
    QueueCommands queue{tree};
    SettingsCommands settings{tree};
    AuditCommands audit{tree};
    StatusCommand status{tree};
    PairCommand pair{tree};
    RedeemCommand redeem{tree};

    /// The last command that the command line named, and all the words up to it.
    [[nodiscard]] std::pair<const CLI::App *, QString> innermost() const
    {
        const CLI::App *last = &app;
        QString path = QString::fromStdString(app.get_name());
        while (!last->get_subcommands().empty()) {
            last = last->get_subcommands().front();
            path += u' ' + QString::fromStdString(last->get_name());
        }
        return {last, path};
    }
};

CommandLine::CommandLine(QTextStream &out, QTextStream &err, UtcMs now)
    : m_commands(std::make_unique<Commands>()), m_out(out), m_err(err), m_now(now)
{
    CLI::App &app = m_commands->app;
    m_commands->connection.addTo(Command(app));
    app.set_version_flag("--version", "posternctl " POSTERN_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Ends with 0: done; 1: refused by the server, or the output could not be written; 2: "
        "wrong usage, or a text that cannot be right; 3: no connection, or not the trusted "
        "server.\n"
        "\"posternctl COMMAND --help\" says more.");
}

CommandLine::~CommandLine() = default;

int CommandLine::run(std::vector<std::string> arguments, const Connect &connect)
{
    std::reverse(arguments.begin(), arguments.end()); // as CLI11 wants them
    try {
        m_commands->app.parse(std::move(arguments));
    } catch (const CLI::CallForHelp &) {
        // Says it of the innermost command that was named.
        m_out << QString::fromStdString(m_commands->app.help()) << Qt::flush;
        return 0;
    } catch (const CLI::CallForVersion &version) {
        m_out << QString::fromUtf8(version.what()) << Qt::endl;
        return 0;
    } catch (const CLI::RequiredError &error) {
        const QString text = QString::fromUtf8(error.what());
        const bool isCommand = text.startsWith(QLatin1String("A subcommand"));
        return printUsage(isCommand ? missingCommand() : text);
    } catch (const CLI::ExtrasError &) {
        return printUsage(unexpectedWord());
    } catch (const CLI::ArgumentMismatch &error) {
        const QString problem = QString::fromUtf8(error.what());
        const QString sentence =
            problem.contains(QLatin1String("At Most"))
                ? QStringLiteral("%1 is given twice.")
                : QStringLiteral("%1 needs a value, and one that is not empty.");
        return printUsage(sentence.arg(problem.section(u':', 0, 0)));
    } catch (const CLI::ParseError &error) {
        return printUsage(QString::fromUtf8(error.what()));
    }
    return runChosen(connect);
}

QString CommandLine::missingCommand() const
{
    const auto [app, path] = m_commands->innermost();
    QStringList names;
    for (const CLI::App *command : app->get_subcommands([](const CLI::App *) { return true; }))
        names.append(QString::fromStdString(command->get_name()));
    const std::vector<std::string> rest = m_commands->app.remaining(true);
    const QString there = names.join(QStringLiteral(", "));
    if (rest.empty()) {
        return QStringLiteral("After \"%1\" a command is missing; there are: %2.").arg(path, there);
    }
    return QStringLiteral("\"%1\" is not a command of %2; there are: %3.")
        .arg(QString::fromStdString(rest.front()), path, there);
}

QString CommandLine::unexpectedWord() const
{
    const auto [app, path] = m_commands->innermost();
    const QString word = QString::fromStdString(m_commands->app.remaining(true).front());
    if (word.startsWith(u'-'))
        return QStringLiteral("\"%1\" is not an option of %2.").arg(word, path);
    return QStringLiteral("\"%1\" is one argument more than %2 takes.").arg(word, path);
}

int CommandLine::printUsage(const QString &text) const
{
    print(usage(text));
    m_err << "\"posternctl --help\" lists the commands, \"posternctl COMMAND --help\" says how one "
             "is used."
          << Qt::endl;
    return static_cast<int>(ExitCode::Usage);
}

int CommandLine::runChosen(const Connect &connect)
{
    const CommandTree &tree = m_commands->tree;
    CommandContext context(connect(m_commands->connection), m_out, m_err);
    context.isJson = tree.isJson();
    context.why = tree.why();
    context.now = m_now;
    const Outcome outcome = tree.chosen()(context);
    if (outcome)
        return outcome.value();
    print(outcome.error());
    return static_cast<int>(outcome.error().code);
}

void CommandLine::print(const Failure &failure) const
{
    m_out.flush();
    const Error &error = failure.error;
    if (m_commands->tree.isJson()) {
        printJson(error);
        return;
    }
    m_err << "posternctl: ";
    if (!error.field.isEmpty())
        m_err << error.field << ": ";
    m_err << printable(error.text) << Qt::endl;
    const QJsonArray suggestions = error.data.value(QStringLiteral("suggestions")).toArray();
    for (const QJsonValue &suggestion : suggestions) {
        if (!error.text.contains(suggestion.toString()))
            m_err << "  Perhaps: " << printable(suggestion.toString()) << Qt::endl;
    }
    const QString detail = error.data.value(QStringLiteral("detail")).toString();
    if (!detail.isEmpty())
        m_err << "  Detail: " << printable(detail) << Qt::endl;
    if (error.kind == ErrorKind::Confirm)
        m_err << "  In posternctl: repeat the command with --confirm-wide." << Qt::endl;
}

void CommandLine::printJson(const Error &error) const
{
    const QJsonObject json{{QStringLiteral("kind"), errorKindName(error.kind)},
                           {QStringLiteral("message"), error.text},
                           {QStringLiteral("field"), error.field},
                           {QStringLiteral("data"), error.data}};
    const QJsonDocument document(QJsonObject{{QStringLiteral("error"), json}});
    m_err << QString::fromUtf8(document.toJson(QJsonDocument::Indented)) << Qt::flush;
}

QString CommandLine::reference() const
{
    return Reference(m_commands->app).toMarkdown();
}

} // namespace postern::ctl
