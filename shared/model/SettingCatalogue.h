// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QList>
#include <QString>

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
    Text
};

/// One thing that an administrator may change while the server runs; keys are stable.
struct SettingSpec
{
    QString key; ///< "smtp.message-size"
    SettingType type = SettingType::Text;
    QString defaultValue; ///< in its text form
    QString description;  ///< one sentence, with the reason for the default
};

/// Every setting there is, by key.
[[nodiscard]] const QList<SettingSpec> &settingCatalogue();
[[nodiscard]] const SettingSpec *findSetting(QStringView key);
/// Canonical text of a value ("300s" -> "5m"), or an error that names the form; field "value".
[[nodiscard]] Result<QString> canonicalSetting(const SettingSpec &spec, QStringView text);
/// Values of canonical texts. Milliseconds, bytes.
[[nodiscard]] Result<qint64> parseDurationMs(QStringView text);
[[nodiscard]] Result<qint64> parseSizeBytes(QStringView text);
[[nodiscard]] Result<QList<qint64>> parseDurationListMs(QStringView text);

} // namespace postern
