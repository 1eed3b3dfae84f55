// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"

namespace postern::control
{

struct ControlContext;

/// How the server is doing.
class StatusHandler
{
public:
    explicit StatusHandler(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> get(const Call &call);

private:
    ControlContext &m_context;
};

} // namespace postern::control
