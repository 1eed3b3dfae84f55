// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace postern::storage
{

/// Who makes a change, for its audit row.
struct Actor
{
    QString who;          ///< administrator's name, "local", or "server"
    QString from;         ///< client address, or "local"
    QString program;      ///< "postern 0.1"
    QString why;          ///< reason, or empty
    QString request = {}; ///< id that the asker chose for its request, or empty
};

} // namespace postern::storage
