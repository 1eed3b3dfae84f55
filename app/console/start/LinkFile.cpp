// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/LinkFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

namespace postern
{

namespace
{

constexpr qint64 maxBytes = 64 * 1024;

class LinkFileTexts
{
    Q_DECLARE_TR_FUNCTIONS(LinkFile)
};

} // namespace

Result<QString> readLinkFile(const QString &path)
{
    const bool isInput = path == QLatin1String("-");
    QFile file(path);
    const bool isOpen =
        isInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        return Error{ErrorKind::Unavailable,
                     LinkFileTexts::tr("The file with the pairing link, %1, cannot be read: %2")
                         .arg(QDir::toNativeSeparators(path), file.errorString())};
    }
    const QString text = QString::fromUtf8(file.read(maxBytes)).trimmed();
    if (text.isEmpty()) {
        return Error{ErrorKind::Unavailable,
                     isInput ? LinkFileTexts::tr("Standard input holds no pairing link.")
                             : LinkFileTexts::tr("The file %1 holds no pairing link.")
                                   .arg(QDir::toNativeSeparators(path))};
    }
    return text;
}

} // namespace postern
