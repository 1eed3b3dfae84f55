// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

class QSocketNotifier;

namespace postern::net
{

/// One accepted, non-blocking TCP socket on the event loop of its thread. It reads only when asked
/// and buffers nothing that was received, so that what the client sends waits in the kernel while
/// the session waits; it writes at once what the kernel takes and keeps the rest. A notifier is
/// switched only when it must be: a command and its reply cost one read and one write.
class TcpStream : public QObject
{
    Q_OBJECT

public:
    /// Takes the descriptor over; turns Nagle's algorithm off.
    explicit TcpStream(int descriptor, QObject *parent = nullptr);
    /// Closes.
    ~TcpStream() override;

    /// Up to `size` bytes; 0: nothing there now; -1: the peer closed or the connection broke.
    [[nodiscard]] qint64 read(char *data, qint64 size);
    /// False: the connection is broken.
    bool write(QByteArrayView bytes);
    /// Bytes that the kernel did not take yet; written() comes when there are none left.
    [[nodiscard]] qsizetype pendingWrite() const { return m_unwritten.size(); }
    /// No readable() until resumed. Resuming looks at once at what has arrived.
    void pauseReading();
    void resumeReading();
    /// Ends our side (FIN) after what is pending; the peer's side may still be read.
    void finishWriting();

Q_SIGNALS:
    void readable();
    void written();

private:
    void writeMore();
    void finishIfWritten();

    int m_fd;
    QSocketNotifier *m_readNotifier;
    QSocketNotifier *m_writeNotifier = nullptr; // made when the kernel first takes too little
    QByteArray m_unwritten;
    bool m_isFinishing = false;
    bool m_isBroken = false;
};

} // namespace postern::net
