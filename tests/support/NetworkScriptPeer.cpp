// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NetworkScriptPeer.h"

namespace postern::test
{

namespace
{

constexpr int patienceMs = 10000;

} // namespace

NetworkScriptPeer::NetworkScriptPeer(quint16 port, const QHostAddress &from)
{
    m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (!from.isNull())
        m_socket.bind(from);
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket.waitForConnected(patienceMs);
}

bool NetworkScriptPeer::isConnected() const
{
    return m_socket.state() == QAbstractSocket::ConnectedState;
}

void NetworkScriptPeer::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(patienceMs)) {
    }
}

std::optional<QByteArray> NetworkScriptPeer::receiveLine()
{
    while (!m_socket.canReadLine()) {
        if (!m_socket.waitForReadyRead(patienceMs) && !m_socket.canReadLine())
            return std::nullopt;
    }
    QByteArray line = m_socket.readLine();
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return line;
}

bool NetworkScriptPeer::startTls()
{
    m_socket.startClientEncryption();
    return m_socket.waitForEncrypted(patienceMs);
}

QByteArray NetworkScriptPeer::receiveReply()
{
    QByteArray reply;
    while (const auto line = receiveLine()) {
        if (!reply.isEmpty())
            reply += '\n';
        reply += *line;
        if (line->size() < 4 || line->at(3) != '-')
            break;
    }
    return reply;
}

QByteArray NetworkScriptPeer::command(const QByteArray &line)
{
    send(line + "\r\n");
    return receiveReply();
}

} // namespace postern::test
