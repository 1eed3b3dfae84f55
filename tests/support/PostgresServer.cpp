// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/PostgresServer.h"

#include <QFile>

#include <csignal>

#include <pwd.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

namespace postern::test
{

namespace
{

constexpr int timeoutMs = 60000;
const QString programs = QStringLiteral("/usr/lib/postgresql/15/bin/");

/// Makes the child of a root process the user postgres, and ends it with the test.
void becomePostgres(QProcess &process)
{
    const passwd *user = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr;
    const uid_t uid = user != nullptr ? user->pw_uid : 0;
    const gid_t gid = user != nullptr ? user->pw_gid : 0;
    process.setChildProcessModifier([uid, gid] {
        if (uid != 0 && (::setgid(gid) != 0 || ::setuid(uid) != 0))
            ::_exit(126);
        // A fast shutdown should the test die.
        ::prctl(PR_SET_PDEATHSIG, SIGINT);
    });
}

Error failed(const QString &what, const QByteArray &output)
{
    return {ErrorKind::Unavailable,
            QStringLiteral("%1 failed: %2").arg(what, QString::fromLocal8Bit(output))};
}

} // namespace

Result<std::unique_ptr<PostgresServer>> PostgresServer::start()
{
    if (!QFile::exists(programs + QStringLiteral("initdb"))) {
        return Error{
            ErrorKind::Unavailable,
            QStringLiteral("PostgreSQL is not installed; this test needs the Debian package "
                           "postgresql-15.")};
    }
    std::unique_ptr<PostgresServer> server(new PostgresServer);
    if (::getuid() == 0) {
        const passwd *user = ::getpwnam("postgres");
        const QByteArray folder = QFile::encodeName(server->m_folder.path());
        if (user == nullptr || ::chown(folder.constData(), user->pw_uid, user->pw_gid) != 0)
            return Error{ErrorKind::Unavailable,
                         QStringLiteral("There is no user postgres; the Debian package "
                                        "postgresql-15 makes it.")};
    }
    const Result<void> made =
        server->run(QStringLiteral("initdb"),
                    {QStringLiteral("-D"), server->m_folder.filePath(QStringLiteral("data")),
                     QStringLiteral("-U"), QStringLiteral("postern"), QStringLiteral("-A"),
                     QStringLiteral("trust"), QStringLiteral("-E"), QStringLiteral("UTF8"),
                     QStringLiteral("--locale=C"), QStringLiteral("--no-sync")});
    if (!made)
        return made.error();
    if (const Result<void> started = server->startServer(); !started)
        return started.error();
    return server;
}

Result<void> PostgresServer::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    becomePostgres(process);
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(programs + program, arguments);
    const bool isDone = process.waitForFinished(timeoutMs);
    if (!isDone || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return failed(program, process.readAll());
    return {};
}

Result<void> PostgresServer::startServer()
{
    becomePostgres(m_server);
    m_server.setWorkingDirectory(m_folder.path());
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(programs + QStringLiteral("postgres"),
                   {QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")),
                    QStringLiteral("-k"), m_folder.path(), QStringLiteral("-c"),
                    QStringLiteral("listen_addresses="), QStringLiteral("-c"),
                    QStringLiteral("fsync=off"), QStringLiteral("-c"),
                    QStringLiteral("shared_buffers=16MB"), QStringLiteral("-c"),
                    QStringLiteral("lc_messages=C")});
    QByteArray output;
    while (!output.contains("ready to accept connections")) {
        if (!m_server.waitForReadyRead(timeoutMs))
            return failed(QStringLiteral("postgres"), output);
        output += m_server.readAll();
    }
    return {};
}

PostgresServer::~PostgresServer()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_server.processId()), SIGINT);
    m_server.waitForFinished(timeoutMs);
}

Result<QString> PostgresServer::createDatabase()
{
    const QString name = QStringLiteral("test%1").arg(++m_databases);
    const Result<void> made =
        run(QStringLiteral("createdb"), {QStringLiteral("-h"), m_folder.path(),
                                         QStringLiteral("-U"), QStringLiteral("postern"), name});
    if (!made)
        return made.error();
    return QStringLiteral("postgresql:///%1?host=%2&user=postern").arg(name, m_folder.path());
}

} // namespace postern::test
