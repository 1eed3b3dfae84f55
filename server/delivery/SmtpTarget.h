// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/SaslClient.h"
#include "shared/model/Route.h"

namespace postern::delivery
{

/// Where an SMTP next hop is, how the way to it is protected, and who we are to it. A value.
struct SmtpTarget
{
    QString host; ///< name or address, IPv6 without brackets
    quint16 port = 25;
    RouteTls tls = RouteTls::None;
    bool isImplicitTls = false; ///< encrypted before the greeting; `tls` is Encrypt or Verify then
    QString fingerprint = {};   ///< as Route::fingerprint
    ClientLogin login = {};     ///< empty: none

    friend bool operator==(const SmtpTarget &, const SmtpTarget &) = default;
};

/// For use as a key: mail that goes the same way shares connections.
[[nodiscard]] inline size_t qHash(const SmtpTarget &target, size_t seed = 0)
{
    return qHashMulti(seed, target.host, target.port, target.login.user);
}

} // namespace postern::delivery
