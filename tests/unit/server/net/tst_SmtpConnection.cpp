// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NetworkScriptPeer.h"
#include "tests/support/SmtpTestServer.h"

#include <QtTest>

using namespace postern;
using namespace postern::test;

class tst_SmtpConnection : public QObject
{
    Q_OBJECT

private slots:
    void answers250OnlyAfterTheCommit();
    void saysWhyNothingWasStored();
    void sendsRepliesOfPipelinedCommandsAtOnce();
    void takesNoMoreWhileTheStorageWorks();
    void storesLargeContentInChunks();
    void dropsAClientThatIsSilent();
    void dropsAClientThatDrips_data();
    void dropsAClientThatDrips();
    void dropsALineWithoutEnd();
    void theHandshakesLimitEndsWithTheHandshake();
    void dropsAClientThatDoesNotRead();
    void says421WhenTheServerGoes();
    void aMessageThatIsBeingStoredIsAnsweredAtTheEnd();
    void refusesALoop();
    void takesThePostmasterWhereItTakesADomain();
    void logsAFailedHandshake();
    void neverLogsCredentials();

private:
    static void beginMessage(NetworkScriptPeer &peer, const QByteArray &recipient = "b@here.test");
};

void tst_SmtpConnection::beginMessage(NetworkScriptPeer &peer, const QByteArray &recipient)
{
    QVERIFY(peer.receiveReply().startsWith("220 mx.test"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    QVERIFY(peer.command("MAIL FROM:<a@there.test>").startsWith("250"));
    QVERIFY(peer.command("RCPT TO:<" + recipient + '>').startsWith("250"));
    QVERIFY(peer.command("DATA").startsWith("354"));
}

void tst_SmtpConnection::answers250OnlyAfterTheCommit()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    beginMessage(peer);
    server.holdStorage();
    peer.send("Message-ID: <1@there.test>\r\n\r\nhello\r\n.\r\nNOOP\r\n");
    QTRY_COMPARE(server.held(), 1);
    QVERIFY(!peer.socket().waitForReadyRead(200));
    server.releaseStorage();
    QVERIFY(peer.receiveReply().startsWith("250 2.0.0"));
    QVERIFY(peer.receiveReply().startsWith("250")); // NOOP came after
    const SmtpTestServer::Stored stored = server.stored().first();
    QCOMPARE(stored.message.messageId, QByteArray("<1@there.test>"));
    QCOMPARE(stored.message.size, stored.content.size());
    QCOMPARE(stored.message.envelope.clientAddress, QStringLiteral("127.0.0.1"));
}

void tst_SmtpConnection::saysWhyNothingWasStored()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    beginMessage(peer);
    server.releaseStorage(Error{ErrorKind::StorageFull, QStringLiteral("no room")});
    QVERIFY(peer.command("x\r\n.").startsWith("452 4.3.1"));
    QVERIFY(peer.command("MAIL FROM:<a@there.test>").startsWith("250"));
    QVERIFY(peer.command("RCPT TO:<b@here.test>").startsWith("250"));
    QVERIFY(peer.command("DATA").startsWith("354"));
    server.releaseStorage(Error{ErrorKind::Internal, QStringLiteral("broken")});
    QVERIFY(peer.command("x\r\n.").startsWith("451 4.3.0"));
    QVERIFY(server.logText().contains("no room"));
    QVERIFY2(server.logText().contains("command=DATA reply=\"452 4.3.1 There is no room for the "
                                       "message now; try again later\" from=<a@there.test>"),
             server.logText().constData());
}

void tst_SmtpConnection::sendsRepliesOfPipelinedCommandsAtOnce()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    peer.send("MAIL FROM:<a@there.test>\r\nRCPT TO:<b@here.test>\r\nRCPT TO:<c@here.test>\r\n"
              "DATA\r\n");
    QVERIFY(peer.socket().waitForReadyRead(5000));
    QCOMPARE(peer.socket().readAll().count("\r\n"), 4);
}

