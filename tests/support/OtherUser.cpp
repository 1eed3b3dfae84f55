// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/OtherUser.h"

#include <QStandardPaths>

#include <unistd.h>

namespace postern::test
{

QStringList asNobody()
{
    const bool isRoot = ::geteuid() == 0;
    const QString program = QStandardPaths::findExecutable(
        isRoot ? QStringLiteral("runuser") : QStringLiteral("sudo"),
        {QStringLiteral("/sbin"), QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")});
    if (program.isEmpty())
        return {};
    QStringList command{program, QStringLiteral("-u"), QStringLiteral("nobody"),
                        QStringLiteral("--")};
    if (!isRoot)
        command.insert(1, QStringLiteral("-n"));
    return command;
}

} // namespace postern::test
