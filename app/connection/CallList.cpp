// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/CallList.h"

#include <utility>

namespace postern
{

qint64 CallList::sent(const PendingCall &call)
{
    m_sent.insert(++m_lastId, call);
    return m_lastId;
}

std::optional<PendingCall> CallList::takeSent(qint64 id)
{
    const auto found = m_sent.find(id);
    if (found == m_sent.end())
        return std::nullopt;
    PendingCall call = std::move(*found);
    m_sent.erase(found);
    return call;
}

QList<PendingCall> CallList::takeAllSent()
{
    return std::exchange(m_sent, {}).values();
}

} // namespace postern
