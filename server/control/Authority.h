// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/storage/Database.h"
#include "shared/model/UtcMs.h"

namespace postern::control
{

/// The right by which a change was asked for. Between a request and its turn on the storage thread
/// the administrator may be removed, get another role or password, or sign out, here or on another
/// node; so it is looked at again where the change is made. A value; made on the control thread.
class Authority
{
public:
    /// The right that `call` came with, at `now`.
    Authority(const Call &call, UtcMs now);

    /// Inside the transaction of the change and before anything of it. Unauthorized unless the
    /// login that the call came by still stands, for the same administrator in the same role. From
    /// here on until the transaction ends no node can take the right away. The local socket needs
    /// no login: its right is that of the operating system's user.
    [[nodiscard]] Result<void> confirm(storage::Database &database) const;

private:
    bool m_isLocal;
    QString m_name;
    Role m_role;
    QByteArray m_session;
    UtcMs m_now;
};

} // namespace postern::control
