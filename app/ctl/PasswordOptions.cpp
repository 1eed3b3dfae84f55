// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/PasswordOptions.h"

#include "shared/model/Accounts.h"

#include <QFile>

#include <cstdio>

namespace postern::ctl
{

namespace
{

constexpr qint64 longestLine = 8192;

} // namespace

void PasswordOptions::addTo(Command command)
{
    Option input = command.flag("--password-stdin", m_isFromInput,
                                "Read the password from the first line of standard input");
    command.option("--password-file", m_path, "Read the password from the first line of FILE")
        .typeName("FILE")
        .excludes(input);
}

Attempt<QString> PasswordOptions::read() const
{
    const Attempt<QString> password = readForeign();
    if (!password)
        return password;
    if (const Result<void> valid = validatePassword(password.value()); !valid)
        return usage(valid.error());
    return password;
}

Attempt<QString> PasswordOptions::readForeign() const
{
    return readFrom(m_isFromInput ? QStringLiteral("-") : QString::fromStdString(m_path),
                    QStringLiteral("password"));
}

Attempt<QString> PasswordOptions::readFrom(const QString &path, const QString &what)
{
    QFile file(path);
    const bool isOpen = path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                   : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        return usage(
            QStringLiteral("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    }
    QByteArray line = file.readLine(longestLine);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty()) {
        return usage(path == QLatin1String("-")
                         ? QStringLiteral("Nothing came on standard input; the %1 is its first "
                                          "line.")
                               .arg(what)
                         : QStringLiteral("The first line of %1 is empty.").arg(path));
    }
    return QString::fromUtf8(line);
}

} // namespace postern::ctl
