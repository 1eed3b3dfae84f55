// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::auth
{

/// A SCRAM-SHA-256 verifier (RFC 5802 3) as it is checked: unsealed, in memory only. Never logged.
struct ScramVerifier
{
    int iterations = 0;
    QByteArray salt;
    QByteArray storedKey;
    QByteArray serverKey;
};

} // namespace postern::auth
