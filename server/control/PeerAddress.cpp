// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/PeerAddress.h"

#include <algorithm>

namespace postern::control
{

IpAddress ipAddressOf(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // also for v4-mapped
    if (isV4)
        return IpAddress::fromV4(v4);
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    std::array<std::uint8_t, 16> bytes{};
    std::copy(std::begin(v6.c), std::end(v6.c), bytes.begin());
    return IpAddress::fromV6(bytes);
}

IpAddress customerOf(const IpAddress &address)
{
    if (address.isV4())
        return address;
    return IpAddress::fromBits(IpAddress::Family::V6, UInt128{address.bits().high, 0});
}

QString endpointText(const QHostAddress &address, quint16 port)
{
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol
                      || address.protocol() == QAbstractSocket::AnyIPProtocol;
    const QString text = address.protocol() == QAbstractSocket::AnyIPProtocol ? QStringLiteral("::")
                                                                              : address.toString();
    return (isV6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(text).arg(port);
}

} // namespace postern::control
