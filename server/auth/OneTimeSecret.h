// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::auth
{

/// Random secrets of the control channel, kept hashed: session tokens and pairing codes. They are
/// random enough for a plain SHA-256. Any thread.
class OneTimeSecret
{
public:
    /// 256 bits as 43 characters of base64url.
    [[nodiscard]] static QByteArray makeToken();
    /// 80 bits for people: "8K3F-Q2ZX-...", four groups of four of Crockford's base32 (no I, L, O,
    /// U).
    [[nodiscard]] static QByteArray makePairingCode();
    /// A pairing code as someone typed it in the form that is hashed: upper case, without hyphens
    /// and blanks, O as 0, I and L as 1.
    [[nodiscard]] static QByteArray normalisedPairingCode(QByteArrayView typed);
    /// SHA-256, 32 bytes. Normalise a pairing code first.
    [[nodiscard]] static QByteArray hash(QByteArrayView secret);
    /// Constant time for equal lengths.
    [[nodiscard]] static bool isSame(QByteArrayView a, QByteArrayView b);
};

} // namespace postern::auth
