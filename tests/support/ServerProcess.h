// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/StorageThread.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace postern
{

/// A real posternd with a data folder of its own, on ports that the kernel chose: one relay
/// listener without TLS ("relay") and the control port. Can be killed and started again on what it
/// left. Lives on the thread that made it, which runs an event loop.
class ServerProcess
{
public:
    ServerProcess();
    /// Kills it.
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// Changes the database while no server runs.
    [[nodiscard]] Result<void> prepare(const storage::StorageThread::Job &job) const;
    /// The bypass for this address without limits, and the default route.
    [[nodiscard]] Result<void> prepareRelay(const QString &client, const QString &route) const;
    /// Under another program (strace, say) when `wrapper` is not empty: its name and arguments.
    void start(const QStringList &environment = {}, const QStringList &wrapper = {});
    /// It listens.
    [[nodiscard]] bool isUp() const { return port(QStringLiteral("relay")) != 0; }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] quint16 port(const QString &listener) const;
    /// The next start listens for control on the port of this one, as a configured server does.
    void keepControlPort();
    /// SIGKILL, and waits for its end.
    void kill();
    /// SIGTERM, as a service manager would.
    void terminate();
    /// It ended by SIGKILL, whoever sent it.
    [[nodiscard]] bool wasKilled() const;
    [[nodiscard]] QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    /// The last part of what it logged.
    [[nodiscard]] QByteArray log() const;

private:
    [[nodiscard]] qint64 serverPid() const;
    void writeConfiguration(quint16 controlPort) const;

    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace postern
