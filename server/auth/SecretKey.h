// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QString>

namespace postern::auth
{

/// The 256-bit key of the file secret.key in the data folder: seals what is secret in the database,
/// so that a stolen database alone allows no guessing. A value; any thread. Its bytes leave it for
/// the file alone.
class SecretKey
{
public:
    /// Reads FOLDER/secret.key, or makes it (mode 0600, complete or not at all). Refused when
    /// others than its owner may read the file, Invalid when it is no key; Unavailable when the
    /// folder cannot be read or written, StorageFull when the disk is full.
    [[nodiscard]] static Result<SecretKey> loadOrCreate(const QString &folder);
    /// A fresh random key that stands in no file.
    [[nodiscard]] static SecretKey generate();

    /// Nonce and authenticated ciphertext (libsodium secretbox, XSalsa20-Poly1305).
    [[nodiscard]] QByteArray seal(QByteArrayView plain) const;
    /// Invalid when it was sealed with another key or was changed.
    [[nodiscard]] Result<QByteArray> open(QByteArrayView sealedBytes) const;
    /// 32 bytes that only the holder of the key can compute from `purpose` and `data`.
    [[nodiscard]] QByteArray derive(QByteArrayView purpose, QByteArrayView data) const;

private:
    explicit SecretKey(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    [[nodiscard]] static Result<SecretKey> load(const QString &path);
    QByteArray m_bytes;
};

} // namespace postern::auth
