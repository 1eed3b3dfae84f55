// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ControlSetup.h"
#include "shared/Result.h"

#include <QList>
#include <QString>

namespace postern::control
{

/// Where a pairing link leads.
struct PairingHost
{
    QString host; ///< a canonical name or address; IPv6 without brackets
    quint16 port = 2600;
    bool hasPort = false; ///< it was written

    /// "name", "name:port", "192.0.2.1:port", "::1", "[::1]:port"; else Invalid, field "host".
    [[nodiscard]] static Result<PairingHost> parse(const QString &text);
};

/// Refused (field "host"), with the line to change in `configurationFile` (or empty), when none of
/// the control port's `addresses` can be what `host` and `port` lead to. Whoever resolves a name
/// knows what it stands for; only that it is not loopback is taken for sure.
[[nodiscard]] Result<void> checkListening(const QString &host, quint16 port,
                                          const QList<ControlAddress> &addresses,
                                          const QString &configurationFile);

} // namespace postern::control
