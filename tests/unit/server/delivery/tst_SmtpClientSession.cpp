// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClientScript.h"

#include <QTest>

using namespace postern;
using namespace postern::delivery;

class tst_SmtpClientSession : public QObject
{
    Q_OBJECT

private slots:
    void pipelined();
    void oneByOne();
    void repliesCutAnywhere();
    void fallsBackToHelo();
    void eachRecipientItsOwnResult_data();
    void eachRecipientItsOwnResult();
    void tooManyRecipientsIsTemporary();
    void noRecipientLeft();
    void goAheadWithoutRecipients();
    void senderRefused_data();
    void senderRefused();
    void lostWithSomeRefused();
    void severalMessages();
    void tooLargeForTheHop();
    void eightBit();
    void eightBitNotOffered();
    void unsendableAddresses();
    void nullSender();
    void answerBeforeTheQuestion();
    void contentThatCannotBeRead();
    void timeouts();
};

namespace
{

void greet(ClientScript &script, const QByteArray &ehloReply = "250-hop\r\n250 PIPELINING\r\n")
{
    script.server("220 hop ESMTP\r\n");
    script.server(ehloReply);
}

QList<RecipientState> states(const QList<RecipientResult> &results)
{
    QList<RecipientState> states;
    for (const RecipientResult &result : results)
        states.append(result.result);
    return states;
}

constexpr auto delivered = RecipientState::Delivered;
constexpr auto deferred = RecipientState::Deferred;
constexpr auto failed = RecipientState::Failed;

} // namespace

void tst_SmtpClientSession::pipelined()
{
    ClientScript script;
    QCOMPARE(script.server("220 hop ESMTP\r\n"), QByteArray("EHLO me.example.com\r\n"));
    QCOMPARE(script.server("250-hop\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250 8BITMIME\r\n"),
             QByteArray());
    QCOMPARE(script.begin(itemTo({"a@example.net", "b@example.net"})),
             QByteArray("MAIL FROM:<from@example.com> SIZE=10\r\nRCPT TO:<a@example.net>\r\n"
                        "RCPT TO:<b@example.net>\r\nDATA\r\n"));
    QCOMPARE(script.server("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n"), QByteArray());
    QCOMPARE(script.contentWanted, 1);
    QCOMPARE(script.content({"12345", "678\r\n"}), QByteArray("12345678\r\n.\r\n"));
    script.server("250 2.0.0 queued\r\n");
    QCOMPARE(states(script.results.first()), (QList{delivered, delivered}));
    QCOMPARE(script.results.first().first().reply, QStringLiteral("250 2.0.0 queued"));
    QVERIFY(script.session().isReady());
}

void tst_SmtpClientSession::oneByOne()
{
    ClientScript script;
    greet(script, "250 hop\r\n");
    QCOMPARE(script.begin(itemTo({"a@example.net", "b@example.net"})),
             QByteArray("MAIL FROM:<from@example.com>\r\n"));
    QCOMPARE(script.server("250 ok\r\n"), QByteArray("RCPT TO:<a@example.net>\r\n"));
    QCOMPARE(script.server("250 ok\r\n"), QByteArray("RCPT TO:<b@example.net>\r\n"));
    QCOMPARE(script.server("251 forwarded\r\n"), QByteArray("DATA\r\n"));
    QCOMPARE(script.server("354 go\r\n"), QByteArray());
    QCOMPARE(script.content({".no line end"}), QByteArray("..no line end\r\n.\r\n"));
    script.server("250 ok\r\n");
    QCOMPARE(states(script.results.first()), (QList{delivered, delivered}));
}

