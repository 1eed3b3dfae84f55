// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ServerConfig.h"

#include "server/config/ConfigReader.h"
#include "shared/model/AcceptedDomain.h"
#include "shared/net/AddressComplaint.h"

#include <QFile>
#include <QSysInfo>
#include <QUrl>
#include <QUrlQuery>

namespace postern::config
{

namespace
{

constexpr qint64 maxFileSize = 1024 * 1024;

Error problem(const QString &text)
{
    return {ErrorKind::Invalid, text};
}

ListenAddress loopback(quint16 port)
{
    return {IpAddress::fromV4(0x7F000001), port};
}

bool hasPassword(const QString &databaseUrl)
{
    const QUrl url(databaseUrl);
    return !url.password().isEmpty() || QUrlQuery(url).hasQueryItem(QStringLiteral("password"));
}

} // namespace

Result<QString> canonicalHostname(const QString &text)
{
    Result<QString> name = canonicalDomain(text);
    if (name.ok())
        return name;
    return problem(QStringLiteral("%1 is no host name; it is made of letters, digits and hyphens "
                                  "with dots between them, such as mail.example.com.")
                       .arg(AddressComplaint::shown(text)));
}

QString defaultDataDir()
{
    return QStringLiteral("/var/lib/postern");
}

ServerConfig ServerConfig::defaults(const QString &dataDir)
{
    ServerConfig config;
    config.dataDir = dataDir;
    config.hostname = QSysInfo::machineHostName();
    if (!canonicalDomain(config.hostname).ok())
        config.hostname = QStringLiteral("localhost");
    config.control = {loopback(2600)};
    const QString starttls = QStringLiteral("starttls");
    const QString submission = QStringLiteral("submission");
    config.listeners = {
        {QStringLiteral("relay"), loopback(2525), QStringLiteral("relay"), starttls},
        {submission, loopback(2587), submission, starttls},
        {QStringLiteral("submissions"), loopback(2465), submission, QStringLiteral("implicit")},
    };
    config.logLevel = QStringLiteral("info");
    return config;
}

Result<ServerConfig> ServerConfig::parse(const QByteArray &toml, const QString &file)
{
    const Result<QList<ConfigItem>> items = readConfigFile(toml, file);
    if (!items)
        return items.error();
    ServerConfig config = defaults(defaultDataDir());
    config.file = file;
    ConfigReader reader(config);
    for (const ConfigItem &item : items.value()) {
        if (const Result<void> taken = reader.take(item); !taken)
            return taken.error();
    }
    if (const Result<void> finished = reader.finish(); !finished)
        return finished.error();
    return config;
}

Result<ServerConfig> ServerConfig::load(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly)) {
        return problem(QStringLiteral("The configuration file %1 cannot be read: %2.")
                           .arg(file, source.errorString()));
    }
    if (source.size() > maxFileSize)
        return problem(QStringLiteral("The configuration file %1 is larger than 1 MiB.").arg(file));
    Result<ServerConfig> config = parse(source.readAll(), file);
    if (!config.ok() || !hasPassword(config->databaseUrl)
        || !source.permissions().testFlag(QFileDevice::ReadOther))
        return config;
    return config->errorAt(
        QStringLiteral("database.url"),
        problem(QStringLiteral("it holds the database's password, and everyone on this machine may "
                               "read the file; run chmod o-r %1.")
                    .arg(file)));
}

Error ServerConfig::errorAt(const QString &keyName, const Error &error) const
{
    Error placed = error;
    if (const int line = lines.value(keyName); line != 0)
        placed.text = placedText(file, line, keyName, error.text);
    return placed;
}

} // namespace postern::config
