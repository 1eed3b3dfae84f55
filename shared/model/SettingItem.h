// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/SettingCatalogue.h"

namespace postern
{

/// A setting with the value it has now, as it is shown to an administrator.
struct SettingItem
{
    QString key;
    SettingType type = SettingType::Text;
    QString value;        ///< canonical text; equals defaultValue when nothing was set
    QString defaultValue; ///< canonical text
    QString description;

    friend bool operator==(const SettingItem &, const SettingItem &) = default;
};

} // namespace postern
