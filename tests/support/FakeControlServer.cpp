// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FakeControlServer.h"

#include "shared/control/Catalogue.h"
#include "shared/control/ValueCodec.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslSocket>

namespace postern::test
{

FakeControlServer::FakeControlServer(TestCertificate certificate)
    : m_certificate(std::move(certificate))
{
    addHandlers();
}

bool FakeControlServer::start(quint16 port)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(m_certificate.certificate);
    configuration.setPrivateKey(m_certificate.key);
    configuration.setProtocol(m_protocol);
    m_server = std::make_unique<QSslServer>();
    m_server->setSslConfiguration(configuration);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this,
            &FakeControlServer::onConnection);
    if (!m_server->listen(QHostAddress::LocalHost, port))
        return false;
    m_port = m_server->serverPort();
    return true;
}

void FakeControlServer::stop()
{
    m_server.reset();
    cutConnections();
}

void FakeControlServer::cutConnections()
{
    const QList<transport::ControlChannel *> channels = m_channels;
    for (transport::ControlChannel *channel : channels)
        channel->abort(QStringLiteral("The test cuts the connection."));
}

void FakeControlServer::sendEvent(const QString &topic, const QJsonObject &data)
{
    const QByteArray line = control::encode(control::Event{topic, data});
    for (transport::ControlChannel *channel : std::as_const(m_channels))
        channel->sendLine(line);
}

void FakeControlServer::onConnection()
{
    while (auto *socket = qobject_cast<QSslSocket *>(m_server->nextPendingConnection())) {
        auto *channel = new transport::ControlChannel(socket, this);
        channel->setLineLimit(control::lineLimitAfterLogin);
        m_channels.append(channel);
        connect(channel, &transport::ControlChannel::lineReceived, this,
                [this, channel](const QByteArray &line) { onLine(channel, line); });
        connect(channel, &transport::ControlChannel::closed, this, [this, channel] {
            m_channels.removeOne(channel);
            channel->deleteLater();
        });
    }
}

void FakeControlServer::onLine(transport::ControlChannel *channel, const QByteArray &line)
{
    const auto request = control::decodeRequest(line);
    if (!request) {
        channel->abort(request.error().error.text);
        return;
    }
    m_methods.append(request->method);
    const std::optional<Result<QJsonObject>> result = respond(request.value());
    if (!result) {
        channel->abort(QStringLiteral("The test cuts the connection."));
        return;
    }
    channel->sendLine(control::encode(control::Answer{request->id, *result}));
}

std::optional<Result<QJsonObject>> FakeControlServer::respond(const control::Request &request)
{
    const auto handler = m_handlers.constFind(request.method);
    if (handler == m_handlers.constEnd())
        return Error{ErrorKind::Invalid, QStringLiteral("The test has no such method.")};
    return (*handler)(request.params);
}

QJsonObject FakeControlServer::newSession(const QString &name)
{
    m_token = QStringLiteral("token-%1").arg(++m_sessions);
    Administrator administrator;
    administrator.name = name;
    administrator.role = Role::Operator;
    return {{QStringLiteral("administrator"), control::toJson(administrator)},
            {QStringLiteral("token"), m_token},
            {QStringLiteral("expiresAt"), 0}};
}

void FakeControlServer::addHandlers()
{
    answer(QStringLiteral("hello"), [](const QJsonObject &) {
        return QJsonObject{{QStringLiteral("hostname"), QStringLiteral("relay.test")},
                           {QStringLiteral("version"), QStringLiteral("9.9.9")},
                           {QStringLiteral("protocol"), 1},
                           {QStringLiteral("local"), false},
                           {QStringLiteral("loggedIn"), false}};
    });
    answer(QStringLiteral("login"), [this](const QJsonObject &params) -> Result<QJsonObject> {
        if (params.value(QStringLiteral("password")).toString() != password)
            return Error{ErrorKind::Unauthorized, QStringLiteral("Wrong name or password.")};
        return newSession(params.value(QStringLiteral("name")).toString());
    });
    answer(QStringLiteral("login.resume"),
           [this](const QJsonObject &params) -> Result<QJsonObject> {
               if (m_token.isEmpty() || params.value(QStringLiteral("token")).toString() != m_token)
                   return Error{ErrorKind::Unauthorized, QStringLiteral("The session has ended.")};
               return newSession(QStringLiteral("ada"));
           });
    answer(QStringLiteral("pair.redeem"), [this](const QJsonObject &params) -> Result<QJsonObject> {
        if (params.value(QStringLiteral("code")).toString() != pairingCode)
            return Error{ErrorKind::Unauthorized, QStringLiteral("This code is not valid.")};
        return newSession(params.value(QStringLiteral("name")).toString());
    });
    answer(QStringLiteral("logout"), [this](const QJsonObject &) {
        m_token.clear();
        return QJsonObject{};
    });
}

} // namespace postern::test
