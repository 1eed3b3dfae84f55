// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/ConfigFile.h"
#include "server/config/ServerConfig.h"

#include <QHash>

namespace postern::config
{

/// The rules of the configuration file: takes its items one after the other into a ServerConfig and
/// then looks at what belongs together. Every error is one sentence with its place. Pure; used
/// once.
class ConfigReader
{
public:
    /// `config` holds the defaults and its file's name; it must outlive the reader.
    explicit ConfigReader(ServerConfig &config) : m_config(config) {}

    [[nodiscard]] Result<void> take(const ConfigItem &item);
    /// After the last item.
    [[nodiscard]] Result<void> finish();

private:
    struct Listener
    {
        ListenerConfig config;
        int line = 0; ///< the first of its keys
        int nameLine = 0;
        int addressLine = 0; ///< 0: without one
    };

    [[nodiscard]] Result<void> read(const ConfigItem &item);
    [[nodiscard]] Result<void> readText(const ConfigItem &item);
    [[nodiscard]] Result<void> readControl(const ConfigItem &item);
    [[nodiscard]] Result<void> readListener(const ConfigItem &item);
    [[nodiscard]] static Result<void> readFlag(const ConfigItem &item, bool &flag);
    [[nodiscard]] Result<void> readName(const ConfigItem &item, Listener &listener);
    [[nodiscard]] Result<void> readAddress(const ConfigItem &item, Listener &listener);
    [[nodiscard]] Result<void> checkPair() const;
    void nameTheNameless();
    [[nodiscard]] Error problemAt(int line, const QString &key, const QString &text) const;

    ServerConfig &m_config;
    QList<Listener> m_listeners;
    QHash<QString, int> m_nameLines;
    QHash<QString, int> m_addressLines; ///< those of port 0 are never the same
};

} // namespace postern::config
