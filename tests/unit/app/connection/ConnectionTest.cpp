// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/app/connection/ConnectionTest.h"

namespace postern::test
{

void ConnectionTest::initTestCase()
{
    m_certificate = TestCertificate::make();
    m_other = TestCertificate::make();
    QVERIFY(!m_certificate.certificate.isNull());
    QVERIFY(!m_other.certificate.isNull());
}

void ConnectionTest::init()
{
    m_server = std::make_unique<FakeControlServer>(m_certificate);
    m_server->answer(ping, [](const QJsonObject &params) { return params; });
    QVERIFY(m_server->start());
    m_connection = std::make_unique<ServerConnection>();
    m_connection->setReconnectDelays(10, 40);
}

void ConnectionTest::cleanup()
{
    m_connection.reset();
    m_server.reset();
}

ServerProfile ConnectionTest::profile() const
{
    ServerProfile made;
    made.host = QStringLiteral("127.0.0.1");
    made.port = m_server->port();
    made.fingerprint = m_certificate.fingerprint();
    return made;
}

void ConnectionTest::logIn()
{
    m_connection->connectTo(profile());
    QTRY_COMPARE(m_connection->state(), State::NeedsLogin);
    m_connection->login(ada, FakeControlServer::password);
    QTRY_COMPARE(m_connection->state(), State::Connected);
}

} // namespace postern::test
