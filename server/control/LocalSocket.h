// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QObject>
#include <QTimer>

class QLocalServer;
class QLocalSocket;

namespace postern::control
{

/// The local socket of a data folder: DATA/control.sock, readable by its owner alone. A path of
/// more than 90 bytes, which the kernel and Qt would refuse, moves it to a folder of its own in the
/// runtime folder, and DATA/control.path then holds its path. A peer must run as this process's
/// user or as root (SO_PEERCRED). Thread: where it was made.
class LocalSocket : public QObject
{
    Q_OBJECT

public:
    static constexpr int longestPath = 90;

    explicit LocalSocket(QObject *parent = nullptr);
    ~LocalSocket() override;

    /// Replaces a socket that a killed process left behind. Unavailable with a sentence that names
    /// the path.
    [[nodiscard]] Result<void> listen(const QString &dataDir, const QString &runtimeDir);
    [[nodiscard]] QString path() const { return m_path; }

signals:
    /// A connected peer that may use it; the receiver takes the socket over.
    void connected(QLocalSocket *socket);
    /// A peer of another user was turned away.
    void refused(qint64 uid);

private:
    [[nodiscard]] Result<QString> choosePath(const QString &dataDir, const QString &runtimeDir);
    void onNewConnection();

    QLocalServer *m_server;
    QTimer m_watch;
    QString m_path;
};

} // namespace postern::control
