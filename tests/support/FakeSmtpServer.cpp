// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FakeSmtpServer.h"

#include <QHostAddress>

namespace postern
{

namespace
{

QByteArray pathOf(const QByteArray &line)
{
    const qsizetype begin = line.indexOf('<') + 1;
    return line.mid(begin, line.indexOf('>') - begin);
}

} // namespace

FakeSmtpServer::FakeSmtpServer(QObject *parent) : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeSmtpServer::onConnection);
    m_server.setListenBacklogSize(1000);
    if (listen())
        m_port = m_server.serverPort();
}

FakeSmtpServer::~FakeSmtpServer()
{
    const QList<QSslSocket *> sockets = m_peers.keys();
    for (QSslSocket *socket : sockets)
        socket->disconnect(this);
}

bool FakeSmtpServer::listen()
{
    return m_server.listen(QHostAddress::LocalHost, m_port);
}

void FakeSmtpServer::shut()
{
    m_server.close();
    const QList<QSslSocket *> sockets = m_peers.keys();
    for (QSslSocket *socket : sockets)
        socket->abort();
}

void FakeSmtpServer::Listener::incomingConnection(qintptr descriptor)
{
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    addPendingConnection(socket);
}

void FakeSmtpServer::setCertificate(const QSslCertificate &certificate, const QSslKey &key,
                                    bool isImplicit)
{
    m_certificate = certificate;
    m_key = key;
    m_isImplicit = isImplicit;
}

void FakeSmtpServer::encrypt(QSslSocket *socket)
{
    socket->setLocalCertificate(m_certificate);
    socket->setPrivateKey(m_key);
    socket->startServerEncryption();
}

void FakeSmtpServer::onConnection()
{
    while (auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection())) {
        m_peers.insert(socket, {});
        ++connectionCount;
        mostOpen = std::max(mostOpen, ++open);
        if (m_isImplicit)
            encrypt(socket);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadyRead(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_peers.remove(socket);
            --open;
            socket->deleteLater();
        });
        answer(socket, "CONNECT", "220 fake ESMTP\r\n");
    }
}

void FakeSmtpServer::onReadyRead(QSslSocket *socket)
{
    if (!m_peers.contains(socket))
        return;
    m_peers[socket].buffer += socket->readAll();
    while (m_peers.contains(socket)) {
        Peer &peer = m_peers[socket];
        const qsizetype end = peer.buffer.indexOf("\r\n");
        if (end < 0)
            return;
        const QByteArray line = peer.buffer.left(end);
        peer.buffer.remove(0, end + 2);
        onLine(socket, peer, line);
    }
}

void FakeSmtpServer::onLine(QSslSocket *socket, Peer &peer, QByteArray line)
{
    if (peer.isInData && line != ".") {
        peer.content += (line.startsWith('.') ? line.mid(1) : line) + "\r\n";
        return;
    }
    if (peer.isInData) {
        peer.isInData = false;
        peer.message.content = std::exchange(peer.content, {});
        messages.append(std::exchange(peer.message, {}));
        answer(socket, line, "250 2.0.0 taken\r\n");
        emit taken();
        return;
    }
    commands.append(line);
    answer(socket, line, usualAnswer(peer, line));
}

void FakeSmtpServer::answer(QSslSocket *socket, const QByteArray &command, const QByteArray &usual)
{
    const auto chosen = m_answer ? m_answer(command) : std::nullopt;
    const QByteArray bytes = chosen.value_or(usual);
    if (command.startsWith("DATA"))
        m_peers[socket].isInData = bytes.startsWith("354");
    if (bytes == "close") {
        socket->abort();
        return;
    }
    socket->write(bytes);
    if (command == "STARTTLS" && bytes.startsWith("220")) {
        socket->flush();
        encrypt(socket);
    }
    if (bytes.startsWith("221"))
        socket->disconnectFromHost();
}

QByteArray FakeSmtpServer::usualAnswer(Peer &peer, const QByteArray &line) const
{
    const QByteArray verb = line.left(4).toUpper();
    if (verb == "EHLO") {
        QByteArray reply = "250-fake\r\n";
        for (const QByteArray &offer : m_offers)
            reply += "250-" + offer + "\r\n";
        return reply + "250 HELP\r\n";
    }
    if (verb == "MAIL") {
        peer.message = {pathOf(line), {}, {}, line.contains("BODY=8BITMIME")};
        return "250 2.1.0 ok\r\n";
    }
    if (verb == "RCPT") {
        peer.message.recipients.append(pathOf(line));
        return "250 2.1.5 ok\r\n";
    }
    if (verb == "DATA")
        return "354 go ahead\r\n";
    if (line == "STARTTLS")
        return "220 2.0.0 go ahead\r\n";
    if (verb == "QUIT")
        return "221 2.0.0 bye\r\n";
    return "250 2.0.0 ok\r\n";
}

} // namespace postern
