// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <functional>
#include <optional>

namespace postern
{

/// A message as a next hop took it.
struct TakenMessage
{
    QByteArray sender; ///< what stood between the angle brackets
    QByteArrayList recipients;
    QByteArray content; ///< without dot-stuffing
    bool isEightBit = false;
};

/// A next hop for tests, on a port of 127.0.0.1 that the kernel chose: keeps what it takes, and
/// answers as the test wants. Lives on the thread that made it, which runs an event loop.
class FakeSmtpServer : public QObject
{
    Q_OBJECT

public:
    /// Instead of the usual answer; nothing answers as usual, an empty text not at all, "close"
    /// closes. `command` is a line without its end, "CONNECT" for the greeting, "." for the end of
    /// data.
    using Answer = std::function<std::optional<QByteArray>(const QByteArray &command)>;

    explicit FakeSmtpServer(QObject *parent = nullptr);
    ~FakeSmtpServer() override;

    [[nodiscard]] quint16 port() const { return m_port; }
    void setAnswer(Answer answer) { m_answer = std::move(answer); }
    /// From now on STARTTLS works (it is offered with setOffers() alone); `isImplicit`: a handshake
    /// comes before the greeting.
    void setCertificate(const QSslCertificate &certificate, const QSslKey &key,
                        bool isImplicit = false);
    void setOffers(const QByteArrayList &offers) { m_offers = offers; }
    /// Closes all connections and the port; listen() opens the same port again.
    void shut();
    [[nodiscard]] bool listen();

    QList<TakenMessage> messages;
    QByteArrayList commands; ///< all connections' in order
    int connectionCount = 0; ///< since the beginning
    int open = 0;
    int mostOpen = 0;

signals:
    void taken();

private:
    struct Peer
    {
        QByteArray buffer;
        QByteArray content;
        TakenMessage message;
        bool isInData = false;
    };
    /// Gives out QSslSocket.
    class Listener : public QTcpServer
    {
    protected:
        void incomingConnection(qintptr descriptor) override;
    };

    void onConnection();
    void encrypt(QSslSocket *socket);
    void onReadyRead(QSslSocket *socket);
    void onLine(QSslSocket *socket, Peer &peer, QByteArray line);
    void answer(QSslSocket *socket, const QByteArray &command, const QByteArray &usual);
    [[nodiscard]] QByteArray usualAnswer(Peer &peer, const QByteArray &line) const;

    Listener m_server;
    QSslCertificate m_certificate;
    QSslKey m_key;
    bool m_isImplicit = false;
    quint16 m_port = 0;
    Answer m_answer;
    QByteArrayList m_offers{"PIPELINING", "SIZE 104857600", "8BITMIME"};
    QHash<QSslSocket *, Peer> m_peers;
};

} // namespace postern
