// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"

namespace postern::control
{

struct ControlContext;

/// Accepted domains: whose mail is taken in from anybody.
class DomainHandler
{
public:
    explicit DomainHandler(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> list(const Call &call);
    void add(const Call &call, const Reply &reply);
    void remove(const Call &call, const Reply &reply);

private:
    void announce();

    ControlContext &m_context;
};

} // namespace postern::control
