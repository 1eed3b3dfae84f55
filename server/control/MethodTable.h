// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"

#include <QHash>
#include <QString>

#include <functional>
#include <memory>

namespace postern::control
{

struct ControlContext;

/// Every method of the catalogue with its handler, in one table. Control thread.
class MethodTable
{
public:
    explicit MethodTable(ControlContext &context);
    ~MethodTable();

    /// The call's method must be of the catalogue and its role checked. `reply` is called once,
    /// now or later.
    void dispatch(const Call &call, const Reply &reply) const;
    [[nodiscard]] bool has(QStringView method) const;

private:
    struct Handlers;
    std::unique_ptr<Handlers> m_handlers;
    QHash<QString, std::function<void(const Call &, const Reply &)>> m_methods;
};

} // namespace postern::control
