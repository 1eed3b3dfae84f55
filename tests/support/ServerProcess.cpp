// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ServerProcess.h"

#include "server/storage/RouteStore.h"
#include "server/storage/SettingStore.h"
#include "server/storage/WhitelistStore.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <future>

namespace postern
{

namespace
{

constexpr char configuration[] = R"(hostname = "gate.example.com"

[control]
listen = "127.0.0.1:%1"

[[listener]]
name = "relay"
address = "127.0.0.1:0"
role = "relay"
tls = "none"
)";

const storage::Actor setUp{
    QStringLiteral("test"), QStringLiteral("local"), QStringLiteral("test"), {}};

} // namespace

ServerProcess::ServerProcess()
{
    QDir().mkpath(dataFolder());
    QFile::setPermissions(dataFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    writeConfiguration(0);
    m_process.setStandardErrorFile(filePath(QStringLiteral("log")), QIODevice::Append);
}

ServerProcess::~ServerProcess()
{
    kill();
}

void ServerProcess::writeConfiguration(quint16 controlPort) const
{
    QFile file(filePath(QStringLiteral("postern.toml")));
    if (file.open(QIODevice::WriteOnly))
        file.write(QString::fromLatin1(configuration).arg(controlPort).toUtf8());
}

void ServerProcess::keepControlPort()
{
    writeConfiguration(port(QStringLiteral("control")));
}

Result<void> ServerProcess::prepare(const storage::StorageThread::Job &job) const
{
    storage::StorageThread thread(
        {QStringLiteral("sqlite:") + dataFolder() + QLatin1String("/postern.db")});
    if (auto started = thread.start(); !started.ok())
        return started;
    std::promise<Result<void>> done;
    auto future = done.get_future();
    thread.submit(job, [&done](const Result<void> &result) { done.set_value(result); });
    return future.get();
}

Result<void> ServerProcess::prepareRelay(const QString &client, const QString &route) const
{
    return prepare([client, route](storage::Database &database) -> Result<void> {
        WhitelistEntry entry;
        entry.range = AddressRange::parse(client).value();
        entry.services = Service::Smtp | Service::SmtpAuthBypass;
        if (auto added = storage::WhitelistStore(database).add(entry, setUp, 1); !added.ok())
            return added.error();
        Route target = Route::parseTarget(route).value();
        target.domain = QStringLiteral("default");
        if (auto set = storage::RouteStore(database).set({target, {}}, setUp, 1); !set.ok())
            return set.error();
        storage::SettingStore settings(database);
        for (const QString &key : {QStringLiteral("smtp.listed-recipients-per-hour"),
                                   QStringLiteral("smtp.listed-recipients-per-day")}) {
            if (auto set = settings.set(key, QStringLiteral("0"), setUp, 1); !set.ok())
                return set;
        }
        return settings.set(QStringLiteral("smtp.connections-per-listed-address"),
                            QStringLiteral("100"), setUp, 1);
    });
}

void ServerProcess::start(const QStringList &environment, const QStringList &wrapper)
{
    QFile::remove(dataFolder() + QLatin1String("/ports.json")); // left by one that was killed
    QStringList command = wrapper;
    command << QStringLiteral(POSTERN_SERVER_PROGRAM) << QStringLiteral("--config")
            << filePath(QStringLiteral("postern.toml")) << QStringLiteral("--data-dir")
            << dataFolder();
    m_process.setEnvironment(QProcess::systemEnvironment() + environment);
    const QString program = command.takeFirst();
    m_process.start(program, command);
    m_process.waitForStarted();
}

quint16 ServerProcess::port(const QString &listener) const
{
    QFile file(dataFolder() + QLatin1String("/ports.json"));
    if (!isRunning() || !file.open(QIODevice::ReadOnly))
        return 0;
    const QJsonObject ports = QJsonDocument::fromJson(file.readAll()).object();
    return static_cast<quint16>(ports.value(listener).toInt());
}

qint64 ServerProcess::serverPid() const
{
    QFile file(dataFolder() + QLatin1String("/posternd.lock"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

void ServerProcess::kill()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void ServerProcess::terminate()
{
    // Under a wrapper the server itself is meant; the wrapper ends with it.
    if (const qint64 pid = serverPid(); pid > 0 && isRunning())
        ::kill(static_cast<pid_t>(pid), SIGTERM);
}

bool ServerProcess::wasKilled() const
{
    return m_process.exitStatus() == QProcess::CrashExit && m_process.exitCode() == SIGKILL;
}

QByteArray ServerProcess::log() const
{
    constexpr qint64 most = 4000;
    QFile file(filePath(QStringLiteral("log")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - most));
    return file.readAll();
}

} // namespace postern
