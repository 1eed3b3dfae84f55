// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QList>
#include <QString>

#include <optional>

namespace postern
{

/// How a setting's text is read.
enum class SettingType
{
    Integer,      ///< decimal, 0 or more
    Boolean,      ///< "on" or "off"
    Duration,     ///< "30s", "5m", "12h", "30d"
    DurationList, ///< "5s,1m,5m"
    Size,         ///< "64KiB", "25MiB", or bytes
    Text,
    LogLevel ///< "error", "warning", "info", "debug", or "default"
};

/// Canonical text of a value ("300s" -> "5m"), or an error that names the form; field "value".
/// Pure, any thread, as everything here.
[[nodiscard]] Result<QString> canonicalValue(SettingType type, QStringView text);
/// A canonical text as a number: a count, milliseconds, bytes; nothing for the other types.
[[nodiscard]] std::optional<qint64> numberOf(SettingType type, QStringView canonical);
/// Values of canonical texts. Milliseconds, bytes.
[[nodiscard]] Result<qint64> parseDurationMs(QStringView text);
[[nodiscard]] Result<qint64> parseSizeBytes(QStringView text);
[[nodiscard]] Result<QList<qint64>> parseDurationListMs(QStringView text);

} // namespace postern
