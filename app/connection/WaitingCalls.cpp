// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/WaitingCalls.h"

#include <utility>

namespace postern
{

void WaitingCalls::sendThrough(RequestChannel &channel)
{
    const QPointer<WaitingCalls> alive(this);
    while (alive && channel.isOpen() && !m_kept.isEmpty()) {
        const PendingCall call = m_kept.takeFirst();
        if (call.context)
            channel.send(call);
    }
}

void WaitingCalls::refuseKept(const Error &error)
{
    const QList<PendingCall> kept = std::exchange(m_kept, {});
    for (const PendingCall &call : kept)
        refuse(call, error);
}

void WaitingCalls::refuse(const PendingCall &call, const Error &error)
{
    QMetaObject::invokeMethod(
        this, [call, error] { call.answer(error); }, Qt::QueuedConnection);
}

} // namespace postern
