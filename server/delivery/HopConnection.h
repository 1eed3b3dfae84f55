// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/SmtpTarget.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QObject>
#include <QSslSocket>
#include <QTimer>

#include <chrono>

namespace postern::delivery
{

/// The way to a next hop: looks its name up, tries every address in turn, encrypts, and looks at
/// the certificate as the target wants it (RouteTls). Bytes in and out; knows no SMTP. Lives on the
/// delivery thread.
class HopConnection : public QObject
{
    Q_OBJECT

public:
    /// `patience`: for the look-up, for each address, and for a handshake.
    HopConnection(SmtpTarget target, std::chrono::milliseconds patience, QObject *parent = nullptr);
    ~HopConnection() override;

    /// Begins; once. opened() or unreachable() follows.
    void open();
    /// Connects anew to the address that was connected last, without implicit TLS; opened() or
    /// unreachable() follows.
    void openAgain();
    /// Begins a handshake on an open connection; encrypted() or handshakeFailed() follows.
    void startTls();
    /// Nothing more is signalled.
    void abort();

    [[nodiscard]] bool isOpen() const { return m_phase == Phase::Open; }
    [[nodiscard]] qint64 bytesAvailable() const { return m_socket.bytesAvailable(); }
    [[nodiscard]] qint64 bytesToWrite() const;
    [[nodiscard]] QByteArray read() { return m_socket.read(readBuffer); }
    void write(const QByteArray &bytes) { m_socket.write(bytes); }
    /// "relay.example.com[192.0.2.1]:25", without the address while none is connected.
    [[nodiscard]] QString hostText() const;
    /// "TLSv1.3 TLS_AES_256_GCM_SHA384", or nothing on a plain connection.
    [[nodiscard]] QString tlsText() const;

    static constexpr qint64 readBuffer = 65536;

signals:
    /// It stands, and with implicit TLS it is encrypted and the certificate is as wanted.
    void opened();
    void encrypted();
    /// Of startTls(): a sentence. The connection is gone.
    void handshakeFailed(const QString &sentence);
    void readyRead();
    void bytesWritten();
    /// After opened(); `cause` without a full stop. There may be bytes still to be read.
    void lost(const QString &cause);
    /// It never stood; a sentence.
    void unreachable(const QString &sentence);

private:
    enum class Phase
    {
        Closed,
        LookingUp,
        Connecting,
        Encrypting, ///< before opened() or after startTls()
        Open
    };
    void onLookedUp(const QHostInfo &info);
    void connectNext(const QString &lastCause);
    void connectTo(const QHostAddress &address);
    void onConnected();
    void beginHandshake();
    void onEncrypted();
    void onError();
    void onDisconnected();
    void onTimeout();
    void failHandshake(const QString &cause);
    void becomeOpen();
    void giveUp(const QString &sentence);
    [[nodiscard]] QString certificateProblem() const;

    const SmtpTarget m_target;
    const std::chrono::milliseconds m_patience;
    QSslSocket m_socket;
    QTimer m_timer;
    QList<QHostAddress> m_addresses; ///< still to be tried
    QHostAddress m_address;
    Phase m_phase = Phase::Closed;
    int m_lookupId = -1;
    bool m_wasOpen = false;
    bool m_isImplicit;
};

} // namespace postern::delivery
