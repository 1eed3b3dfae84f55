// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/WhitelistEntry.h"

#include <QList>
#include <QString>

namespace postern
{

/// One gate of the decision, in the order in which it is asked.
struct ExplainGate
{
    enum class State
    {
        Passed,     ///< "passed"
        Failed,     ///< "failed": this one decided against
        NotApplied, ///< "not-applied": had nothing to say here
        NotReached  ///< "not-reached": an earlier gate decided
    };
    QString
        name; ///< stable: "connection", "entry", "login", "accepted-domain", "listener", "limits"
    State state = State::NotReached;
    QString text; ///< one plain sentence
};

/// Another entry that holds the address, and why it did not decide.
struct ConsideredEntry
{
    WhitelistEntry entry;
    bool won = false;
    QString why;  ///< stable: "decides", "wider", "disabled", "expired"
    QString text; ///< one plain sentence
};

/// The answer to "what would happen to this client's mail, and why".
struct Explanation
{
    QString verdict;  ///< "allow", "hold", "refuse", "defer"
    QString reason;   ///< stable reason code of tests/data/policy/reasons
    QString reply;    ///< the exact SMTP reply, "(ref ...)" left open
    QString sentence; ///< the verdict as a plain sentence
    QList<ExplainGate> gates;
    QList<ConsideredEntry> considered; ///< narrowest first
};

} // namespace postern
