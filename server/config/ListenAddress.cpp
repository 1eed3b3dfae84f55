// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ListenAddress.h"

#include "shared/net/AddressComplaint.h"

#include <algorithm>

namespace postern::config
{

Result<ListenAddress> ListenAddress::parse(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.left(std::max<qsizetype>(colon, 0));
    const bool isBracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (isBracketed)
        host = host.mid(1, host.size() - 2);
    bool isNumber = false;
    const QString portText = text.mid(colon + 1);
    const uint port = portText.toUInt(&isNumber);
    if (colon <= 0 || !isNumber || port > 65535 || portText.startsWith(u'+')
        || (host.contains(u':') && !isBracketed)) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("%1 is no address with a port, such as \"127.0.0.1:25\" or "
                                    "\"[::1]:25\".")
                         .arg(AddressComplaint::shown(text))};
    }
    const Result<IpAddress> address = IpAddress::parse(host);
    if (!address)
        return address.error();
    return ListenAddress{address.value(), quint16(port)};
}

QString ListenAddress::toString() const
{
    return (address.isV4() ? QStringLiteral("%1:%2") : QStringLiteral("[%1]:%2"))
        .arg(address.toString())
        .arg(port);
}

} // namespace postern::config
