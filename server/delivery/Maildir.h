// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ContentThread.h"

#include <QString>

namespace postern::delivery
{

/// A Maildir on disk. The content is kept byte for byte as it was accepted: no Return-Path, no
/// Delivered-To, CRLF line ends. Blocking; not for an event loop.
class Maildir
{
public:
    /// `path` absolute; the folder with tmp, new and cur is made when it is missing (0700).
    explicit Maildir(QString path) : m_path(std::move(path)) {}

    /// Writes tmp/UNIQUE, syncs it, renames it into new/ and syncs that folder: when this answers
    /// with the file's path the message is durable. `size` is what the content must have. Errors
    /// are StorageFull or Unavailable with the sentence for the trace; nothing is left in tmp then.
    [[nodiscard]] Result<QString> store(const QString &messageId, qint64 size,
                                        const ReadContent &read) const;

private:
    [[nodiscard]] Result<void> makeFolders() const;
    [[nodiscard]] Result<void> writeContent(const QString &file, const QString &messageId,
                                            qint64 size, const ReadContent &read) const;
    QString m_path;
};

} // namespace postern::delivery
