// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/PortHolder.h"

#include <QDir>
#include <QFile>
#include <QSet>

namespace postern::runtime
{

namespace
{

/// Inodes of listening sockets in a table of /proc/net (proc(5)): fields 1 (local), 3 (state), 9.
QSet<QByteArray> listeningInodes(const QString &table, quint16 port)
{
    QSet<QByteArray> inodes;
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return inodes;
    const QByteArray wanted = ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() > 9 && fields.at(1).endsWith(wanted) && fields.at(3) == "0A")
            inodes.insert(fields.at(9));
    }
    return inodes;
}

bool holdsOne(const QString &process, const QSet<QByteArray> &inodes)
{
    const QDir descriptors(process + QStringLiteral("/fd"));
    const QStringList names = descriptors.entryList(QDir::Files | QDir::System);
    for (const QString &name : names) {
        // Relative links ("socket:[1234]") are given as paths in the folder.
        const QString target = QFile::symLinkTarget(descriptors.filePath(name));
        const qsizetype start = target.lastIndexOf(QStringLiteral("socket:["));
        if (start >= 0 && inodes.contains(target.mid(start + 8).chopped(1).toLatin1()))
            return true;
    }
    return false;
}

} // namespace

QString portHolder(quint16 port)
{
    const QSet<QByteArray> inodes = listeningInodes(QStringLiteral("/proc/net/tcp"), port)
                                    + listeningInodes(QStringLiteral("/proc/net/tcp6"), port);
    if (inodes.isEmpty())
        return {};
    const QDir proc(QStringLiteral("/proc"));
    const QStringList processes = proc.entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
    for (const QString &pid : processes) {
        if (!holdsOne(proc.filePath(pid), inodes))
            continue;
        QFile name(proc.filePath(pid + QStringLiteral("/comm")));
        const QString command = name.open(QIODevice::ReadOnly)
                                    ? QString::fromUtf8(name.readAll()).trimmed()
                                    : QStringLiteral("a process");
        return QStringLiteral("%1, pid %2").arg(command, pid);
    }
    return {};
}

} // namespace postern::runtime
