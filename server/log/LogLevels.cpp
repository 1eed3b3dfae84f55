// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/LogLevels.h"

namespace postern::log
{

std::optional<LogLevel> logLevelOf(QStringView name)
{
    if (name == u"error")
        return LogLevel::Error;
    if (name == u"warning")
        return LogLevel::Warning;
    if (name == u"info")
        return LogLevel::Info;
    if (name == u"debug")
        return LogLevel::Debug;
    return std::nullopt;
}

} // namespace postern::log
