// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <array>
#include <cstddef>
#include <optional>

namespace postern::log
{

enum class LogLevel
{
    Error,
    Warning,
    Info, ///< the default: what an administrator needs to follow a message
    Debug ///< every decision and every reply as well
};

/// What a line is about; each area has a least level of its own.
enum class LogArea : std::size_t
{
    Smtp,     ///< sessions: connect, disconnect, tls, decide, auth, reply, accepted, refused
    Delivery, ///< what became of messages: delivery
    Control,  ///< administrators: change, console
    Server    ///< the process itself: server
};
inline constexpr std::size_t logAreaCount = 4;

/// "error", "warning", "info" or "debug"; nothing for any other text. Pure, as all here.
[[nodiscard]] std::optional<LogLevel> logLevelOf(QStringView name);

/// By area: the least level that is written, or nothing where the level for all holds.
using AreaLevels = std::array<std::optional<LogLevel>, logAreaCount>;

} // namespace postern::log
