// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ServerConfig.h"
#include "server/config/SetupCommand.h"

#include <cstdint>
#include <cstdlib>

/// Any file is either read or refused in one sentence; what is read can be listened on.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace postern::config;
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto config = ServerConfig::parse(text, QStringLiteral("f.toml"));
    if (!config) {
        if (!config.error().text.startsWith(QStringLiteral("f.toml")))
            std::abort();
        return 0;
    }
    // What setup would write of it reads as the same.
    const auto again =
        ServerConfig::parse(SetupCommand::fileText(config.value()), QStringLiteral("f.toml"));
    if (!again || again.value().listeners != config.value().listeners
        || again.value().control != config.value().control)
        std::abort();
    return 0;
}
