// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/storage/Database.h"

namespace postern::control
{

struct ControlContext;

/// The queue and its trace: look, hold, release, retry, remove.
class QueueHandler
{
public:
    explicit QueueHandler(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> list(const Call &call);
    [[nodiscard]] Result<QJsonObject> show(const Call &call);
    void hold(const Call &call, const Reply &reply);
    void release(const Call &call, const Reply &reply);
    void retry(const Call &call, const Reply &reply);
    void remove(const Call &call, const Reply &reply);

private:
    struct Order;
    using Deed = std::function<Result<int>(storage::Database &, const Order &)>;
    void carryOut(const Call &call, const Reply &reply, const Deed &deed);

    ControlContext &m_context;
};

} // namespace postern::control
