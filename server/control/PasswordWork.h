// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ControlContext.h"

namespace postern::control
{

/// Computing with a password on behalf of one request: in the pool, because it takes long, and gone
/// on with only while who asked still has the rights it asked with. Control thread.
class PasswordWork
{
public:
    PasswordWork(ControlContext &context, const Call &call, const Reply &reply)
        : m_context(context), m_call(call), m_reply(reply)
    {}

    /// `then` gets what `work` made, later; the request is answered here when that failed, or when
    /// too many wait.
    template<typename T>
    void run(std::function<Result<T>()> work, std::function<void(const T &)> then) const
    {
        const bool isAccepted = m_context.passwords.run<Result<T>>(
            m_context.receiver, std::move(work),
            [call = m_call, reply = m_reply, then = std::move(then)](const Result<T> &made) {
                if (!made.ok())
                    reply(made.error());
                else if (call.isStillAllowed())
                    then(*made);
            });
        if (!isAccepted)
            m_reply(PasswordPool::busy());
    }

private:
    ControlContext &m_context;
    const Call &m_call;
    const Reply &m_reply;
};

} // namespace postern::control
