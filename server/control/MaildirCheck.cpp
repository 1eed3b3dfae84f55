// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/MaildirCheck.h"

#include "server/control/ControlContext.h"

#include <QFile>
#include <QTimer>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace postern::control
{

namespace
{

constexpr int patienceMs = 2000;

Error unwritable(const QString &path, int code)
{
    return {ErrorKind::Refused,
            QStringLiteral("Mail could not be stored there: %1 cannot be written: %2. Give it to "
                           "the user that the server runs as, or name another folder.")
                .arg(path, QString::fromLocal8Bit(std::strerror(code))),
            QStringLiteral("route")};
}

/// The folder, or where it would be made.
Result<void> checkFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    if (::stat(name.constData(), &status) != 0) {
        const QString parent = path.left(path.lastIndexOf(QLatin1Char('/')));
        if (errno != ENOENT || path == QLatin1String("/"))
            return unwritable(path, errno);
        return checkFolder(parent.isEmpty() ? QStringLiteral("/") : parent);
    }
    if (!S_ISDIR(status.st_mode))
        return unwritable(path, ENOTDIR);
    if (::faccessat(AT_FDCWD, name.constData(), W_OK | X_OK, AT_EACCESS) != 0)
        return unwritable(path, errno);
    return {};
}

QString unknownSentence(const Route &route)
{
    return QStringLiteral("Whether mail can be stored in %1 could not be found out just now.")
        .arg(route.path);
}

} // namespace

Result<void> MaildirCheck::of(const QString &path)
{
    for (const char *name : {"/tmp", "/new", "/cur"}) {
        if (const Result<void> checked = checkFolder(path + QLatin1String(name)); !checked.ok())
            return checked;
    }
    return {};
}

void MaildirCheck::find(const Route &route, ControlContext &context,
                        std::function<void(const Result<QStringList> &)> done)
{
    if (route.kind != Route::Kind::Maildir) {
        done(QStringList());
        return;
    }
    // Whichever comes first, the answer or the end of patience; the other finds it done.
    auto once = std::make_shared<std::function<void(const Result<QStringList> &)>>(std::move(done));
    const auto finish = [once](const Result<QStringList> &found) {
        if (const auto call = std::exchange(*once, nullptr))
            call(found);
    };
    const bool isAsked = context.passwords.run<Result<void>>(
        context.receiver, [path = route.path] { return of(path); },
        [finish](const Result<void> &checked) {
            finish(checked.ok() ? Result<QStringList>(QStringList())
                                : Result<QStringList>(checked.error()));
        });
    const QStringList unknown{unknownSentence(route)};
    if (isAsked)
        QTimer::singleShot(patienceMs, context.receiver, [finish, unknown] { finish(unknown); });
    else
        finish(unknown);
}

} // namespace postern::control
