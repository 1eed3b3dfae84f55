// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/Route.h"

#include <QStringList>

#include <functional>

namespace postern::control
{

struct ControlContext;

/// Whether this server can store mail in the Maildir of a route, before anybody relies on it.
class MaildirCheck
{
public:
    /// What delivery would fail on: the folders are looked at and none is made. Error kind Refused,
    /// field "route". Blocking (a network's disk may be slow).
    [[nodiscard]] static Result<void> of(const QString &path);

    /// Looks at the Maildir of `route` (another route is fine), for at most two seconds, and calls
    /// `done` once on the control thread: with the error, or with a warning where it could not be
    /// known.
    static void find(const Route &route, ControlContext &context,
                     std::function<void(const Result<QStringList> &)> done);
};

} // namespace postern::control