void tst_SmtpClientSession::repliesCutAnywhere()
{
    ClientScript script;
    const auto serve = [&script](const QByteArray &bytes) {
        QByteArray sent;
        for (const char byte : bytes)
            sent += script.server(QByteArray(1, byte));
        return sent;
    };
    QCOMPARE(serve("220-hop\r\n220 ESMTP\r\n"), QByteArray("EHLO me.example.com\r\n"));
    serve("250-hop\r\n250-pipelining\r\n250 size 5\r\n");
    script.begin(itemTo({"a@example.net"}, 5));
    serve("250-ok\r\n250 ok\r\n250 ok\r\n354-go\r\n354 on\r\n");
    QCOMPARE(script.content({"abc\r\n"}), QByteArray("abc\r\n.\r\n"));
    serve("250-2.0.0 thank\r\n250 2.0.0 you\r\n");
    QCOMPARE(script.results.first().first().reply,
             QStringLiteral("250-2.0.0 thank\n250 2.0.0 you"));
}

void tst_SmtpClientSession::fallsBackToHelo()
{
    ClientScript script;
    script.server("220 old\r\n");
    QCOMPARE(script.server("502 not implemented\r\n"), QByteArray("HELO me.example.com\r\n"));
    script.server("250-old\r\n250-PIPELINING\r\n250 SIZE 1\r\n"); // no extension follows from HELO
    QVERIFY(script.session().isReady());
    QCOMPARE(script.begin(itemTo({"a@example.net"})),
             QByteArray("MAIL FROM:<from@example.com>\r\n"));
}

void tst_SmtpClientSession::eachRecipientItsOwnResult_data()
{
    QTest::addColumn<bool>("isPipelining");
    QTest::newRow("pipelining") << true;
    QTest::newRow("one by one") << false;
}

void tst_SmtpClientSession::eachRecipientItsOwnResult()
{
    QFETCH(bool, isPipelining);
    ClientScript script;
    greet(script, isPipelining ? "250-hop\r\n250 PIPELINING\r\n" : "250 hop\r\n");
    script.begin(itemTo({"a@x.net", "b@x.net", "c@x.net", "d@x.net"}));
    for (const char *reply : {"250 ok\r\n", "550 5.1.1 unknown\r\n", "250 ok\r\n",
                              "451 4.7.1 greylisted\r\n", "252 perhaps\r\n", "354 go\r\n"})
        script.server(reply);
    QVERIFY(script.results.isEmpty());
    script.content({"12345678\r\n"});
    script.server("250 queued\r\n");
    const auto results = script.results.first();
    QCOMPARE(states(results), (QList{failed, delivered, deferred, delivered}));
    QCOMPARE(results[0].reply, QStringLiteral("550 5.1.1 unknown"));
    QCOMPARE(results[1].reply, QStringLiteral("250 queued"));
    QCOMPARE(results[2].reply, QStringLiteral("451 4.7.1 greylisted"));
    QCOMPARE(results[3].recipientId, QStringLiteral("id-d@x.net"));
}

void tst_SmtpClientSession::tooManyRecipientsIsTemporary()
{
    ClientScript script;
    greet(script);
    script.begin(itemTo({"a@x.net", "b@x.net"}));
    script.server("250 ok\r\n250 ok\r\n552 too many recipients\r\n354 go\r\n");
    script.content({"12345678\r\n"});
    script.server("250 ok\r\n");
    QCOMPARE(states(script.results.first()), (QList{delivered, deferred}));
}

/// The transaction that stays open behind MAIL is reset before the next message.
void tst_SmtpClientSession::noRecipientLeft()
{
    ClientScript script;
    greet(script, "250 hop\r\n");
    script.begin(itemTo({"a@x.net", "b@x.net"}));
    script.server("250 ok\r\n");
    script.server("550 no\r\n");
    QCOMPARE(script.server("450 later\r\n"), QByteArray("RSET\r\n"));
    QCOMPARE(states(script.results.first()), (QList{failed, deferred}));
    QVERIFY(!script.session().isReady());
    script.server("250 ok\r\n");
    QVERIFY(script.session().isReady());
}

/// RFC 2920 3.1: DATA was sent along, and the server says go although no recipient is left.
void tst_SmtpClientSession::goAheadWithoutRecipients()
{
    ClientScript script;
    greet(script);
    script.begin(itemTo({"a@x.net"}));
    QCOMPARE(script.server("250 ok\r\n550 no\r\n354 go\r\n"), QByteArray(".\r\n"));
    QCOMPARE(script.contentWanted, 0);
    QCOMPARE(states(script.results.first()), (QList{failed}));
    script.server("250 an empty message\r\n");
    QCOMPARE(states(script.results.first()), (QList{failed}));
    QVERIFY(script.session().isReady());
}

