// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/LossyWire.h"

#include <QTcpSocket>

#include <utility>

namespace postern::test
{

LossyWire::LossyWire()
{
    connect(&m_listener, &QTcpServer::newConnection, this, &LossyWire::onConnection);
    m_listener.listen(QHostAddress::LocalHost);
}

void LossyWire::onConnection()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection()) {
        m_clients.append(client);
        auto *server = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, server,
                [client, server] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::readyRead, client, [this, client, server] {
            const QByteArray bytes = server->readAll();
            if (!m_isLosing)
                client->write(bytes);
        });
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::errorOccurred, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, this, [this, client] {
            m_clients.removeOne(client);
            client->deleteLater();
        });
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_serverPort);
    }
}

void LossyWire::cut()
{
    m_isLosing = false;
    const QList<QTcpSocket *> clients = std::exchange(m_clients, {});
    for (QTcpSocket *client : clients)
        client->abort();
}

} // namespace postern::test