void tst_SmtpConnection::takesNoMoreWhileTheStorageWorks()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    beginMessage(peer);
    server.holdStorage();
    peer.send("x\r\n.\r\n");
    QTRY_COMPARE(server.held(), 1);
    // Pipelined after it: more than any buffer on the way, which the kernels hold back.
    const QByteArray flood = QByteArray("NOOP\r\n").repeated(4 * 1024 * 1024);
    peer.socket().write(flood);
    while (peer.socket().waitForBytesWritten(300)) {
    }
    QVERIFY(peer.socket().bytesToWrite() > flood.size() / 2);
    server.releaseStorage();
    QVERIFY(peer.receiveReply().startsWith("250 2.0.0"));
    peer.socket().abort();
}

void tst_SmtpConnection::storesLargeContentInChunks()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    beginMessage(peer);
    const QByteArray body =
        QByteArray("0123456789012345678901234567890123456789\r\n").repeated(50000);
    peer.send(body + ".\r\n");
    QVERIFY(peer.receiveReply().startsWith("250"));
    const SmtpTestServer::Stored stored = server.stored().first();
    QVERIFY(stored.content.endsWith(body));
    QCOMPARE(stored.message.lastSequence, int((stored.content.size() - 1) / (256 * 1024)));
    QCOMPARE(stored.message.size, stored.content.size());
    QTRY_COMPARE(server.context().counters.content().used(), 0);
}

void tst_SmtpConnection::dropsAClientThatIsSilent()
{
    SmtpTestServer::Options options;
    options.limits.commandTimeout = std::chrono::milliseconds(300);
    SmtpTestServer server(options);
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.receiveReply().startsWith("421 4.4.2"));
    QVERIFY(!peer.receiveLine());
    peer.socket().close();
    QTRY_VERIFY(server.logText().contains("why=timeout"));
    QTRY_COMPARE(server.context().counters.connections(), 0);
}

void tst_SmtpConnection::dropsAClientThatDrips_data()
{
    QTest::addColumn<bool>("isContent");
    QTest::newRow("command line") << false;
    QTest::newRow("content") << true;
}

void tst_SmtpConnection::dropsAClientThatDrips()
{
    QFETCH(bool, isContent);
    SmtpTestServer::Options options;
    // The limit that is asked for is short, the other one never passes here.
    const std::chrono::milliseconds shortTime(1000);
    options.limits.messageSize = 1024;
    if (isContent)
        options.limits.contentTimeout = shortTime;
    else
        options.limits.commandTimeout = shortTime;
    SmtpTestServer server(options);
    NetworkScriptPeer peer(server.port());
    if (isContent)
        beginMessage(peer);
    else
        QVERIFY(peer.receiveReply().startsWith("220"));
    QElapsedTimer time;
    time.start();
    while (peer.socket().bytesAvailable() == 0 && time.elapsed() < 30000) {
        peer.send("x");
        (void)peer.socket().waitForReadyRead(50);
    }
    QVERIFY(peer.receiveReply().startsWith("421 4.4.2"));
    peer.socket().close();
    QTRY_VERIFY(server.logText().contains("why=timeout"));
    QVERIFY(server.stored().isEmpty());
}

void tst_SmtpConnection::dropsALineWithoutEnd()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    peer.send(QByteArray(70 * 1024, 'x'));
    QVERIFY(peer.receiveReply().startsWith("500 5.5.2"));
    QVERIFY(peer.receiveReply().startsWith("421 4.7.0"));
    QVERIFY(!peer.receiveLine());
}

void tst_SmtpConnection::theHandshakesLimitEndsWithTheHandshake()
{
    SmtpTestServer::Options options;
    options.limits.handshakeTimeout = std::chrono::milliseconds(3000);
    SmtpTestServer server(options);
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.example").startsWith("250"));
    QVERIFY(peer.command("STARTTLS").startsWith("220"));
    QVERIFY(peer.startTls());
    QVERIFY(!peer.socket().waitForReadyRead(3500));
    QVERIFY(peer.command("EHLO client.example").startsWith("250"));
}

