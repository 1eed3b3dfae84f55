// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/Authority.h"

#include "server/storage/AdministratorSessionStore.h"

namespace postern::control
{

Authority::Authority(const Call &call, UtcMs now)
    : m_isLocal(call.isLocal), m_name(call.actor.who), m_role(call.role), m_session(call.session),
      m_now(now)
{}

Result<void> Authority::confirm(storage::Database &database) const
{
    if (m_isLocal)
        return {};
    if (const Result<void> locked = database.lockChanges(); !locked.ok())
        return locked.error();
    const Result<Administrator> holder =
        storage::AdministratorSessionStore(database).holder(m_session, m_now);
    if (!holder.ok())
        return holder.error();
    if (holder->name != m_name || holder->role != m_role)
        return storage::AdministratorSessionStore::sessionOver();
    return {};
}

} // namespace postern::control
