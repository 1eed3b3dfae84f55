// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/StatusHandler.h"

#include "server/control/ControlContext.h"
#include "server/control/PeerAddress.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

Result<QJsonObject> StatusHandler::get(const Call &call)
{
    if (const auto error = call.reader().finish())
        return *error;
    ServerStatus status = m_context.sources.status();
    status.version = QStringLiteral(POSTERN_VERSION);
    status.hostname = m_context.setup.hostname;
    status.fingerprint = m_context.fingerprint();
    status.control.clear();
    const QList<ControlAddress> addresses = m_context.addresses();
    for (const ControlAddress &address : addresses)
        status.control.append(endpointText(address.address, address.port));
    return toJson(status);
}

} // namespace postern::control
