// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/SetupCommand.h"

#include "server/config/TomlGuard.h"
#include "server/runtime/PortHolder.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QSysInfo>

#include <cerrno>

namespace postern::config
{

namespace
{

QString listenerText(const ListenerConfig &listener)
{
    return QStringLiteral("\n[[listener]]\nname = %1\naddress = %2\nrole = %3\ntls = %4\n")
        .arg(tomlText(listener.name), tomlText(listener.address.toString()),
             tomlText(listener.role), tomlText(listener.tls));
}

/// The submission listeners stand on the same address as the relay: beside port 25 on their usual
/// ports, beside any other port on those of a try-out.
QList<ListenerConfig> listenersBeside(const ListenAddress &relay)
{
    const bool isService = relay.port == 25;
    const QString submission = QStringLiteral("submission");
    const QString starttls = QStringLiteral("starttls");
    return {
        {QStringLiteral("relay"), relay, QStringLiteral("relay"), starttls},
        {submission, {relay.address, quint16(isService ? 587 : 2587)}, submission, starttls},
        {QStringLiteral("submissions"),
         {relay.address, quint16(isService ? 465 : 2465)},
         submission,
         QStringLiteral("implicit")},
    };
}

Result<void> write(const QByteArray &text, const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    errno = 0;
    if (!QDir().mkpath(folder)) {
        return Error{ErrorKind::Unavailable,
                     QStringLiteral("The folder %1 cannot be made: %2. Run setup as root, or "
                                    "choose another file with --config.")
                         .arg(folder, qt_error_string(errno != 0 ? errno : ENOTDIR))};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.flush()
        || !file.commit()) {
        return Error{ErrorKind::Unavailable,
                     QStringLiteral("%1 cannot be written: %2. Run setup as root, or choose "
                                    "another file with --config.")
                         .arg(path, file.errorString())};
    }
    return {};
}

} // namespace

QByteArray SetupCommand::fileText(const ServerConfig &config)
{
    QString text = QStringLiteral("# Written by posternd setup. What stands here is read at the "
                                  "start and on reload; all else\n"
                                  "# is changed in the console or with posternctl.\n\n");
    text += QStringLiteral("data_dir = %1\nhostname = %2\n\n[control]\nlisten = [")
                .arg(tomlText(config.dataDir), tomlText(config.hostname));
    QStringList addresses;
    for (const ListenAddress &address : config.control)
        addresses.append(tomlText(address.toString()));
    text += addresses.join(QStringLiteral(", ")) + QStringLiteral("]\n");
    for (const ListenerConfig &listener : config.listeners)
        text += listenerText(listener);
    return text.toUtf8();
}

QString SetupCommand::answer(const QString &given, const QString &question, const QString &proposal,
                             bool isAsking)
{
    if (!given.isEmpty() || !isAsking)
        return given.isEmpty() ? proposal : given;
    m_output << question << " [" << proposal << "]: " << Qt::flush;
    const QString line = m_input.readLine().trimmed();
    return line.isEmpty() ? proposal : line;
}

Result<void> SetupCommand::run(const Options &options)
{
    const QFileInfo target(options.file);
    if (target.exists() || target.isSymLink()) {
        return Error{ErrorKind::Refused,
                     QStringLiteral("%1 is there already and was left as it is. Move it away to "
                                    "begin anew, or choose another file with --config.")
                         .arg(options.file)};
    }
    ServerConfig config =
        ServerConfig::defaults(options.dataDir.isEmpty() ? defaultDataDir() : options.dataDir);
    const Result<QString> hostname =
        canonicalHostname(answer(options.hostname, QStringLiteral("Name of this mail server"),
                                 config.hostname, options.isAsking));
    if (!hostname)
        return hostname.error();
    config.hostname = *hostname;
    const Result<ListenAddress> relay =
        ListenAddress::parse(answer(options.listen, QStringLiteral("Address and port for mail"),
                                    QStringLiteral("0.0.0.0:25"), options.isAsking));
    if (!relay)
        return relay.error();
    const Result<ListenAddress> control = ListenAddress::parse(
        answer(options.controlListen, QStringLiteral("Address and port for consoles"),
               QStringLiteral("127.0.0.1:2600"), options.isAsking));
    if (!control)
        return control.error();
    config.control = {control.value()};
    config.listeners = listenersBeside(relay.value());

    const QByteArray text = fileText(config);
    if (const Result<ServerConfig> read = ServerConfig::parse(text, options.file); !read)
        return read.error(); // what each answer alone does not show, as one port for two things
    if (const Result<void> written = write(text, options.file); !written)
        return written;
    m_output << "Wrote " << options.file << ".\n";
    sayPorts(config);
    return {};
}

void SetupCommand::sayPorts(const ServerConfig &config)
{
    QStringList ports;
    const auto look = [this, &ports](const ListenAddress &address) {
        if (!address.address.isLoopback())
            ports.append(QString::number(address.port));
        const QString holder = runtime::portHolder(address.port);
        if (!holder.isEmpty()) {
            m_output << "Port " << address.port << " is held by " << holder
                     << "; stop it before you start posternd.\n";
        }
    };
    for (const ListenerConfig &listener : config.listeners)
        look(listener.address);
    for (const ListenAddress &address : config.control)
        look(address);
    if (ports.isEmpty()) {
        m_output << "Only this machine can connect; a firewall needs no change.\n";
    } else {
        m_output << "A firewall must pass TCP port " << ports.join(QStringLiteral(", "))
                 << " to this machine.\n";
    }
    m_output.flush();
}

} // namespace postern::config
