// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ConnectionOptions.h"

#include "app/ctl/PasswordOptions.h"

#include <QDir>
#include <QFile>
#include <QUrl>

namespace postern::ctl
{

namespace
{

constexpr quint16 defaultControlPort = 2600;
constexpr qint64 longestPath = 4096;

/// The socket stands in the data folder, or where its `control.path` says when the folder's own
/// path is too long for a socket.
QString socketOf(const QDir &dataDir)
{
    QFile pointer(dataDir.absoluteFilePath(QStringLiteral("control.path")));
    if (pointer.open(QIODevice::ReadOnly)) {
        const QString path = QString::fromUtf8(pointer.read(longestPath)).trimmed();
        if (!path.isEmpty())
            return path;
    }
    return dataDir.absoluteFilePath(QStringLiteral("control.sock"));
}

Attempt<ServerProfile> parseServer(const QString &text)
{
    const QUrl url(QStringLiteral("postern://") + text, QUrl::StrictMode);
    const int port = url.port(defaultControlPort);
    const bool isServer = url.isValid() && !url.host().isEmpty() && url.path().isEmpty()
                          && url.userName().isEmpty() && port > 0;
    if (!isServer) {
        return usage(QStringLiteral("--server takes HOST:PORT, such as mail.example.com:2600 or "
                                    "[2001:db8::1]:2600, not \"%1\".")
                         .arg(text));
    }
    ServerProfile profile;
    profile.host = url.host();
    profile.port = static_cast<quint16>(port);
    return profile;
}

} // namespace

void ConnectionOptions::addTo(Command root)
{
    const char *group = "Which server";
    Option dataDir = root.option("--data-dir", m_dataDir,
                                 "The data folder of a server on this machine, whose local socket "
                                 "is used")
                         .typeName("DIR")
                         .showDefault()
                         .group(group);
    Option server = root.option("--server", m_server, "A server elsewhere: HOST:PORT, over TLS")
                        .typeName("HOST:PORT")
                        .excludes(dataDir)
                        .group(group);
    root.option("--fingerprint", m_fingerprint,
                "With --server: the key it must show, as \"posternctl status\" prints it")
        .typeName("HEX")
        .needs(server)
        .group(group);
    root.option("--user", m_user, "With --server: the administrator's name")
        .typeName("NAME")
        .needs(server)
        .group(group);
    root.option("--password-file", m_passwordFile,
                "With --server: the file whose first line is the administrator's password, or - "
                "for standard input")
        .typeName("FILE")
        .needs(server)
        .group(group);
}

Attempt<ConnectionOptions::Target> ConnectionOptions::resolve() const
{
    return m_server.empty() ? resolveLocal() : resolveRemote();
}

Attempt<ConnectionOptions::Target> ConnectionOptions::resolveLocal() const
{
    const QDir dataDir(QString::fromStdString(m_dataDir));
    if (!dataDir.exists()) {
        return Failure{ExitCode::NoConnection,
                       {ErrorKind::Unavailable,
                        QStringLiteral("There is no data folder %1; --data-dir names the one that "
                                       "posternd uses, --server a server elsewhere.")
                            .arg(QDir::toNativeSeparators(dataDir.absolutePath()))}};
    }
    Target target;
    target.profile.localSocketPath = socketOf(dataDir);
    return target;
}

Attempt<ConnectionOptions::Target> ConnectionOptions::resolveRemote() const
{
    if (m_fingerprint.empty() || m_user.empty() || m_passwordFile.empty()) {
        return usage(QStringLiteral("--server also needs --fingerprint HEX, --user NAME and "
                                    "--password-file FILE."));
    }
    const Attempt<ServerProfile> profile = parseServer(QString::fromStdString(m_server));
    if (!profile)
        return profile.error();
    const Result<QByteArray> fingerprint = parseFingerprint(QString::fromStdString(m_fingerprint));
    if (!fingerprint)
        return usage(fingerprint.error());
    const Attempt<QString> password = PasswordOptions::readFrom(
        QString::fromStdString(m_passwordFile), QStringLiteral("password"));
    if (!password)
        return password.error();
    Target target{profile.value(), password.value()};
    target.profile.fingerprint = fingerprint.value();
    target.profile.userName = QString::fromStdString(m_user);
    return target;
}

} // namespace postern::ctl
