// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ServerProfile.h"

namespace postern
{

QString ServerProfile::address() const
{
    if (!localSocketPath.isEmpty())
        return localSocketPath;
    const bool needsBrackets = host.contains(u':');
    return (needsBrackets ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(host, QString::number(port));
}

ServerProfile ServerProfile::fromLink(const PairingLink &link)
{
    ServerProfile profile;
    profile.host = link.host;
    profile.port = link.port;
    profile.fingerprint = link.fingerprint;
    return profile;
}

} // namespace postern
