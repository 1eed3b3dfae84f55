// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::net
{

/// What the acceptance of a message reads in its header: nothing is changed and nothing else is
/// looked at. Pure.
struct HeaderScan
{
    QByteArray messageId;  ///< the Message-ID field's value (RFC 5322 3.6.4), unfolded; or empty
    int receivedCount = 0; ///< Received fields: servers passed before (RFC 5321 6.3)

    static constexpr int maxReceived = 100; ///< RFC 5321 6.3: at least 100 before it is a loop
    static constexpr qsizetype maxMessageIdLength = 500;

    /// `head`: the beginning of the content; the scan ends at the first empty line or at its end.
    [[nodiscard]] static HeaderScan of(QByteArrayView head);
};

} // namespace postern::net