void tst_SmtpClientSession::senderRefused_data()
{
    QTest::addColumn<QByteArray>("ehloReply");
    QTest::addColumn<QByteArray>("replies");
    QTest::newRow("one by one") << QByteArray("250 hop\r\n") << QByteArray("550 bad sender\r\n");
    QTest::newRow("pipelining") << QByteArray("250-hop\r\n250 PIPELINING\r\n")
                                << QByteArray("550 bad sender\r\n503 no\r\n503 no\r\n503 no\r\n");
}

void tst_SmtpClientSession::senderRefused()
{
    QFETCH(QByteArray, ehloReply);
    QFETCH(QByteArray, replies);
    ClientScript script;
    greet(script, ehloReply);
    script.begin(itemTo({"a@x.net", "b@x.net"}));
    if (script.server(replies) == "RSET\r\n")
        script.server("250 ok\r\n");
    QCOMPARE(states(script.results.first()), (QList{failed, failed}));
    QCOMPARE(script.results.first().last().reply, QStringLiteral("550 bad sender"));
    QVERIFY(script.session().isReady());
}

void tst_SmtpClientSession::lostWithSomeRefused()
{
    ClientScript script;
    greet(script);
    script.begin(itemTo({"a@x.net", "b@x.net"}));
    script.server("250 ok\r\n550 unknown\r\n250 ok\r\n354 go\r\n");
    script.take(script.session().content("123"));
    script.take(script.session().closed(QStringLiteral("The next hop closed the connection")));
    QCOMPARE(states(script.results.first()), (QList{failed, deferred}));
    QCOMPARE(script.results.first().last().reply,
             QStringLiteral("The next hop closed the connection before the rest of the content."));
    // No end of data was sent: what arrived is no message.
    QCOMPARE(script.sent().right(3), QByteArray("123"));
}

void tst_SmtpClientSession::severalMessages()
{
    ClientScript script;
    greet(script);
    for (int i = 0; i < 3; ++i) {
        script.begin(itemTo({"a@x.net"}));
        script.server("250 ok\r\n250 ok\r\n354 go\r\n");
        QCOMPARE(script.content({".\r\n"}), QByteArray("..\r\n.\r\n"));
        script.server("250 " + QByteArray::number(i) + "\r\n");
        QCOMPARE(script.results.size(), i + 1);
        QCOMPARE(script.results[i].first().reply, QStringLiteral("250 %1").arg(i));
    }
}

void tst_SmtpClientSession::tooLargeForTheHop()
{
    ClientScript script;
    greet(script, "250-hop\r\n250 SIZE 1000\r\n");
    QCOMPARE(script.begin(itemTo({"a@x.net"}, 1001)), QByteArray());
    QCOMPARE(states(script.results.first()), (QList{failed}));
    QCOMPARE(script.results.first().first().reply,
             QStringLiteral("The message has 1001 bytes, and the next hop takes at most 1000."));
    QVERIFY(script.session().isReady());
    QCOMPARE(script.begin(itemTo({"a@x.net"}, 1000)),
             QByteArray("MAIL FROM:<from@example.com> SIZE=1000\r\n"));
}

void tst_SmtpClientSession::eightBit()
{
    ClientScript script;
    greet(script, "250-hop\r\n250-SIZE\r\n250 8bitmime\r\n");
    DeliveryItem item = itemTo({"a@x.net"});
    item.isEightBit = true;
    QCOMPARE(script.begin(item),
             QByteArray("MAIL FROM:<from@example.com> SIZE=10 BODY=8BITMIME\r\n"));
}

void tst_SmtpClientSession::eightBitNotOffered()
{
    ClientScript script;
    greet(script);
    DeliveryItem item = itemTo({"a@x.net"});
    item.isEightBit = true;
    QCOMPARE(script.begin(item), QByteArray());
    QCOMPARE(states(script.results.first()), (QList{failed}));
    QVERIFY(script.results.first().first().reply.contains(QLatin1String("8BITMIME")));
    QVERIFY(script.session().isReady());
}

