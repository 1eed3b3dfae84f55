// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/control/LineReader.h"

#include <QObject>

class QIODevice;
class QLocalSocket;
class QSslSocket;

namespace postern::transport
{

/// The control protocol's lines over one connected socket, TLS or local: lines in, lines out. Takes
/// the socket over; the handshake is its owner's business and must be done. Never waits. Thread:
/// that of the socket.
///
/// Back-pressure: while more than unsentHighWater bytes wait to be sent, no line is delivered and
/// nothing is taken from the socket beyond one line; above unsentLimit the other side does not read
/// and the channel closes.
class ControlChannel : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 unsentHighWater = 512 * 1024;
    static constexpr qint64 unsentLimit = 8 * 1024 * 1024;

    explicit ControlChannel(QSslSocket *socket, QObject *parent = nullptr);
    explicit ControlChannel(QLocalSocket *socket, QObject *parent = nullptr);

    /// Bytes of a line without its LF; lineLimitBeforeLogin at first. Holds from the next line on.
    void setLineLimit(qsizetype limit);
    /// While paused no line is delivered; what arrives stays in the socket.
    void setPaused(bool paused);
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    /// Sends a line; the LF is added. Ignored once closing.
    void sendLine(const QByteArray &line);
    /// Sends what is waiting, then closes. closed() follows with `reason`, a sentence.
    void close(const QString &reason);
    /// Drops everything at once. closed() follows before this returns.
    void abort(const QString &reason);

signals:
    void lineReceived(const QByteArray &line);
    /// The channel closes right after this; a last line may still be sent.
    void lineTooLong(qsizetype limit);
    /// Once, with a sentence that says why; whoever closed.
    void closed(const QString &reason);

private:
    enum class State
    {
        Open,
        Closing, ///< sending what is left
        Closed
    };

    void watch();
    void readMore();
    [[nodiscard]] bool isHeldBack() const;
    void deliver();
    void onBytesWritten();
    void onDisconnected();
    void finish();
    void disconnectSocket();
    void abortSocket();
    [[nodiscard]] qint64 unsent() const;

    QIODevice *m_socket;
    QSslSocket *m_tls = nullptr;
    QLocalSocket *m_local = nullptr;
    control::LineReader m_reader;
    State m_state = State::Open;
    bool m_isPaused = false;
    bool m_isDelivering = false;
    QString m_reason;
};

} // namespace postern::transport
