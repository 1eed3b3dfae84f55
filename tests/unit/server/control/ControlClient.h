// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/control/Message.h"
#include "shared/transport/ControlChannel.h"

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QSsl>

#include <memory>

class QSslSocket;

namespace postern::test
{

/// A client of the control port for tests: asks and waits, and keeps the events that came.
class ControlClient : public QObject
{
    Q_OBJECT

public:
    static constexpr int patienceMs = 20000;

    /// False when the connection or the handshake fails within the patience.
    [[nodiscard]] bool connectTls(quint16 port, QSsl::SslProtocol protocol = QSsl::TlsV1_3OrLater);
    [[nodiscard]] bool connectLocal(const QString &path);
    [[nodiscard]] bool isOpen() const { return m_channel && m_channel->isOpen(); }
    /// The server's reason is not known here: waits until the connection is gone.
    [[nodiscard]] bool waitForClose();

    [[nodiscard]] Result<QJsonObject> call(const QString &method, const QJsonObject &params = {});
    /// Waits for the answer to a request that was sent with sendLine().
    [[nodiscard]] Result<QJsonObject> answerTo(const QJsonValue &id);
    /// Any line; waits for the next answer, whatever its id.
    [[nodiscard]] control::Answer exchange(const QByteArray &line);
    void sendLine(const QByteArray &line) { m_channel->sendLine(line); }
    [[nodiscard]] Result<QJsonObject> login(const QString &name, const QString &password);

    [[nodiscard]] const QList<control::Event> &events() const { return m_events; }
    void forgetEvents() { m_events.clear(); }
    /// Waits for the next event of the topic and takes it out; an empty topic when none came.
    [[nodiscard]] control::Event waitForEvent(const QString &topic);

private:
    void use(transport::ControlChannel *channel);
    void onLine(const QByteArray &line);

    std::unique_ptr<transport::ControlChannel> m_channel;
    QList<control::Answer> m_answers;
    QList<control::Event> m_events;
    qint64 m_lastId = 0;
};

} // namespace postern::test
