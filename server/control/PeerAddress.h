// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/IpAddress.h"

#include <QHostAddress>

namespace postern::control
{

/// The address of a peer, v4-mapped folded, scope dropped.
[[nodiscard]] IpAddress ipAddressOf(const QHostAddress &address);
/// Whom an address counts for: IPv4 itself, of IPv6 its /64, because one customer has a whole one.
[[nodiscard]] IpAddress customerOf(const IpAddress &address);
/// "127.0.0.1:2600", "[::1]:2600".
[[nodiscard]] QString endpointText(const QHostAddress &address, quint16 port);

} // namespace postern::control
