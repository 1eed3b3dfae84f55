// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/SmtpReply.h"

#include <QList>

namespace postern::smtp
{

QByteArray SmtpReply::toWire() const
{
    const QByteArray number = QByteArray::number(code);
    const QByteArray status = enhanced.isEmpty() ? QByteArray() : enhanced + ' ';
    const QList<QByteArray> lines = text.split('\n');
    QByteArray wire;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const char separator = i + 1 < lines.size() ? '-' : ' ';
        wire += number + separator + status + lines.at(i) + "\r\n";
    }
    return wire;
}

} // namespace postern::smtp
