// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/SettingValue.h"

#include <QList>
#include <QString>

namespace postern
{

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

} // namespace postern
