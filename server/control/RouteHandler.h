// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/storage/RouteStore.h"

namespace postern::control
{

struct ControlContext;

/// Routes: where mail goes that was allowed for another reason.
class RouteHandler
{
public:
    explicit RouteHandler(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> list(const Call &call);
    void set(const Call &call, const Reply &reply);
    void remove(const Call &call, const Reply &reply);

private:
    void store(const Call &call, const storage::RouteChange &change, const QStringList &warnings,
               const Reply &reply);
    void announce();

    ControlContext &m_context;
};

} // namespace postern::control
