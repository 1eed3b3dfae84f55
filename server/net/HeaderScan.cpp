// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/HeaderScan.h"

namespace postern::net
{

namespace
{

bool isNamed(QByteArrayView line, QByteArrayView name)
{
    return line.size() >= name.size()
           && qstrnicmp(line.data(), name.size(), name.data(), name.size()) == 0;
}

bool isFolded(QByteArrayView line)
{
    return line.startsWith(' ') || line.startsWith('\t');
}

} // namespace

HeaderScan HeaderScan::of(QByteArrayView head)
{
    HeaderScan scan;
    bool isInMessageId = false;
    while (!head.isEmpty()) {
        const qsizetype end = head.indexOf('\n');
        QByteArrayView line = end < 0 ? head : head.first(end);
        head = end < 0 ? QByteArrayView() : head.sliced(end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            break;
        if (isFolded(line)) {
            if (isInMessageId)
                scan.messageId += line;
            continue;
        }
        isInMessageId = scan.messageId.isEmpty() && isNamed(line, "message-id:");
        if (isInMessageId)
            scan.messageId = line.sliced(11).toByteArray();
        else if (isNamed(line, "received:"))
            ++scan.receivedCount;
    }
    scan.messageId = scan.messageId.trimmed().left(maxMessageIdLength);
    return scan;
}

} // namespace postern::net
