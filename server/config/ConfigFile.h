// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace postern::config
{

/// One `key = value` of a configuration file, flat: what the rules of ServerConfig need to know,
/// without the TOML library's types.
struct ConfigItem
{
    QString key;              ///< with its table: "log.file"; in a list of tables "listener.role"
    int table = -1;           ///< which `[[listener]]`, counted from 0; -1 elsewhere
    QStringList values;       ///< a text, or the texts of a list
    bool isText = true;       ///< a text or a list of texts; else `values` is empty
    std::optional<bool> flag; ///< of `true` and `false`
    int line = 0;
};

/// Reads TOML; the error names file and line, and the key where one begins the line. An item of the
/// file is never on line 0.
[[nodiscard]] Result<QList<ConfigItem>> readConfigFile(const QByteArray &toml, const QString &file);

/// "FILE, line N, key K: TEXT." The key may be empty: then it is left out.
[[nodiscard]] QString placedText(const QString &file, int line, const QString &key, QString text);

} // namespace postern::config
