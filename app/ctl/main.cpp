// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/CommandLine.h"
#include "app/ctl/ServerClient.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cstdio>

using namespace postern;
using namespace postern::ctl;

namespace
{

/// Connects at the first call.
CommandContext::Call callsOver(ServerClient &client, const ConnectionOptions &options)
{
    return [&client, &options, target = std::optional<ConnectionOptions::Target>()](
               const QString &method, const QJsonObject &params) mutable -> Attempt<QJsonObject> {
        if (!target) {
            const Attempt<ConnectionOptions::Target> resolved = options.resolve();
            if (!resolved)
                return resolved.error();
            target = resolved.value();
        }
        return client.call(*target, method, params);
    };
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    QTextStream err(stderr);
    CommandLine commandLine(out, err, QDateTime::currentMSecsSinceEpoch());
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments == std::vector<std::string>{"--reference"}) {
        out << commandLine.reference();
        return 0;
    }
    ServerClient client;
    const int code = commandLine.run(arguments, [&client](const ConnectionOptions &options) {
        return callsOver(client, options);
    });
    out.flush();
    const bool isLost = std::fflush(stdout) != 0 || out.status() != QTextStream::Ok;
    if (isLost && code == 0) {
        err << "posternctl: The output could not be written; what was asked for is done."
            << Qt::endl;
        return static_cast<int>(ExitCode::Refused);
    }
    return code;
}
