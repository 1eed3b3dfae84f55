// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ServerConfig.h"

#include "server/config/ConfigFile.h"
#include "shared/model/AcceptedDomain.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QSysInfo>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace postern::config
{

namespace
{

constexpr qint64 maxFileSize = 1024 * 1024;

/// Reads one item into the configuration; an error is the sentence without its place.
class Reader
{
public:
    explicit Reader(ServerConfig &config) : m_config(config) {}

    [[nodiscard]] Result<void> take(const ConfigItem &item);
    [[nodiscard]] Result<void> finish();

private:
    struct TextKey
    {
        QStringView key;
        QString ServerConfig::*member;
    };
    static constexpr std::array textKeys{
        TextKey{u"data_dir", &ServerConfig::dataDir},
        TextKey{u"hostname", &ServerConfig::hostname},
        TextKey{u"database.url", &ServerConfig::databaseUrl},
        TextKey{u"tls.certificate", &ServerConfig::certificate},
        TextKey{u"tls.key", &ServerConfig::key},
        TextKey{u"log.file", &ServerConfig::logFile},
        TextKey{u"log.level", &ServerConfig::logLevel},
    };

    [[nodiscard]] Result<void> takeListener(const ConfigItem &item);
    [[nodiscard]] Result<void> takeControl(const ConfigItem &item);
    [[nodiscard]] static Result<QString> oneOf(const ConfigItem &item, const QStringList &words);

    ServerConfig &m_config;
    QList<ListenerConfig> m_listeners;
    QList<int> m_listenerLines;
    QSet<int> m_withAddress;
};

Error problem(const QString &text)
{
    return {ErrorKind::Invalid, text};
}

Result<QString> Reader::oneOf(const ConfigItem &item, const QStringList &words)
{
    if (item.values.size() == 1 && words.contains(item.values.first()))
        return item.values.first();
    return problem(QStringLiteral("the value must be one of \"%1\"")
                       .arg(words.join(QStringLiteral("\", \""))));
}

Result<void> Reader::take(const ConfigItem &item)
{
    if (item.key.startsWith(QStringLiteral("listener.")))
        return takeListener(item);
    const bool isControl = item.key == QStringLiteral("control.listen");
    const auto *const row = std::find_if(textKeys.begin(), textKeys.end(),
                                         [&](const TextKey &r) { return r.key == item.key; });
    if (!isControl && row == textKeys.end()) {
        return problem(QStringLiteral(
            "there is no such key; the keys are data_dir, hostname, database.url, control.listen, "
            "tls.certificate, tls.key, log.file, log.level and [[listener]] with name, address, "
            "role and tls"));
    }
    if (!item.isText)
        return problem(QStringLiteral("the value must be a text in quotes"));
    if (isControl)
        return takeControl(item);
    if (item.values.size() != 1 || item.values.first().isEmpty())
        return problem(QStringLiteral("the value must be one text that is not empty"));
    if (row->key == u"log.level") {
        const Result<QString> level =
            oneOf(item, {QStringLiteral("error"), QStringLiteral("warning"), QStringLiteral("info"),
                         QStringLiteral("debug")});
        if (!level)
            return level.error();
    }
    if (row->key == u"data_dir" && !item.values.first().startsWith(u'/'))
        return problem(QStringLiteral("the path must begin with /"));
    m_config.*row->member = item.values.first();
    if (row->key != u"hostname")
        return {};
    const Result<QString> name = canonicalHostname(item.values.first());
    if (!name)
        return name.error();
    m_config.hostname = *name;
    return {};
}

Result<void> Reader::takeControl(const ConfigItem &item)
{
    m_config.control.clear();
    for (const QString &text : item.values) {
        const Result<ListenAddress> address = ListenAddress::parse(text);
        if (!address)
            return address.error();
        m_config.control.append(address.value());
    }
    return {};
}

Result<void> Reader::takeListener(const ConfigItem &item)
{
    if (!item.isText || item.values.size() != 1 || item.values.first().isEmpty())
        return problem(QStringLiteral("the value must be one text that is not empty"));
    if (item.table < 0)
        return problem(QStringLiteral("listeners are written as [[listener]], in two brackets"));
    while (m_listeners.size() <= item.table) {
        m_listeners.append(ListenerConfig());
        m_listenerLines.append(item.line);
    }
    ListenerConfig &listener = m_listeners[item.table];
    const QString name = item.key.mid(9);
    Result<QString> word = item.values.first();
    if (name == u"name") {
        listener.name = item.values.first();
    } else if (name == u"address") {
        const Result<ListenAddress> address = ListenAddress::parse(item.values.first());
        if (!address)
            return address.error();
        listener.address = address.value();
        m_withAddress.insert(item.table);
    } else if (name == u"role") {
        word = oneOf(item, {QStringLiteral("relay"), QStringLiteral("submission")});
        listener.role = word.ok() ? word.value() : QString();
    } else if (name == u"tls") {
        word = oneOf(
            item, {QStringLiteral("none"), QStringLiteral("starttls"), QStringLiteral("implicit")});
        listener.tls = word.ok() ? word.value() : QString();
    } else {
        return problem(
            QStringLiteral("a listener has no such key; its keys are name, address, role and tls"));
    }
    if (!word.ok())
        return word.error();
    return {};
}

Result<void> Reader::finish()
{
    QSet<QString> names{QStringLiteral("control")}; // taken in ports.json
    for (qsizetype i = 0; i < m_listeners.size(); ++i) {
        ListenerConfig &listener = m_listeners[i];
        const QString place = QStringLiteral(", line %1: [[listener]] ").arg(m_listenerLines.at(i));
        if (!m_withAddress.contains(int(i)))
            return problem(place + QStringLiteral("has no address, such as \"127.0.0.1:25\"."));
        if (listener.name.isEmpty())
            listener.name = listener.role + QStringLiteral("-%1").arg(listener.address.port);
        if (names.contains(listener.name))
            return problem(
                place + QStringLiteral("has the name of another one, \"%1\".").arg(listener.name));
        names.insert(listener.name);
    }
    if (!m_listeners.isEmpty())
        m_config.listeners = m_listeners;
    if (m_config.certificate.isEmpty() != m_config.key.isEmpty()) {
        return problem(QStringLiteral(": tls.certificate and tls.key go together; one of them is "
                                      "not there."));
    }
    return {};
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

QString sentence(QString text)
{
    if (!text.endsWith(u'.'))
        text += u'.';
    return text;
}

} // namespace

Result<QString> canonicalHostname(const QString &text)
{
    Result<QString> name = canonicalDomain(text);
    if (name.ok())
        return name;
    return problem(QStringLiteral("\"%1\" is no host name; it is made of letters, digits and "
                                  "hyphens with dots between them, such as mail.example.com.")
                       .arg(text));
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
    Reader reader(config);
    for (const ConfigItem &item : items.value()) {
        const Result<void> taken = reader.take(item);
        if (!taken) {
            return problem(QStringLiteral("%1, line %2, key %3: %4")
                               .arg(file)
                               .arg(item.line)
                               .arg(item.key, sentence(taken.error().text)));
        }
    }
    const Result<void> finished = reader.finish();
    if (!finished)
        return problem(file + finished.error().text);
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
    return problem(QStringLiteral("The configuration file %1 holds the database's password and may "
                                  "be read by everyone on this machine; run chmod o-r %1.")
                       .arg(file));
}

} // namespace postern::config