/// Nothing in an address can begin a command of its own.
void tst_SmtpClientSession::unsendableAddresses()
{
    ClientScript script;
    greet(script);
    QCOMPARE(script.begin(itemTo({"a@x.net>\r\nDATA\r\n", "\xc3\xa4@x.net", "b@x.net"})),
             QByteArray("MAIL FROM:<from@example.com>\r\nRCPT TO:<b@x.net>\r\nDATA\r\n"));
    script.server("250 ok\r\n250 ok\r\n354 go\r\n");
    script.content({"12345678\r\n"});
    script.server("250 ok\r\n");
    QCOMPARE(states(script.results.first()), (QList{failed, failed, delivered}));

    DeliveryItem item = itemTo({"b@x.net"});
    item.sender = "a@x.net> \r\nRSET";
    QCOMPARE(script.begin(item), QByteArray());
    QCOMPARE(states(script.results.last()), (QList{failed}));
}

void tst_SmtpClientSession::nullSender()
{
    ClientScript script;
    greet(script, "250 hop\r\n");
    DeliveryItem item = itemTo({"a@x.net"});
    item.sender.clear();
    QCOMPARE(script.begin(item), QByteArray("MAIL FROM:<>\r\n"));
}

/// A reply that was there before its command would put every later one out of step.
void tst_SmtpClientSession::answerBeforeTheQuestion()
{
    ClientScript script;
    greet(script, "250 hop\r\n");
    script.begin(itemTo({"a@x.net"}));
    script.server("250 ok\r\n250 too early\r\n");
    QVERIFY(script.session().isClosed());
    QCOMPARE(states(script.results.first()), (QList{deferred}));

    ClientScript inContent;
    greet(inContent);
    inContent.begin(itemTo({"a@x.net"}));
    inContent.server("250 ok\r\n250 ok\r\n354 go\r\n250 delivered already\r\n");
    QVERIFY(inContent.session().isClosed());
    QCOMPARE(states(inContent.results.first()), (QList{deferred}));
    QCOMPARE(inContent.content({"12345678\r\n"}), QByteArray());
}

void tst_SmtpClientSession::contentThatCannotBeRead()
{
    ClientScript script;
    greet(script);
    script.begin(itemTo({"a@x.net"}));
    script.server("250 ok\r\n250 ok\r\n354 go\r\n");
    script.take(script.session().content("half of it\r\n"));
    script.sent();
    script.take(script.session().abortContent(QStringLiteral("The disk is gone.")));
    QCOMPARE(script.sent(), QByteArray());
    QVERIFY(script.session().isClosed());
    QCOMPARE(script.results.first().first().reply, QStringLiteral("The disk is gone."));
}

/// RFC 5321 4.5.3.2, step by step.
void tst_SmtpClientSession::timeouts()
{
    using namespace std::chrono_literals;
    ClientScript script;
    QCOMPARE(script.session().timeout(), 5min);
    script.server("220 hop\r\n");
    QCOMPARE(script.session().timeout(), 5min);
    script.server("250 hop\r\n");
    QCOMPARE(script.session().timeout(), 0min);
    script.begin(itemTo({"a@x.net"}));
    QCOMPARE(script.session().timeout(), 5min);
    script.server("250 ok\r\n");
    QCOMPARE(script.session().stateName(), QByteArray("Recipient"));
    QCOMPARE(script.session().timeout(), 5min);
    script.server("250 ok\r\n");
    QCOMPARE(script.session().timeout(), 2min);
    script.server("354 go\r\n");
    QCOMPARE(script.session().timeout(), 3min);
    script.content({"12345678\r\n"});
    QCOMPARE(script.session().timeout(), 10min);
    script.take(script.session().timedOut());
    QCOMPARE(script.results.first().first().reply,
             QStringLiteral("The next hop did not send the answer to the content within 600 s."));
}

QTEST_GUILESS_MAIN(tst_SmtpClientSession)
#include "tst_SmtpClientSession.moc"
