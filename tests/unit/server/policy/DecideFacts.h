// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/server/policy/PolicyWorld.h"

/// What the tests of decide() ask about.
namespace postern::policy
{

inline constexpr Services bypass = Service::SmtpAuthBypass;

inline PolicySnapshot snapshotOf(const QList<WhitelistEntry> &entries)
{
    PolicySnapshot snapshot;
    snapshot.table = AccessTable(entries);
    snapshot.acceptedDomains = {QStringLiteral("example.com")};
    return snapshot;
}

inline Facts factsAt(Stage stage, QStringView client, ListenerRole listener = ListenerRole::Relay)
{
    Facts facts;
    facts.stage = stage;
    facts.client = addressOf(client);
    facts.listener = listener;
    facts.isAuthOffered = true;
    facts.recipientDomain = QStringLiteral("elsewhere.example");
    return facts;
}

inline Reason reasonOf(const Facts &facts, const PolicySnapshot &snapshot)
{
    return decide(facts, snapshot, testNow).reason;
}

} // namespace postern::policy
