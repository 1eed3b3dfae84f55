// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerProfile.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

QT_FORWARD_DECLARE_CLASS(QLocalSocket)
QT_FORWARD_DECLARE_CLASS(QSslSocket)

namespace postern
{

namespace transport
{
class ControlChannel;
}

/// Opens the socket to one server and judges its key before a byte of ours is sent inside TLS: TLS
/// 1.3, and the pinned key or none. Who signed the certificate does not matter; the pin is the
/// trust. At most one attempt at a time, of at most 15 seconds. Thread: its own.
class ChannelOpener : public QObject
{
    Q_OBJECT

public:
    explicit ChannelOpener(QObject *parent = nullptr);
    ~ChannelOpener() override;

    /// Ends an attempt under way. One of the signals follows, never before this returns.
    void open(const ServerProfile &profile);
    void cancel();
    /// The key that the server showed at the last attempt; empty for a local socket.
    [[nodiscard]] QByteArray fingerprint() const { return m_fingerprint; }

signals:
    /// Trusted. The channel has no parent yet: the receiver takes it over.
    void opened(postern::transport::ControlChannel *channel);
    /// No key is pinned, or another one; the socket is closed already.
    void untrusted();
    /// A sentence for people; `data.detail` may hold what the system or the TLS library said.
    void failed(const postern::Error &error);

private:
    void begin();
    void openTls();
    void openLocal();
    void onEncrypted();
    void onTlsError();
    void onLocalError();
    void onTimeout();
    void fail(const QString &text, const QString &detail = {});

    ServerProfile m_profile;
    QByteArray m_fingerprint;
    QPointer<QSslSocket> m_tls;
    QPointer<QLocalSocket> m_local;
    QTimer m_begin; ///< a local socket fails at once; nobody would expect that inside open()
    QTimer m_timeout;
};

} // namespace postern
