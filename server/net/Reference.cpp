// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/Reference.h"

#include <QRandomGenerator>

namespace postern::net
{

namespace
{

constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

QByteArray randomText(int length)
{
    QByteArray text(length, Qt::Uninitialized);
    quint64 bits = 0;
    for (int i = 0; i < length; ++i) {
        if (i % 12 == 0)
            bits = QRandomGenerator::global()->generate64();
        text[i] = alphabet[bits & 31U];
        bits >>= 5U;
    }
    return text;
}

} // namespace

QByteArray newReference()
{
    return randomText(6).insert(4, '-');
}

QByteArray newSessionId()
{
    return randomText(12);
}

} // namespace postern::net
