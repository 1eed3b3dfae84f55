// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/net/IpAddress.h"

namespace postern::config
{

/// Address and port to listen on: "0.0.0.0:25", "[::1]:2600", "[::]:25" (IPv4 as well). Port 0 lets
/// the kernel choose. A value.
struct ListenAddress
{
    IpAddress address;
    quint16 port = 0;

    [[nodiscard]] static Result<ListenAddress> parse(const QString &text);
    [[nodiscard]] QString toString() const;

    friend bool operator==(const ListenAddress &, const ListenAddress &) = default;
};

} // namespace postern::config
