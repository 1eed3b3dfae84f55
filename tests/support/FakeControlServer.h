// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/control/Message.h"
#include "shared/transport/ControlChannel.h"
#include "tests/support/TestCertificate.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSslServer>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace postern::test
{

/// A control port of 127.0.0.1 that answers as a test wants: for clients without a server. It knows
/// one administrator, `ada`, with the password below, and one session at a time.
class FakeControlServer : public QObject
{
    Q_OBJECT

public:
    /// No answer at all: the connection is cut instead.
    using Handler = std::function<std::optional<Result<QJsonObject>>(const QJsonObject &params)>;

    static inline const QString password = QStringLiteral("correct horse battery");
    static inline const QString pairingCode = QStringLiteral("ABCD-EFGH-IJKL");

    explicit FakeControlServer(TestCertificate certificate);

    /// Port 0: the kernel chooses.
    [[nodiscard]] bool start(quint16 port = 0);
    /// Closes the port and every connection.
    void stop();
    [[nodiscard]] quint16 port() const { return m_port; }
    void setCertificate(const TestCertificate &certificate) { m_certificate = certificate; }
    void setProtocol(QSsl::SslProtocol protocol) { m_protocol = protocol; }
    void answer(const QString &method, Handler handler) { m_handlers.insert(method, handler); }
    void sendEvent(const QString &topic, const QJsonObject &data);
    /// Ends the session as a removed administrator's would be; the connections stay.
    void endSession() { m_token.clear(); }
    void cutConnections();

    [[nodiscard]] QStringList methods() const { return m_methods; }
    [[nodiscard]] int openConnections() const { return static_cast<int>(m_channels.size()); }

private:
    void onConnection();
    void onLine(transport::ControlChannel *channel, const QByteArray &line);
    [[nodiscard]] std::optional<Result<QJsonObject>> respond(const control::Request &request);
    [[nodiscard]] QJsonObject newSession(const QString &name);
    void addHandlers();

    TestCertificate m_certificate;
    QSsl::SslProtocol m_protocol = QSsl::TlsV1_3OrLater;
    std::unique_ptr<QSslServer> m_server;
    quint16 m_port = 0;
    QList<transport::ControlChannel *> m_channels;
    QHash<QString, Handler> m_handlers;
    QStringList m_methods;
    QString m_token;
    int m_sessions = 0;
};

} // namespace postern::test
