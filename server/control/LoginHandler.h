// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/control/ControlThrottle.h"

#include <QByteArray>

namespace postern::control
{

struct ControlContext;

/// Who is there: hello, login by password or session token, logout. A password is checked in the
/// pool, for an unknown name at the same cost, and each outcome is an audit row.
class LoginHandler
{
public:
    LoginHandler(ControlContext &context, ControlThrottle &throttle)
        : m_context(context), m_throttle(throttle)
    {}

    [[nodiscard]] Result<QJsonObject> hello(const Call &call);
    void login(const Call &call, const Reply &reply);
    void resume(const Call &call, const Reply &reply);
    void logout(const Call &call, const Reply &reply);

private:
    void checkPassword(const Call &call, const QString &password, const Reply &reply);
    void accept(const Call &call, const QByteArray &hash, const Reply &reply);
    /// `isKnown`: an administrator has the name.
    void refuse(const Call &call, bool isKnown, const Reply &reply);

    ControlContext &m_context;
    ControlThrottle &m_throttle;
};

} // namespace postern::control
