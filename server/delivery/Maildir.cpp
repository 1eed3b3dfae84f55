// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Maildir.h"

#include <QDateTime>
#include <QFile>
#include <QRandomGenerator>
#include <QSysInfo>

#include <atomic>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace postern::delivery
{

namespace
{

/// A descriptor that is closed at the end of its scope.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    /// Some file systems report a failed write only here.
    [[nodiscard]] bool close() { return ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

QString errorText(int code)
{
    return QString::fromLocal8Bit(std::strerror(code));
}

Error failure(const QString &path, int code)
{
    if (code == ENOSPC)
        return {ErrorKind::StorageFull,
                QStringLiteral("The disk that holds %1 is full.").arg(path)};
    if (code == EDQUOT) {
        return {ErrorKind::StorageFull,
                QStringLiteral("The quota of the disk that holds %1 is used up.").arg(path)};
    }
    return {ErrorKind::Unavailable,
            QStringLiteral("%1 cannot be written: %2.").arg(path, errorText(code))};
}

Result<void> syncFolder(const QString &path)
{
    const Descriptor folder(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen() || ::fsync(folder.get()) != 0)
        return failure(path, errno);
    return {};
}

/// Makes one folder, and those above it where they are missing; a new name is synced into the
/// folder that holds it.
Result<void> makeFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    if (::stat(name.constData(), &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return {};
        return failure(path, ENOTDIR);
    }
    const QString parent = path.left(path.lastIndexOf(QLatin1Char('/')));
    if (!parent.isEmpty()) {
        if (const auto made = makeFolder(parent); !made.ok())
            return made;
    }
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return failure(path, errno);
    return syncFolder(parent.isEmpty() ? QStringLiteral("/") : parent);
}

int writeAll(int fd, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count =
            ::write(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (count < 0 && errno != EINTR)
            return errno;
        if (count > 0)
            done += count;
    }
    return 0;
}

/// A name that no other delivery, process or machine uses: time, process, a counter, chance, host.
QString uniqueName(const QString &messageId)
{
    static std::atomic<quint64> counter = 0;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QString host = QSysInfo::machineHostName();
    host.replace(QLatin1Char('/'), QLatin1String("\\057"));
    host.replace(QLatin1Char(':'), QLatin1String("\\072"));
    return QStringLiteral("%1.M%2P%3Q%4R%5_%6.%7")
        .arg(QString::number(now / 1000), QString::number(now % 1000), QString::number(::getpid()),
             QString::number(++counter),
             QString::number(QRandomGenerator::system()->generate64(), 16), messageId, host);
}

} // namespace

Result<QString> Maildir::store(const QString &messageId, qint64 size, const ReadContent &read) const
{
    if (const auto made = makeFolders(); !made.ok())
        return made.error();
    const QString name = uniqueName(messageId);
    const QString temporary = m_path + QLatin1String("/tmp/") + name;
    const QString file = m_path + QLatin1String("/new/") + name;
    const auto written = writeContent(temporary, messageId, size, read);
    if (!written.ok()) {
        QFile::remove(temporary);
        return written.error();
    }
    if (::rename(QFile::encodeName(temporary).constData(), QFile::encodeName(file).constData())
        != 0) {
        const Error error = failure(m_path, errno);
        QFile::remove(temporary);
        return error;
    }
    if (const auto synced = syncFolder(m_path + QLatin1String("/new")); !synced.ok())
        return synced.error();
    return file;
}

Result<void> Maildir::makeFolders() const
{
    for (const char *name : {"/tmp", "/new", "/cur"}) {
        if (const auto made = makeFolder(m_path + QLatin1String(name)); !made.ok())
            return made;
    }
    return {};
}

Result<void> Maildir::writeContent(const QString &file, const QString &messageId, qint64 size,
                                   const ReadContent &read) const
{
    Descriptor descriptor(::open(QFile::encodeName(file).constData(),
                                 O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!descriptor.isOpen())
        return failure(m_path, errno);
    qint64 written = 0;
    for (int sequence = 0; written < size; ++sequence) {
        const auto piece = read(messageId, sequence);
        if (!piece.ok()) {
            return Error{
                ErrorKind::Unavailable,
                QStringLiteral("The stored content could not be read: %1").arg(piece.error().text)};
        }
        written += piece->size();
        if (piece->isEmpty() || written > size) {
            return Error{ErrorKind::Unavailable,
                         QStringLiteral("The stored content does not have the %1 bytes that were "
                                        "accepted.")
                             .arg(size)};
        }
        if (const int code = writeAll(descriptor.get(), *piece); code != 0)
            return failure(m_path, code);
    }
    if (::fsync(descriptor.get()) != 0 || !descriptor.close())
        return failure(m_path, errno);
    return {};
}

} // namespace postern::delivery
