// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/control/ControlThrottle.h"

namespace postern::control
{

struct ControlContext;

/// First contact: a link with a one-time code, and the administrator that it stands for. The code
/// leaves the server in the answer alone.
class PairingHandler
{
public:
    /// How long a code is good.
    static constexpr qint64 codeMs = qint64{15} * 60 * 1000;

    PairingHandler(ControlContext &context, ControlThrottle &throttle)
        : m_context(context), m_throttle(throttle)
    {}

    void create(const Call &call, const Reply &reply);
    void redeem(const Call &call, const Reply &reply);

private:
    struct Invitation;
    struct Redemption;
    [[nodiscard]] Result<Invitation> readInvitation(const Call &call) const;
    [[nodiscard]] QString link(const Invitation &invitation, const QByteArray &code) const;
    void store(const Call &call, const Redemption &redemption, const Reply &reply);

    ControlContext &m_context;
    ControlThrottle &m_throttle;
};

} // namespace postern::control
