// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "shared/model/Effect.h"

#include <QList>

namespace postern::control
{

struct ControlContext;

/// Changes of the whitelist. Each is checked and its effects are computed in its own transaction,
/// so that what the answer says is what was done.
class WhitelistHandler
{
public:
    explicit WhitelistHandler(ControlContext &context) : m_context(context) {}

    void add(const Call &call, const Reply &reply);
    void update(const Call &call, const Reply &reply);
    void enable(const Call &call, const Reply &reply);
    /// An operator only when no client gains by it.
    void disable(const Call &call, const Reply &reply);
    /// All entries or none.
    void remove(const Call &call, const Reply &reply);

private:
    struct Outcome;
    void save(const Call &call, const Reply &reply, bool isNew);
    void setEnabled(const Call &call, const Reply &reply, bool isEnabled);
    void answerSaved(const Outcome &outcome, const Reply &reply);
    void answerRemoved(const Outcome &outcome, const QString &who, const Reply &reply);

    ControlContext &m_context;
};

} // namespace postern::control
