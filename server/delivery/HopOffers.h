// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/SmtpReplyReader.h"

namespace postern::delivery
{

/// What the next hop offered in its answer to EHLO (RFC 5321 4.1.1.1). A value.
struct HopOffers
{
    bool isPipelining = false; ///< RFC 2920
    bool isSize = false;       ///< RFC 1870
    bool isEightBit = false;   ///< RFC 6152
    bool isStartTls = false;   ///< RFC 3207
    qint64 sizeLimit = 0;      ///< 0: none said
    QByteArrayList mechanisms; ///< RFC 4954 3, in capitals; also of the older "AUTH=" line

    [[nodiscard]] static HopOffers read(const ClientReply &ehloReply);
};

} // namespace postern::delivery
