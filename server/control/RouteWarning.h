// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/Route.h"

#include <QStringList>

#include <functional>

class QObject;

namespace postern::control
{

/// What an administrator should know about a route before trusting it with mail.
class RouteWarning
{
public:
    /// Finds out whether a route that may be unencrypted leaves private networks (a name is looked
    /// up, for at most two seconds) and calls `done` once, in `receiver`'s thread, with whole
    /// sentences.
    static void find(const Route &route, QObject *receiver,
                     std::function<void(const QStringList &)> done);
};

} // namespace postern::control
