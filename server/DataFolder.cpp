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

#include <cerrno>
#include <fcntl.h>
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
    if (info.st_uid != ::geteuid()) {
        return refused(QStringLiteral("The data folder %1 belongs to another user (uid %2); the "
                                      "server runs as uid %3 and needs one of its own.")
                           .arg(path)
                           .arg(info.st_uid)
                           .arg(::geteuid()));
    }
    if ((info.st_mode & othersMode) != 0) {
        return refused(QStringLiteral("The data folder %1 may be opened by others (mode %2); run "
                                      "chmod 700 %1.")
                           .arg(path, QString::number(info.st_mode & 07777, 8)));
    }
    return {};
}

QString processIn(int fd)
{
    char text[32] = {};
    const ssize_t size = ::pread(fd, text, sizeof text - 1, 0);
    return size > 0 ? QString::fromLatin1(text, size).trimmed() : QStringLiteral("unknown");
}

} // namespace

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
    QSaveFile made(path);
    if (!made.open(QIODevice::WriteOnly) || made.write(id.toUtf8()) < 0 || !made.commit()) {
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
        || !out.commit()) {
        return refused(
            QStringLiteral("%1 cannot be written: %2.").arg(out.fileName(), out.errorString()));
    }
    return {};
}

} // namespace postern
