// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "shared/Result.h"
#include "shared/control/Catalogue.h"
#include "shared/control/ObjectReader.h"
#include "shared/net/IpAddress.h"

#include <QJsonObject>
#include <QPointer>

#include <functional>

namespace postern::control
{

class ControlConnection;

/// One request as a handler gets it: the role was checked already, `why` was taken out.
struct Call
{
    const MethodSpec *method = nullptr;
    QJsonObject params;
    storage::Actor actor;
    Role role = Role::Auditor; ///< Auditor too before a login; only methods without a role see that
    bool isLocal = false;
    QByteArray session; ///< hash of the token of the login it came by; empty for the local socket
    IpAddress client;   ///< 127.0.0.1 for the local socket
    QPointer<ControlConnection> connection; ///< null once it is gone

    /// Whether who asked still has the rights it asked with: to be looked at again before what was
    /// computed for a while is written.
    [[nodiscard]] bool isStillAllowed() const;
    /// A reader of the parameters, for typed access.
    [[nodiscard]] ObjectReader reader() const { return ObjectReader(params); }
};

/// Called once with the answer, on the control thread.
using Reply = std::function<void(const Result<QJsonObject> &)>;

} // namespace postern::control
