// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/Mailbox.h"

namespace postern::net
{

std::shared_ptr<Mailbox> Mailbox::make(QObject *context)
{
    return std::shared_ptr<Mailbox>(new Mailbox(context));
}

void Mailbox::post(Call call)
{
    const std::lock_guard lock(m_mutex);
    if (!m_context)
        return;
    m_calls.push_back(std::move(call));
    if (m_calls.size() == 1) {
        QMetaObject::invokeMethod(
            m_context, [self = shared_from_this()] { self->drain(); }, Qt::QueuedConnection);
    }
}

void Mailbox::close()
{
    std::vector<Call> dropped; // destroyed without the lock: a call may own what posts again
    const std::lock_guard lock(m_mutex);
    m_context = nullptr;
    dropped.swap(m_calls);
}

void Mailbox::drain()
{
    std::vector<Call> calls;
    {
        const std::lock_guard lock(m_mutex);
        calls.swap(m_calls);
    }
    for (const Call &call : calls)
        call();
}

} // namespace postern::net
