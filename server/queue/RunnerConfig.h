// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ContentThread.h"
#include "server/delivery/SmtpClientSession.h"
#include "server/queue/NextHops.h"
#include "server/storage/Database.h"
#include "shared/model/UtcMs.h"

#include <QString>

#include <functional>

namespace postern::queue
{

/// What a runner needs to know when it begins.
struct RunnerConfig
{
    QString node; ///< name under which this process holds leases
    storage::DatabaseUrl database;
    delivery::ClientConfig client;
    NextHopLimits nextHops;
    int maildirThreads = 4;             ///< one Maildir has at most half of them
    int recipientsPerTransaction = 100; ///< RFC 5321 4.5.3.1.8: every server takes that many
    int claimLimit = 500;               ///< recipients of one claim
    int maxInHand = 5000;               ///< recipients leased at once
    qint64 leaseMs = 600000;            ///< renewed after a third of it
    qint64 fullMs = 1000; ///< this long at maxInHand before a next hop or Maildir gives leases back
    qint64 giveBackMs = 30000;     ///< until these are due again
    std::function<UtcMs()> clock;  ///< the system's when empty
    delivery::OpenContent content; ///< that of `database` when empty
};

} // namespace postern::queue
