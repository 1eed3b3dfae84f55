// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/ServerConfig.h"
#include "server/net/SmtpServer.h"

#include <QList>

#include <memory>

namespace postern
{

/// What new connections of each configured listener get, in the order of the configuration; those
/// with TLS use `tls`.
[[nodiscard]] QList<net::ListenerContextPtr>
listenerContexts(const config::ServerConfig &config, const std::shared_ptr<net::TlsContext> &tls);

/// The same with the addresses to listen on.
[[nodiscard]] QList<net::SmtpListenAddress>
smtpListenAddresses(const config::ServerConfig &config,
                    const std::shared_ptr<net::TlsContext> &tls);

} // namespace postern
