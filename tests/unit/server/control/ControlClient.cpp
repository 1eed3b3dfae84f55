// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlClient.h"

#include "shared/control/Catalogue.h"

#include <QLocalSocket>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

namespace postern::test
{

bool ControlClient::connectTls(quint16 port, QSsl::SslProtocol protocol)
{
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(protocol);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(configuration);
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    const bool isDone = QTest::qWaitFor(
        [&socket] {
            return socket->isEncrypted() || socket->error() != QAbstractSocket::UnknownSocketError;
        },
        patienceMs);
    if (!isDone || !socket->isEncrypted())
        return false;
    use(new transport::ControlChannel(socket.release()));
    return true;
}

bool ControlClient::connectLocal(const QString &path)
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(path);
    if (!socket->waitForConnected(patienceMs))
        return false;
    use(new transport::ControlChannel(socket.release()));
    return true;
}

void ControlClient::use(transport::ControlChannel *channel)
{
    m_channel.reset(channel);
    channel->setLineLimit(control::lineLimitAfterLogin);
    connect(channel, &transport::ControlChannel::lineReceived, this, &ControlClient::onLine);
}

void ControlClient::onLine(const QByteArray &line)
{
    const auto message = control::decodeFromServer(line);
    QVERIFY2(message.ok(), line.constData());
    if (const auto *answer = std::get_if<control::Answer>(&*message))
        m_answers.append(*answer);
    else
        m_events.append(std::get<control::Event>(*message));
}

bool ControlClient::waitForClose()
{
    return QTest::qWaitFor([this] { return !isOpen(); }, patienceMs);
}

control::Answer ControlClient::exchange(const QByteArray &line)
{
    m_answers.clear();
    m_channel->sendLine(line);
    if (!QTest::qWaitFor([this] { return !m_answers.isEmpty(); }, patienceMs)) {
        return {QJsonValue::Null, Error{ErrorKind::Internal, QStringLiteral("no answer came")},
                control::RpcCode::Refused};
    }
    return m_answers.takeFirst();
}

Result<QJsonObject> ControlClient::call(const QString &method, const QJsonObject &params)
{
    const QJsonValue id = ++m_lastId;
    m_channel->sendLine(encode(control::Request{id, method, params}));
    return answerTo(id);
}

Result<QJsonObject> ControlClient::answerTo(const QJsonValue &id)
{
    std::optional<Result<QJsonObject>> found;
    (void)QTest::qWaitFor(
        [&] {
            for (qsizetype i = 0; i < m_answers.size(); ++i) {
                if (m_answers.at(i).id == id) {
                    found = m_answers.takeAt(i).result;
                    return true;
                }
            }
            return !isOpen();
        },
        patienceMs);
    return found.value_or(Error{ErrorKind::Internal, QStringLiteral("no answer came")});
}

Result<QJsonObject> ControlClient::login(const QString &name, const QString &password)
{
    return call(QStringLiteral("login"),
                {{QStringLiteral("name"), name}, {QStringLiteral("password"), password}});
}

control::Event ControlClient::waitForEvent(const QString &topic)
{
    control::Event found;
    (void)QTest::qWaitFor(
        [&] {
            for (qsizetype i = 0; i < m_events.size(); ++i) {
                if (m_events.at(i).topic == topic) {
                    found = m_events.takeAt(i);
                    return true;
                }
            }
            return false;
        },
        patienceMs);
    return found;
}

} // namespace postern::test
