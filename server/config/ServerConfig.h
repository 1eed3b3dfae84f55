// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/ListenAddress.h"

#include <QHash>
#include <QList>
#include <QString>

namespace postern::config
{

/// One `[[listener]]`. Role and tls are the words of the file.
struct ListenerConfig
{
    QString name;
    ListenAddress address;
    QString role = QStringLiteral("relay");   ///< "relay" or "submission"
    QString tls = QStringLiteral("starttls"); ///< "none", "starttls" or "implicit"
    bool isAuthWithoutTls = false;            ///< `auth_without_tls`

    friend bool operator==(const ListenerConfig &, const ListenerConfig &) = default;
};

/// What the process must know before it has a database. Every key has a default; with none written
/// it listens on loopback alone: 2525 relay, 2587 submission, 2465 submission with implicit TLS,
/// 2600 control. A value.
struct ServerConfig
{
    QString file;                 ///< where it was read from, or empty
    QString dataDir;              ///< `data_dir`
    QString hostname;             ///< `hostname`, canonical; default: the machine's
    QString databaseUrl;          ///< `database.url`; default: SQLite in the data folder
    QList<ListenAddress> control; ///< `control.listen`, a text or a list of texts
    QList<ListenerConfig> listeners;
    QString certificate; ///< `tls.certificate`, or empty: one of its own, made at the first start
    QString key;         ///< `tls.key`; both or neither
    QString logFile;     ///< `log.file`, or empty: standard error
    QString logLevel;    ///< `log.level`: "error", "warning", "info", "debug"
    QHash<QString, int> lines; ///< where each key was written, listeners' apart; from 1

    /// Everything at its default.
    [[nodiscard]] static ServerConfig defaults(const QString &dataDir);
    /// Reads a TOML file. An unknown key, a wrong type or a bad value is an error that names file,
    /// line and key and says what would be right. Refused too when the file holds a password and
    /// others than its owner and group may read it.
    [[nodiscard]] static Result<ServerConfig> load(const QString &file);
    /// The same from a text, for tests.
    [[nodiscard]] static Result<ServerConfig> parse(const QByteArray &toml, const QString &file);
    /// What turns out to be wrong with a key's value only later, at its place: file and line stand
    /// before the sentence when the key was written there. Else the error as it is.
    [[nodiscard]] Error errorAt(const QString &keyName, const Error &error) const;

    friend bool operator==(const ServerConfig &, const ServerConfig &) = default;
};

/// The name of a mail server as it stands in greetings and Received lines: lower case, without a
/// trailing dot. The error is a sentence that shows the text.
[[nodiscard]] Result<QString> canonicalHostname(const QString &text);
/// Where the server's data are when nothing says otherwise.
[[nodiscard]] QString defaultDataDir();

} // namespace postern::config
