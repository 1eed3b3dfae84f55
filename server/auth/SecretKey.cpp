// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/SecretKey.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace postern::auth
{

namespace
{

constexpr qsizetype keySize = crypto_secretbox_KEYBYTES;
constexpr qsizetype nonceSize = crypto_secretbox_NONCEBYTES;
constexpr qsizetype macSize = crypto_secretbox_MACBYTES;

const unsigned char *in(const char *bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes);
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

Error fileError(const QString &what, const QString &path, int code)
{
    const auto kind =
        code == ENOSPC || code == EDQUOT ? ErrorKind::StorageFull : ErrorKind::Unavailable;
    return Error{kind, QStringLiteral("%1 %2: %3.").arg(what, path, qt_error_string(code))};
}

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

private:
    int m_fd;
};

void syncFolder(const QByteArray &path)
{
    const Descriptor folder(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0)
        ::fsync(folder.get());
}

// Written beside and linked into place: the key is there whole or not at all, and of two processes
// that start at once the second takes the first one's.
Result<void> writeOnce(const QByteArray &folder, const QByteArray &path, const QByteArray &bytes)
{
    QByteArray temporary = folder + "/secret.key.XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC)); // mode 0600
    if (file.get() < 0)
        return fileError(QStringLiteral("Cannot create"), QFile::decodeName(path), errno);
    int code = 0;
    if (::write(file.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()))
            != bytes.size()
        || ::fsync(file.get()) != 0
        || (::link(temporary.constData(), path.constData()) != 0 && errno != EEXIST))
        code = errno;
    ::unlink(temporary.constData());
    if (code != 0)
        return fileError(QStringLiteral("Cannot write"), QFile::decodeName(path), code);
    syncFolder(folder);
    return {};
}

} // namespace

SecretKey SecretKey::generate()
{
    QByteArray bytes(keySize, '\0');
    randombytes_buf(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return SecretKey(bytes);
}

Result<SecretKey> SecretKey::load(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        if (errno == ENOENT)
            return Error{ErrorKind::NotFound, QStringLiteral("There is no %1.").arg(path)};
        return fileError(QStringLiteral("Cannot read"), path, errno);
    }
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        return fileError(QStringLiteral("Cannot read"), path, errno);
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Error{
            ErrorKind::Refused,
            QStringLiteral("%1 can be read by others than its owner; set its mode to 0600.")
                .arg(path)};
    // One byte more than a key, to notice a file that is too long.
    QByteArray bytes(keySize + 1, '\0');
    const auto count = ::read(file.get(), bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (count < 0)
        return fileError(QStringLiteral("Cannot read"), path, errno);
    if (count != keySize)
        return Error{
            ErrorKind::Invalid,
            QStringLiteral("%1 is not a key of 32 bytes; restore it from a backup.").arg(path)};
    bytes.truncate(keySize);
    return SecretKey(bytes);
}

Result<SecretKey> SecretKey::loadOrCreate(const QString &folder)
{
    if (sodium_init() < 0)
        return Error{ErrorKind::Internal, QStringLiteral("libsodium cannot be initialised.")};
    const QString path = folder + QStringLiteral("/secret.key");
    auto existing = load(path);
    if (existing || existing.error().kind != ErrorKind::NotFound)
        return existing;
    const auto written =
        writeOnce(QFile::encodeName(folder), QFile::encodeName(path), generate().m_bytes);
    if (!written)
        return written.error();
    return load(path);
}

QByteArray SecretKey::seal(QByteArrayView plain) const
{
    QByteArray sealedBytes(nonceSize + macSize + plain.size(), '\0');
    randombytes_buf(sealedBytes.data(), static_cast<std::size_t>(nonceSize));
    crypto_secretbox_easy(out(sealedBytes) + nonceSize, in(plain.data()),
                          static_cast<unsigned long long>(plain.size()), out(sealedBytes),
                          in(m_bytes.constData()));
    return sealedBytes;
}

Result<QByteArray> SecretKey::open(QByteArrayView sealedBytes) const
{
    const Error refused{ErrorKind::Invalid,
                        QStringLiteral("A stored secret was sealed with another secret.key.")};
    if (sealedBytes.size() < nonceSize + macSize)
        return refused;
    QByteArray plain(sealedBytes.size() - nonceSize - macSize, '\0');
    const int code =
        crypto_secretbox_open_easy(out(plain), in(sealedBytes.data()) + nonceSize,
                                   static_cast<unsigned long long>(sealedBytes.size() - nonceSize),
                                   in(sealedBytes.data()), in(m_bytes.constData()));
    if (code != 0)
        return refused;
    return plain;
}

QByteArray SecretKey::derive(QByteArrayView purpose, QByteArrayView data) const
{
    // The zero byte keeps ("ab", "c") apart from ("a", "bc").
    const QByteArray message = purpose.toByteArray() + '\0' + data.toByteArray();
    QByteArray result(32, '\0');
    crypto_generichash(out(result), static_cast<std::size_t>(result.size()),
                       in(message.constData()), static_cast<unsigned long long>(message.size()),
                       in(m_bytes.constData()), static_cast<std::size_t>(m_bytes.size()));
    return result;
}

} // namespace postern::auth
