// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/TlsContext.h"
#include "server/net/TlsStream.h"
#include "server/runtime/SelfSignedCertificate.h"

#include <QTemporaryDir>
#include <QtTest>

#include <openssl/ssl.h>

using namespace postern;
using namespace postern::net;

namespace
{

/// The client's side over memory, as plain as OpenSSL allows.
class Client
{
public:
    explicit Client(int maxVersion = 0, SSL_SESSION *session = nullptr)
        : m_context(SSL_CTX_new(TLS_client_method())), m_ssl(nullptr)
    {
        if (maxVersion != 0)
            SSL_CTX_set_max_proto_version(m_context, maxVersion);
        SSL_CTX_set_security_level(m_context, 0);
        SSL_CTX_set_cipher_list(m_context, "DEFAULT:@SECLEVEL=0");
        m_ssl = SSL_new(m_context);
        m_in = BIO_new(BIO_s_mem());
        m_out = BIO_new(BIO_s_mem());
        SSL_set_bio(m_ssl, m_in, m_out);
        SSL_set_connect_state(m_ssl);
        if (session != nullptr)
            SSL_set_session(m_ssl, session);
    }
    ~Client()
    {
        SSL_free(m_ssl);
        SSL_CTX_free(m_context);
    }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    bool step() { return SSL_do_handshake(m_ssl) == 1; }
    QByteArray take()
    {
        QByteArray bytes(qsizetype(BIO_ctrl_pending(m_out)), Qt::Uninitialized);
        if (!bytes.isEmpty())
            BIO_read(m_out, bytes.data(), int(bytes.size()));
        return bytes;
    }
    void feed(const QByteArray &bytes) { BIO_write(m_in, bytes.constData(), int(bytes.size())); }
    void write(const QByteArray &bytes) { SSL_write(m_ssl, bytes.constData(), int(bytes.size())); }
    QByteArray read()
    {
        QByteArray bytes(100000, Qt::Uninitialized);
        bytes.resize(std::max(SSL_read(m_ssl, bytes.data(), int(bytes.size())), 0));
        return bytes;
    }
    SSL *ssl() { return m_ssl; }

private:
    SSL_CTX *m_context;
    SSL *m_ssl;
    BIO *m_in = nullptr;
    BIO *m_out = nullptr;
};

bool shakeHands(Client &client, TlsStream &server)
{
    for (int i = 0; i < 10; ++i) {
        const bool isDone = client.step();
        if (!server.feedEncrypted(client.take()))
            return false;
        client.feed(server.takeEncrypted());
        if (isDone && server.isHandshakeDone())
            return true;
    }
    return false;
}

} // namespace

class tst_TlsStream : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void carriesBytesBothWays();
    void takesOneByteAtATime();
    void resumesASession();
    void refusesOldVersions();
    void saysWhatIsNoHandshake();
    void noticesABrokenRecord();
    void noticesTheEnd();
    void namesABadFile();

private:
    QTemporaryDir m_folder;
    std::shared_ptr<TlsContext> m_context;
};

void tst_TlsStream::initTestCase()
{
    const auto files = runtime::ensureSelfSigned(m_folder.path(), QStringLiteral("mx.test"));
    QVERIFY(files.ok());
    const auto context = TlsContext::load(files.value().certificate, files.value().key);
    QVERIFY(context.ok());
    m_context = context.value();
}

void tst_TlsStream::carriesBytesBothWays()
{
    Client client;
    TlsStream server(m_context);
    QVERIFY(!server.isHandshakeDone());
    QVERIFY(shakeHands(client, server));
    QCOMPARE(server.protocol(), QStringLiteral("TLSv1.3"));
    QVERIFY(server.cipher().startsWith(QStringLiteral("TLS_")));
    const QByteArray large = QByteArray("0123456789").repeated(5000);
    client.write("EHLO x\r\n");
    client.write(large);
    QVERIFY(server.feedEncrypted(client.take()));
    QCOMPARE(server.takePlain(), "EHLO x\r\n" + large);
    QVERIFY(server.takePlain().isEmpty());
    QVERIFY(server.writePlain("250 ok\r\n"));
    client.feed(server.takeEncrypted());
    QCOMPARE(client.read(), QByteArray("250 ok\r\n"));
}

