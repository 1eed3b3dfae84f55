// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ContentThread.h"
#include "server/delivery/HopConnection.h"
#include "server/delivery/SmtpClientSession.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace postern::delivery
{

/// A message that an SmtpDelivery holds, between deliver() and its end.
struct MessageProgress
{
    DeliveryItem item;
    QByteArray firstPiece;
    int sequence = 0;        ///< of the next piece to be read
    qint64 sent = 0;         ///< bytes of content given to the session
    bool isRead = false;     ///< firstPiece is there
    bool isScanning = false; ///< looking for 8-bit bytes before MAIL
    bool isBegun = false;    ///< given to the session
};

/// One SMTP connection to a next hop: a HopConnection and a timer around SmtpClientSession.
/// Connects with the first message, takes one message after the other, reads content piece by piece
/// and never holds more than a few pieces. Where TLS may be left out (RouteTls::May) and its
/// handshake fails, it connects once more and goes without. Lives on the delivery thread.
class SmtpDelivery : public QObject
{
    Q_OBJECT

public:
    SmtpDelivery(SmtpTarget target, ClientConfig config, ContentThread &content,
                 QObject *parent = nullptr);
    ~SmtpDelivery() override;

    /// Only while isIdle().
    void deliver(const DeliveryItem &item);
    /// No more messages: one that is under way is brought to its end, one that is not begun is
    /// returned(); then QUIT and closed().
    void finish();
    [[nodiscard]] bool isIdle() const { return !m_current && !m_isEnding; }

signals:
    /// The message is over; one result per recipient. The connection is idle again, or closed()
    /// follows.
    void delivered(const postern::delivery::DeliveryItem &item,
                   const QList<postern::delivery::RecipientResult> &results);
    /// The connection went away before this message was looked at, because it had been idle for
    /// too long, or because it never stood (unreachable() follows): nothing is known against the
    /// message.
    void returned(const postern::delivery::DeliveryItem &item);
    /// The next hop could not be reached, or refused us before any message; `host` and `reply` as
    /// in a result. What else waits for it would fare the same.
    void unreachable(const QString &host, const QString &reply);
    /// The connection is gone and takes no more messages. The last signal.
    void closed();

private:
    void onOpened();
    void onHandshakeFailed(const QString &sentence);
    void onReadyRead();
    void onBytesWritten();
    void onLost(const QString &cause);
    void onTimeout();
    void perform(const ClientActions &actions);
    void beginItem();
    void onFinished(QList<RecipientResult> results);
    void deferItem(const QString &reply);
    void askContent();
    void onContent(const Result<QByteArray> &piece);
    void onScanned(const QByteArray &piece);
    void sendContent(const QByteArray &piece);
    void restartTimer();
    void end(const QString &reply);

    SmtpTarget m_target;
    ClientConfig m_config;
    ContentThread &m_content;
    SmtpClientSession m_session;
    HopConnection m_connection;
    QTimer m_timer;
    std::optional<MessageProgress> m_current;
    int m_finishedItems = 0;
    bool m_isStarted = false; ///< connecting, or further
    bool m_isReading = false; ///< a piece was asked for
    bool m_wasReady = false;
    bool m_isEnding = false;
};

} // namespace postern::delivery
