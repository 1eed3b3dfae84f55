// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SaslClient.h"

#include <QTest>

#include <cstdlib>
#include <gsasl.h>

using namespace postern::delivery;

namespace
{

/// GNU SASL as the other side, which knows one password.
class SaslServer
{
public:
    SaslServer(const QByteArray &mechanism, QByteArray password) : m_password(std::move(password))
    {
        if (gsasl_init(&m_context) != GSASL_OK)
            return;
        gsasl_callback_set(m_context, &SaslServer::answer);
        gsasl_server_start(m_context, mechanism.constData(), &m_session);
        gsasl_session_hook_set(m_session, this);
    }
    ~SaslServer()
    {
        gsasl_finish(m_session);
        gsasl_done(m_context);
    }
    SaslServer(const SaslServer &) = delete;
    SaslServer &operator=(const SaslServer &) = delete;

    QByteArray step(const QByteArray &input)
    {
        char *output = nullptr;
        std::size_t size = 0;
        code = gsasl_step(m_session, input.constData(), size_t(input.size()), &output, &size);
        QByteArray bytes(output, qsizetype(size));
        std::free(output);
        return bytes;
    }

    int code = GSASL_NEEDS_MORE;

private:
    static int answer(Gsasl *, Gsasl_session *session, Gsasl_property property)
    {
        const auto *self = static_cast<SaslServer *>(gsasl_session_hook_get(session));
        if (property == GSASL_PASSWORD)
            return gsasl_property_set(session, GSASL_PASSWORD, self->m_password.constData());
        if (property != GSASL_VALIDATE_SIMPLE)
            return GSASL_NO_CALLBACK;
        const bool isRight = self->m_password == gsasl_property_fast(session, GSASL_PASSWORD)
                             && QByteArray("mary") == gsasl_property_fast(session, GSASL_AUTHID);
        return isRight ? GSASL_OK : GSASL_AUTHENTICATION_ERROR;
    }

    Gsasl *m_context = nullptr;
    Gsasl_session *m_session = nullptr;
    QByteArray m_password;
};

const ClientLogin mary{"mary", "op\xc3\xa9n sesame"};

/// Lets both talk until one is done; true when both are content.
bool agree(SaslClient &client, SaslServer &server)
{
    std::optional<QByteArray> said = client.initialResponse();
    if (!said)
        said = client.respond(server.step({}));
    for (int round = 0; said && round < 8; ++round) {
        const QByteArray challenge = server.step(*said);
        if (server.code == GSASL_OK && challenge.isEmpty())
            return client.isDone();
        if (server.code != GSASL_OK && server.code != GSASL_NEEDS_MORE)
            return false;
        said = client.respond(challenge);
        if (said && client.isDone() && server.code == GSASL_OK)
            return true;
    }
    return false;
}

} // namespace

/// The client's side of a login, against GNU SASL's server side.
class tst_SaslClient : public QObject
{
    Q_OBJECT

private slots:
    void logsIn_data();
    void logsIn();
    void believesNoServerThatDoesNotKnowThePassword();
    void takesTheStrongestFirst();
    void saysNothingAfterTheEnd();
};

void tst_SaslClient::logsIn_data()
{
    QTest::addColumn<QByteArray>("mechanism");
    for (const char *mechanism : {"SCRAM-SHA-256", "PLAIN", "LOGIN", "CRAM-MD5"})
        QTest::newRow(mechanism) << QByteArray(mechanism);
}

void tst_SaslClient::logsIn()
{
    QFETCH(QByteArray, mechanism);
    const auto right = SaslClient::start(mechanism, mary);
    SaslServer server(mechanism, mary.password);
    QVERIFY(agree(*right, server));

    const auto wrong = SaslClient::start(mechanism, {"mary", "another"});
    SaslServer strict(mechanism, mary.password);
    QVERIFY(!agree(*wrong, strict));
}

/// RFC 5802 3: the server's signature proves that it has the password too.
void tst_SaslClient::believesNoServerThatDoesNotKnowThePassword()
{
    const auto client = SaslClient::start("SCRAM-SHA-256", mary);
    SaslServer server("SCRAM-SHA-256", mary.password);
    const auto final = client->respond(server.step(*client->initialResponse()));
    QVERIFY(final.has_value());
    QVERIFY(!client->isDone());
    (void)server.step(*final);
    QVERIFY(!client->respond("v=" + QByteArray(32, 'x').toBase64()).has_value());
    QVERIFY(!client->isDone());
}

void tst_SaslClient::takesTheStrongestFirst()
{
    QCOMPARE(
        SaslClient::usable({"CRAM-MD5", "LOGIN", "XOAUTH2", "PLAIN", "SCRAM-SHA-256", "PLAIN"}),
        (QByteArrayList{"SCRAM-SHA-256", "PLAIN", "LOGIN", "CRAM-MD5"}));
    QCOMPARE(SaslClient::usable({"GSSAPI", "DIGEST-MD5", "ANONYMOUS"}), QByteArrayList());
    QVERIFY(SaslClient::start("ANONYMOUS", mary) == nullptr);
    QVERIFY(SaslClient::start("plain", mary) == nullptr);
}

void tst_SaslClient::saysNothingAfterTheEnd()
{
    const auto client = SaslClient::start("PLAIN", mary);
    QCOMPARE(*client->initialResponse(), QByteArray("\0mary\0", 6) + mary.password);
    QVERIFY(client->isDone());
    QVERIFY(!client->respond("once more").has_value());
}

QTEST_APPLESS_MAIN(tst_SaslClient)
#include "tst_SaslClient.moc"
