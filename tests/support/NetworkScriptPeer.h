// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ScriptPeer.h"

#include <QHostAddress>
#include <QSslSocket>

namespace postern::test
{

/// A client over TCP, and over TLS when told so, that waits for each answer. The server runs on
/// other threads or in another process. It accepts any certificate.
class NetworkScriptPeer : public ScriptPeer
{
public:
    /// `from`: the address of our side, an address of this machine.
    explicit NetworkScriptPeer(quint16 port, const QHostAddress &from = {});

    [[nodiscard]] bool isConnected() const;
    void send(const QByteArray &bytes) override;
    [[nodiscard]] std::optional<QByteArray> receiveLine() override;
    [[nodiscard]] bool startTls() override;

    /// Lines up to the last one of a reply, joined by LF; empty when the server has closed.
    [[nodiscard]] QByteArray receiveReply();
    /// Sends a line and takes its reply.
    [[nodiscard]] QByteArray command(const QByteArray &line);
    [[nodiscard]] QSslSocket &socket() { return m_socket; }

private:
    QSslSocket m_socket;
};

} // namespace postern::test
