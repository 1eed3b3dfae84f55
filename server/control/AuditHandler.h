// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"

namespace postern::control
{

struct ControlContext;

/// The trail of changes; it can only be read.
class AuditHandler
{
public:
    explicit AuditHandler(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> list(const Call &call);

private:
    ControlContext &m_context;
};

} // namespace postern::control
