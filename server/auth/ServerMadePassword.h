// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace postern::auth
{

/// A password that the server makes: 24 random base32 characters (120 bits), so 4,096 iterations
/// protect it well enough. Shown once, to the asker alone.
class ServerMadePassword
{
public:
    [[nodiscard]] static QString generate();
};

} // namespace postern::auth
