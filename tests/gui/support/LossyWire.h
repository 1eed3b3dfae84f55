// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTcpServer>

class QTcpSocket;

namespace postern::test
{

/// Passes bytes between clients and a server on 127.0.0.1, and on demand loses what the server
/// says from then on: a request arrives and is done, and nobody hears of it. Its port stays the
/// same while the server's changes.
class LossyWire : public QObject
{
    Q_OBJECT

public:
    LossyWire();
    ~LossyWire() override { cut(); }

    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    /// Where the next connections lead; those that are open stay as they are.
    void setServerPort(quint16 port) { m_serverPort = port; }
    /// Loses what the server says on the connections that are open now.
    void loseAnswers() { m_isLosing = true; }
    /// Cuts every connection; later ones lose nothing.
    void cut();

private:
    void onConnection();

    quint16 m_serverPort = 0;
    bool m_isLosing = false;
    QList<QTcpSocket *> m_clients;
    QTcpServer m_listener; // goes first: its sockets still tell the list that they end
};

} // namespace postern::test