void tst_TlsStream::takesOneByteAtATime()
{
    Client client;
    TlsStream server(m_context);
    for (int i = 0; i < 10 && !server.isHandshakeDone(); ++i) {
        client.step();
        for (const char byte : client.take())
            QVERIFY(server.feedEncrypted(QByteArrayView(&byte, 1)));
        client.feed(server.takeEncrypted());
    }
    QVERIFY(server.isHandshakeDone());
}

void tst_TlsStream::resumesASession()
{
    Client first;
    TlsStream server(m_context);
    QVERIFY(shakeHands(first, server));
    QVERIFY(first.read().isEmpty()); // takes the tickets in
    SSL_SESSION *session = SSL_get1_session(first.ssl());
    Client second(0, session);
    TlsStream again(m_context);
    QVERIFY(shakeHands(second, again));
    QCOMPARE(SSL_session_reused(second.ssl()), 1);
    SSL_SESSION_free(session);
}

void tst_TlsStream::refusesOldVersions()
{
    Client newEnough(TLS1_2_VERSION);
    TlsStream taken(m_context);
    QVERIFY(shakeHands(newEnough, taken));
    QCOMPARE(taken.protocol(), QStringLiteral("TLSv1.2"));
    Client old(TLS1_1_VERSION);
    TlsStream refused(m_context);
    QVERIFY(!shakeHands(old, refused));
    QVERIFY2(refused.errorText().contains(QStringLiteral("protocol")),
             qPrintable(refused.errorText()));
    QVERIFY(!refused.takeEncrypted().isEmpty()); // the alert
}

void tst_TlsStream::saysWhatIsNoHandshake()
{
    TlsStream server(m_context);
    QVERIFY(!server.feedEncrypted("EHLO plain.example\r\n"));
    QVERIFY(server.errorText().startsWith(QStringLiteral("handshake failed: ")));
    QVERIFY(!server.feedEncrypted("more"));
}

void tst_TlsStream::noticesABrokenRecord()
{
    Client client;
    TlsStream server(m_context);
    QVERIFY(shakeHands(client, server));
    client.write("hello");
    QByteArray record = client.take();
    record[record.size() - 1] = char(record.back() ^ 1);
    QVERIFY(!server.feedEncrypted(record));
    QVERIFY(server.takePlain().isEmpty());
    QVERIFY(!server.errorText().isEmpty());
}

void tst_TlsStream::noticesTheEnd()
{
    Client client;
    TlsStream server(m_context);
    QVERIFY(shakeHands(client, server));
    client.write("last");
    SSL_shutdown(client.ssl());
    QVERIFY(server.feedEncrypted(client.take()));
    QCOMPARE(server.takePlain(), QByteArray("last"));
    QVERIFY(server.isPeerClosed());
    server.shutDown();
    QVERIFY(!server.takeEncrypted().isEmpty());
}

void tst_TlsStream::namesABadFile()
{
    const auto missing =
        TlsContext::load(QStringLiteral("/no/such.crt"), QStringLiteral("/no/such.key"));
    QVERIFY(!missing.ok());
    QVERIFY(missing.error().text.contains(QStringLiteral("/no/such.crt")));
    const QTemporaryDir other;
    const auto files = runtime::ensureSelfSigned(other.path(), QStringLiteral("x"));
    const QString ours = m_folder.filePath(QStringLiteral("server.crt"));
    const auto mixed = TlsContext::load(ours, files.value().key);
    QVERIFY(!mixed.ok());
    QVERIFY(mixed.error().text.contains(files.value().key));
}

QTEST_APPLESS_MAIN(tst_TlsStream)
#include "tst_TlsStream.moc"
