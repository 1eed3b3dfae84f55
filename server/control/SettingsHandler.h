// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "shared/model/SettingItem.h"

namespace postern::control
{

struct ControlContext;

/// Settings: typed keys with defaults, in effect without a restart.
class SettingsHandler
{
public:
    explicit SettingsHandler(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> list(const Call &call);
    [[nodiscard]] Result<QJsonObject> get(const Call &call);
    void set(const Call &call, const Reply &reply);
    void reset(const Call &call, const Reply &reply);

private:
    void announce(const SettingItem &item, const Reply &reply);

    ControlContext &m_context;
};

} // namespace postern::control
