// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/DataFolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace postern
{

namespace
{

constexpr mode_t othersMode = 077;

Error refused(const QString &text)
{
    return {ErrorKind::Refused, text};
}

/// What is written anew each time (ports.json, the socket) goes with the folder.
struct OwnFile
{
    const char *name;
    int access;
};
constexpr std::array ownFiles{
    OwnFile{"posternd.lock", R_OK | W_OK},
    OwnFile{"postern.db", R_OK | W_OK},
    OwnFile{"postern.db-wal", R_OK | W_OK},
    OwnFile{"postern.db-shm", R_OK | W_OK},
    OwnFile{"secret.key", R_OK},
    OwnFile{"server.key", R_OK},
    OwnFile{"server.crt", R_OK},
    OwnFile{"node.id", R_OK},
};

/// The way of giving everything in the folder to the user that the server runs as.
QString chownCommand(const QString &folder)
{
    const struct passwd *account = ::getpwuid(::geteuid());
    const QString name =
        account ? QString::fromLocal8Bit(account->pw_name) : QString::number(::geteuid());
    return QStringLiteral("chown -R %1: %2").arg(name, folder);
}

Result<void> checkOwner(const QString &folder, uid_t owner)
{
    if (owner == ::geteuid())
        return {};
    const QString proposal =
        ::geteuid() == 0
            ? QStringLiteral("Start it as %1, or choose another folder with --data-dir.")
                  .arg(accountName(owner))
            : QStringLiteral("Run %1 as root, or choose another folder with --data-dir.")
                  .arg(chownCommand(folder));
    return refused(QStringLiteral("The data folder %1 belongs to %2, and the server runs as %3. %4")
                       .arg(folder, accountName(owner), accountName(::geteuid()), proposal));
}

/// A start as root, or a backup that root put back, leaves files that are closed to the service.
Result<void> checkOwnFiles(const QString &folder)
{
    for (const OwnFile &own : ownFiles) {
        const QString file = QDir(folder).filePath(QString::fromLatin1(own.name));
        const QByteArray name = QFile::encodeName(file);
        struct stat info = {};
        if (::stat(name.constData(), &info) != 0 || info.st_uid == ::geteuid()
            || ::access(name.constData(), own.access) == 0)
            continue;
        return refused(QStringLiteral("The file %1 belongs to %2 and is closed to %3, as whom the "
                                      "server runs. Run %4 as root.")
                           .arg(file, accountName(info.st_uid), accountName(::geteuid()),
                                chownCommand(folder)));
    }
    return {};
}

Result<void> makeAndCheck(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (!QFileInfo::exists(path)) {
        QDir().mkpath(QFileInfo(path).absolutePath());
        if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST) {
            return refused(QStringLiteral("The data folder %1 cannot be made: %2. Choose another "
                                          "with --data-dir.")
                               .arg(path, qt_error_string(errno)));
        }
    }
    struct stat info = {};
    if (::stat(name.constData(), &info) != 0 || !S_ISDIR(info.st_mode))
        return refused(QStringLiteral("The data folder %1 is no folder.").arg(path));
    if (const Result<void> owned = checkOwner(path, info.st_uid); !owned)
        return owned;
    if ((info.st_mode & othersMode) != 0) {
        return refused(QStringLiteral("The data folder %1 may be opened by others (mode %2); run "
                                      "chmod 700 %1.")
                           .arg(path, QString::number(info.st_mode & 07777, 8)));
    }
    return checkOwnFiles(path);
}

QString processIn(int fd)
{
    char text[32] = {};
    const ssize_t size = ::pread(fd, text, sizeof text - 1, 0);
    return size > 0 ? QString::fromLatin1(text, size).trimmed() : QStringLiteral("unknown");
}

} // namespace

QString accountName(uint uid)
{
    const struct passwd *account = ::getpwuid(uid);
    return account ? QStringLiteral("%1 (uid %2)")
                         .arg(QString::fromLocal8Bit(account->pw_name))
                         .arg(uid)
                   : QStringLiteral("uid %1").arg(uid);
}

Result<DataFolder> DataFolder::open(const QString &path)
{
    const QString folder = QDir(path).absolutePath();
    if (const Result<void> checked = makeAndCheck(folder); !checked)
        return checked.error();
    const QString lockFile = QDir(folder).filePath(QStringLiteral("posternd.lock"));
    const int fd =
        ::open(QFile::encodeName(lockFile).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        return refused(QStringLiteral("The data folder %1 cannot be written: %2.")
                           .arg(folder, qt_error_string(errno)));
    }
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        const Error error =
            refused(QStringLiteral("The data folder %1 is in use by another posternd, pid %2.")
                        .arg(folder, processIn(fd)));
        ::close(fd);
        return error;
    }
    const QByteArray pid = QByteArray::number(qint64(::getpid())) + '\n';
    if (::ftruncate(fd, 0) == 0) [[maybe_unused]]
        const ssize_t ignored = ::pwrite(fd, pid.constData(), size_t(pid.size()), 0);
    DataFolder opened(folder, fd);
    QFile::remove(opened.file(QStringLiteral("ports.json"))); // of a process that was killed
    return opened;
}

DataFolder::DataFolder(DataFolder &&other) noexcept
    : m_path(std::move(other.m_path)), m_lock(std::exchange(other.m_lock, -1))
{}

DataFolder::~DataFolder()
{
    if (m_lock < 0)
        return;
    QFile::remove(file(QStringLiteral("ports.json")));
    ::close(m_lock);
}

QString DataFolder::file(const QString &name) const
{
    return QDir(m_path).filePath(name);
}

Result<QString> DataFolder::nodeName(const QString &hostname) const
{
    const QString path = file(QStringLiteral("node.id"));
    QFile kept(path);
    if (kept.open(QIODevice::ReadOnly)) {
        const QString id = QString::fromUtf8(kept.read(200)).trimmed();
        if (!id.isEmpty())
            return id;
    }
    const QString id = hostname + u'-' + QUuid::createUuid().toString(QUuid::Id128).left(8);
    // On a full disk commit() alone (Qt 6.4) puts an empty file in place; flush() tells.
    QSaveFile made(path);
    if (!made.open(QIODevice::WriteOnly) || made.write(id.toUtf8()) < 0 || !made.flush()
        || !made.commit()) {
        return refused(QStringLiteral("The data folder %1 cannot be written: %2.")
                           .arg(m_path, made.errorString()));
    }
    return id;
}

Result<void> DataFolder::writePorts(const QHash<QString, int> &ports) const
{
    QJsonObject object;
    for (auto it = ports.cbegin(); it != ports.cend(); ++it)
        object.insert(it.key(), it.value());
    QSaveFile out(file(QStringLiteral("ports.json")));
    if (!out.open(QIODevice::WriteOnly) || out.write(QJsonDocument(object).toJson()) < 0
        || !out.flush() || !out.commit()) {
        return refused(
            QStringLiteral("%1 cannot be written: %2. The server was not started; nothing is lost.")
                .arg(out.fileName(), out.errorString()));
    }
    return {};
}

} // namespace postern
