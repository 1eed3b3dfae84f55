// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::smtp
{

/// Where a session stands; what each command may do there is told by CommandTable.
enum class SessionState : unsigned
{
    Unopened = 1U << 0,          ///< start() was not called
    Connected = 1U << 1,         ///< greeted, no EHLO yet
    Ready = 1U << 2,             ///< EHLO or HELO was accepted, no transaction
    Mail = 1U << 3,              ///< a sender, no accepted recipient
    Recipients = 1U << 4,        ///< a sender and at least one accepted recipient
    Data = 1U << 5,              ///< content comes in
    SaslResponse = 1U << 6,      ///< the client owes an answer to a 334
    AwaitingMail = 1U << 7,      ///< policy is asked about the sender
    AwaitingRecipient = 1U << 8, ///< policy is asked about a recipient
    AwaitingSasl = 1U << 9,      ///< the SASL exchange is asked
    AwaitingTls = 1U << 10,      ///< the handshake runs
    AwaitingStorage = 1U << 11,  ///< the message is being made durable
    Closed = 1U << 12            ///< nothing is read any more
};

/// A set of states.
class SessionStates
{
public:
    constexpr SessionStates(SessionState state) : m_bits(static_cast<unsigned>(state)) {}
    [[nodiscard]] constexpr bool contains(SessionState state) const
    {
        return (m_bits & static_cast<unsigned>(state)) != 0;
    }
    friend constexpr SessionStates operator|(SessionStates a, SessionStates b)
    {
        return SessionStates(a.m_bits | b.m_bits);
    }

private:
    constexpr explicit SessionStates(unsigned bits) : m_bits(bits) {}
    unsigned m_bits;
};

constexpr SessionStates operator|(SessionState a, SessionState b)
{
    return SessionStates(a) | SessionStates(b);
}

/// States in which a resume(), or tlsStarted(), is awaited and the client is not read.
inline constexpr SessionStates waitingStates =
    SessionState::AwaitingMail | SessionState::AwaitingRecipient | SessionState::AwaitingSasl
    | SessionState::AwaitingTls | SessionState::AwaitingStorage;

/// "Connected", "AwaitingStorage", ...: stable, for logs and tests.
[[nodiscard]] QByteArray sessionStateName(SessionState state);

} // namespace postern::smtp
