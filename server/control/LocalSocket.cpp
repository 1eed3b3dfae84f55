// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/LocalSocket.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSaveFile>
#include <QStandardPaths>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace postern::control
{

namespace
{

constexpr qint64 unknownUid = -1;
constexpr int listenAgainMs = 2000;

qint64 peerUid(const QLocalSocket &socket)
{
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    const int descriptor = static_cast<int>(socket.socketDescriptor());
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return unknownUid;
    return credentials.uid;
}

bool isAllowed(qint64 uid)
{
    return uid == 0 || uid == static_cast<qint64>(geteuid());
}

QString defaultRuntimeDir()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder.isEmpty() ? QDir::tempPath() : folder;
}

// A folder that others can neither enter nor have put there before us.
bool makePrivateFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (mkdir(name.constData(), S_IRWXU) != 0 && errno != EEXIST)
        return false;
    struct stat found = {};
    if (lstat(name.constData(), &found) != 0 || !S_ISDIR(found.st_mode))
        return false;
    return found.st_uid == geteuid() && (found.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

Error cannotListen(const QString &path, const QString &why)
{
    return {ErrorKind::Unavailable,
            QStringLiteral("The local control socket %1 cannot be opened: %2.").arg(path, why)};
}

} // namespace

LocalSocket::LocalSocket(QObject *parent) : QObject(parent), m_server(new QLocalServer(this))
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &LocalSocket::onNewConnection);
    // Qt closes a local server for good when the descriptor table is full; this is the way back in
    // after a lock-out, so it must come back.
    m_watch.setInterval(listenAgainMs);
    m_watch.callOnTimeout(this, [this] {
        if (m_server->isListening())
            return;
        QLocalServer::removeServer(m_path);
        m_server->listen(m_path);
    });
}

LocalSocket::~LocalSocket()
{
    m_server->close(); // removes the socket
}

Result<QString> LocalSocket::choosePath(const QString &dataDir, const QString &runtimeDir)
{
    const QString inDataDir = QDir(dataDir).absoluteFilePath(QStringLiteral("control.sock"));
    const QString pointer = QDir(dataDir).absoluteFilePath(QStringLiteral("control.path"));
    if (QFile::encodeName(inDataDir).size() <= longestPath) {
        QFile::remove(pointer);
        return inDataDir;
    }
    // The name follows from the data folder, so that a restart finds what a kill left behind.
    const QByteArray mark =
        QCryptographicHash::hash(inDataDir.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const QString folder = QDir(runtimeDir.isEmpty() ? defaultRuntimeDir() : runtimeDir)
                               .absoluteFilePath(QLatin1String("postern-") + QLatin1String(mark));
    const QString path = folder + QLatin1String("/control.sock");
    if (QFile::encodeName(path).size() > longestPath) {
        return cannotListen(path, QStringLiteral("its path has more than %1 bytes, and so has the "
                                                 "one in the data folder; use shorter ones")
                                      .arg(longestPath));
    }
    if (!makePrivateFolder(folder)) {
        return cannotListen(
            path, QStringLiteral("the folder %1 cannot be made or is open to others").arg(folder));
    }
    QSaveFile file(pointer);
    if (!file.open(QIODevice::WriteOnly) || file.write(QFile::encodeName(path) + '\n') < 0
        || !file.flush() || !file.commit())
        return cannotListen(path, file.errorString());
    return path;
}

Result<void> LocalSocket::listen(const QString &dataDir, const QString &runtimeDir)
{
    const Result<QString> path = choosePath(dataDir, runtimeDir);
    if (!path.ok())
        return path.error();
    m_path = *path;
    QLocalServer::removeServer(m_path);
    if (!m_server->listen(m_path))
        return cannotListen(m_path, m_server->errorString());
    m_watch.start();
    return {};
}

void LocalSocket::onNewConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        const qint64 uid = peerUid(*socket);
        if (isAllowed(uid)) {
            emit connected(socket);
        } else {
            emit refused(uid);
            socket->abort();
            socket->deleteLater();
        }
    }
}

} // namespace postern::control
