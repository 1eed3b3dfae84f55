// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QString>

namespace postern
{

/// postern://host:2600/#sha256=HEX&code=CODE: first contact with a server, and its one-time secret.
struct PairingLink
{
    QString host; ///< name or address (IPv6 without brackets)
    quint16 port = 2600;
    QByteArray fingerprint; ///< 32 bytes
    QString code;           ///< one-time, secret

    /// Blanks and line breaks around and inside the text (from a mail or a terminal) are dropped.
    /// Error kind Invalid, field "link", naming what is missing; never repeats the code.
    [[nodiscard]] static Result<PairingLink> parse(QStringView text);
    [[nodiscard]] QString toString() const;

    friend bool operator==(const PairingLink &, const PairingLink &) = default;
};

} // namespace postern
