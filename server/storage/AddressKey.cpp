// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AddressKey.h"

namespace postern::storage
{

QString addressKey(const IpAddress &address)
{
    const QChar family = address.isV4() ? QChar(u'4') : QChar(u'6');
    return family + QString::fromLatin1(address.toBytes().toHex());
}

} // namespace postern::storage
