// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace postern::test
{

/// The server as an SMTP script sees it: a bare session, or a connection over TCP or TLS.
class ScriptPeer
{
public:
    virtual ~ScriptPeer() = default;
    /// In one write, as far as the transport allows.
    virtual void send(const QByteArray &bytes) = 0;
    /// The next line without CR LF; nullopt when the server has closed the connection (or when
    /// nothing comes for so long that the test has failed).
    [[nodiscard]] virtual std::optional<QByteArray> receiveLine() = 0;
    /// The handshake, after the 220 to STARTTLS was received.
    [[nodiscard]] virtual bool startTls() = 0;
};

} // namespace postern::test
