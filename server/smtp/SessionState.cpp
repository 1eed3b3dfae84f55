// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/SessionState.h"

namespace postern::smtp
{

QByteArray sessionStateName(SessionState state)
{
    switch (state) {
    case SessionState::Unopened:
        return "Unopened";
    case SessionState::Connected:
        return "Connected";
    case SessionState::Ready:
        return "Ready";
    case SessionState::Mail:
        return "Mail";
    case SessionState::Recipients:
        return "Recipients";
    case SessionState::Data:
        return "Data";
    case SessionState::SaslResponse:
        return "SaslResponse";
    case SessionState::AwaitingMail:
        return "AwaitingMail";
    case SessionState::AwaitingRecipient:
        return "AwaitingRecipient";
    case SessionState::AwaitingSasl:
        return "AwaitingSasl";
    case SessionState::AwaitingTls:
        return "AwaitingTls";
    case SessionState::AwaitingStorage:
        return "AwaitingStorage";
    case SessionState::Closed:
        return "Closed";
    }
    return {};
}

} // namespace postern::smtp
