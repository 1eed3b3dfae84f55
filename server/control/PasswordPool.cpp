// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/PasswordPool.h"

#include "shared/ErrorCode.h"

namespace postern::control
{

PasswordPool::PasswordPool()
{
    m_pool.setMaxThreadCount(threads);
}

PasswordPool::~PasswordPool()
{
    m_pool.clear();
    m_pool.waitForDone();
}

Error PasswordPool::busy()
{
    return {ErrorKind::Unavailable,
            QStringLiteral("Too many passwords are being checked just now; try again in a moment."),
            {},
            withCode(ErrorCode::Busy)};
}

bool PasswordPool::start(std::function<void()> work)
{
    if (m_waiting.load() >= longestQueue)
        return false;
    ++m_waiting;
    m_pool.start([this, work = std::move(work)] {
        work();
        --m_waiting;
    });
    return true;
}

} // namespace postern::control
