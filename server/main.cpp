// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ServerApplication.h"
#include "server/config/SetupCommand.h"
#include "server/runtime/UnixSignals.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QFileInfo>
#include <QTextStream>

#include <cstdio>
#include <iostream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace
{

using namespace postern;

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;
constexpr char serviceConfig[] = "/etc/postern/postern.toml";

struct Arguments
{
    std::string config;
    std::string dataDir;
    std::string listen;
    std::string controlListen;
    std::string hostname;
    std::string setupConfig = serviceConfig;
};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

int fail(const Error &error)
{
    std::cerr << "posternd: " << error.text.toStdString() << '\n';
    return exitFailed;
}

int failUsage(const std::string &text)
{
    std::cerr << "posternd: " << text << "\nposternd --help lists the options.\n";
    return exitUsage;
}

/// Thousands of sessions need more descriptors than the usual 1,024.
void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

Result<config::ServerConfig> configuration(const Arguments &arguments)
{
    QString file = text(arguments.config);
    const QString service = QString::fromLatin1(serviceConfig);
    if (file.isEmpty() && arguments.dataDir.empty() && QFileInfo::exists(service))
        file = service;
    if (file.isEmpty()) {
        if (arguments.dataDir.empty()) {
            return Error{ErrorKind::Invalid,
                         QStringLiteral("Neither --data-dir nor --config is given, and there is no "
                                        "%1; posternd --data-dir FOLDER is enough to begin with.")
                             .arg(service)};
        }
        return config::ServerConfig::defaults(
            QFileInfo(text(arguments.dataDir)).absoluteFilePath());
    }
    Result<config::ServerConfig> loaded = config::ServerConfig::load(file);
    if (loaded.ok() && !arguments.dataDir.empty())
        loaded.value().dataDir = QFileInfo(text(arguments.dataDir)).absoluteFilePath();
    return loaded;
}

int runSetup(const Arguments &arguments)
{
    QTextStream input(stdin);
    QTextStream output(stdout);
    config::SetupCommand::Options options;
    options.listen = text(arguments.listen);
    options.controlListen = text(arguments.controlListen);
    options.hostname = text(arguments.hostname);
    if (!arguments.dataDir.empty())
        options.dataDir = QFileInfo(text(arguments.dataDir)).absoluteFilePath();
    options.file = text(arguments.setupConfig);
    options.isAsking = ::isatty(STDIN_FILENO) == 1;
    const Result<void> done = config::SetupCommand(input, output).run(options);
    if (done.ok())
        return 0;
    const int code = fail(done.error());
    return done.error().kind == ErrorKind::Invalid ? exitUsage : code;
}

int runServer(const Arguments &arguments)
{
    const Result<config::ServerConfig> config = configuration(arguments);
    if (!config)
        return fail(config.error());
    raiseFileLimit();
    ::umask(077); // whatever is written is the server's alone
    // Before any other thread: they inherit the blocked signals.
    runtime::UnixSignals signals_;
    ServerApplication server(config.value());
    if (const Result<void> started = server.start(); !started)
        return fail(started.error());
    QObject::connect(&signals_, &runtime::UnixSignals::endRequested, qApp,
                     [] { QCoreApplication::quit(); });
    QObject::connect(&signals_, &runtime::UnixSignals::reloadRequested, &server,
                     &ServerApplication::reload);
    const int code = QCoreApplication::exec();
    server.stop();
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    Arguments arguments;
    CLI::App app("posternd, the mail relay of Postern");
    app.set_version_flag("--version", "posternd " POSTERN_VERSION);
    app.add_option("--config", arguments.config, "Configuration file (TOML)");
    app.add_option("--data-dir", arguments.dataDir,
                   "Folder of the server's data; enough to start with, on loopback alone");
    CLI::App *setup = app.add_subcommand("setup", "Writes the configuration of a service");
    setup->add_option("--listen", arguments.listen, "Address and port for mail, 0.0.0.0:25");
    setup->add_option("--control-listen", arguments.controlListen,
                      "Address and port for consoles, 0.0.0.0:2600");
    setup->add_option("--hostname", arguments.hostname, "Name of this mail server");
    setup->add_option("--data-dir", arguments.dataDir, "Folder of the server's data");
    setup->add_option("--config", arguments.setupConfig,
                      "File that is written; one that is there is left as it is");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ArgumentMismatch &error) {
        const std::string problem = error.what();
        const std::string option = problem.substr(0, problem.find(':'));
        const bool isTwice = problem.find("At Most") != std::string::npos;
        return failUsage(option + (isTwice ? " is given twice." : " needs a value."));
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == 0)
            return app.exit(error);
        return failUsage(error.what());
    }
    return setup->parsed() ? runSetup(arguments) : runServer(arguments);
}