void tst_SmtpConnection::dropsAClientThatDoesNotRead()
{
    SmtpTestServer::Options options;
    options.limits.commandTimeout = std::chrono::milliseconds(500);
    SmtpTestServer server(options);
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    peer.socket().setReadBufferSize(1);
    peer.socket().write(QByteArray("HELP\r\n").repeated(1024 * 1024));
    while (peer.socket().waitForBytesWritten(300)) {
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.server().sessions(), 0, 20000);
}

void tst_SmtpConnection::says421WhenTheServerGoes()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    server.server().stop(300);
    QVERIFY(peer.receiveReply().startsWith("421 4.3.2"));
    QVERIFY(!peer.receiveLine());
}

void tst_SmtpConnection::aMessageThatIsBeingStoredIsAnsweredAtTheEnd()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    beginMessage(peer);
    server.holdStorage();
    peer.send("x\r\n.\r\n");
    QTRY_COMPARE(server.held(), 1);
    const std::unique_ptr<QThread> stopping(
        QThread::create([&server] { server.server().stop(5000); }));
    stopping->start();
    QVERIFY(!peer.socket().waitForReadyRead(200));
    server.releaseStorage();
    QVERIFY(peer.receiveReply().startsWith("250 2.0.0"));
    QVERIFY(peer.receiveReply().startsWith("421 4.3.2"));
    peer.socket().close();
    QVERIFY(stopping->wait(10000));
}

void tst_SmtpConnection::refusesALoop()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    beginMessage(peer);
    peer.send(QByteArray("Received: from x\r\n").repeated(101) + "\r\nx\r\n.\r\n");
    QVERIFY(peer.receiveReply().startsWith("554 5.4.6"));
    QVERIFY(server.stored().isEmpty());
}

void tst_SmtpConnection::takesThePostmasterWhereItTakesADomain()
{
    SmtpTestServer server({});
    {
        NetworkScriptPeer peer(server.port());
        beginMessage(peer, "PostMaster");
        QVERIFY(peer.command("x\r\n.").startsWith("250"));
        const mail::Envelope envelope = server.stored().first().message.envelope;
        QCOMPARE(envelope.recipients.size(), 1);
        QCOMPARE(envelope.recipients.first().address.toByteArray(),
                 QByteArray("postmaster@here.test"));
    }
    // Without a domain of its own the server takes nothing from strangers.
    server.context().policy.publish(std::make_shared<const policy::PolicySnapshot>());
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    QVERIFY(peer.command("MAIL FROM:<a@there.test>").startsWith("250"));
    QVERIFY(peer.command("RCPT TO:<postmaster>").startsWith("530"));
    QVERIFY(peer.command("RCPT TO:<postmaster@mx.test>").startsWith("530"));
}

void tst_SmtpConnection::logsAFailedHandshake()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    QVERIFY(peer.command("STARTTLS").startsWith("220"));
    peer.send("this is no handshake\r\n");
    QTRY_VERIFY(server.logText().contains("event=tls"));
    QVERIFY(server.logText().contains("result=failed error=\"handshake failed"));
}

void tst_SmtpConnection::neverLogsCredentials()
{
    SmtpTestServer::Options options;
    options.tls = net::ListenerTls::None;
    options.isAuthWithoutTls = true;
    SmtpTestServer server(options);
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    const QByteArray secret = QByteArray("\0mary\0open sesame 42", 20).toBase64();
    QVERIFY(peer.command("AUTH PLAIN").startsWith("334"));
    QVERIFY(peer.command(secret).startsWith("235"));
    QVERIFY(!peer.command("AUTH PLAIN " + secret).startsWith("2"));
    QVERIFY(!peer.command("open sesame 42").startsWith("2"));
    QVERIFY(peer.command("QUIT").startsWith("221"));
    const QByteArray log = server.logText();
    QVERIFY(!log.contains(secret));
    QVERIFY(!log.contains("sesame"));
    QVERIFY(log.contains("user=mary"));
}

QTEST_GUILESS_MAIN(tst_SmtpConnection)
#include "tst_SmtpConnection.moc"
