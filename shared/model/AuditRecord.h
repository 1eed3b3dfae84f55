// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/UtcMs.h"

#include <QJsonObject>
#include <QString>

namespace postern
{

/// One change of anything, or a login or failed login of an administrator; written in the change's
/// transaction.
struct AuditRecord
{
    qint64 id = 0; ///< ascending
    UtcMs at = 0;
    QString who;        ///< administrator, or "local" for the local socket, or "server"
    QString from;       ///< client address, or "local"
    QString program;    ///< "postern 0.1", "posternctl 0.1"
    QString action;     ///< "whitelist.add", "admin.login-failed", ...
    QString subject;    ///< what it concerns: an entry's range, a user's name, a setting's key
    QJsonObject before; ///< empty for an addition; never a secret
    QJsonObject after;  ///< empty for a removal; never a secret
    QString why;        ///< the reason given with --why, or empty
};

} // namespace postern
