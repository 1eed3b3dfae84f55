// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/HopOffers.h"

namespace postern::delivery
{

HopOffers HopOffers::read(const ClientReply &ehloReply)
{
    HopOffers offers;
    for (qsizetype i = 1; i < ehloReply.lines.size(); ++i) { // the first line is the hop's name
        QByteArray line = ehloReply.lines[i].simplified().toUpper();
        if (line.startsWith("AUTH="))
            line[4] = ' ';
        const QByteArrayList words = line.split(' ');
        if (words.first() == "PIPELINING") {
            offers.isPipelining = true;
        } else if (words.first() == "8BITMIME") {
            offers.isEightBit = true;
        } else if (words.first() == "STARTTLS") {
            offers.isStartTls = true;
        } else if (words.first() == "AUTH") {
            offers.mechanisms += words.mid(1);
        } else if (words.first() == "SIZE") {
            offers.isSize = true;
            offers.sizeLimit = words.size() > 1 ? words[1].toLongLong() : 0;
        }
    }
    return offers;
}

} // namespace postern::delivery
