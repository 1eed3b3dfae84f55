// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/ClientOpening.h"

#include <QTest>

using namespace postern::delivery;
using Kind = ClientOpening::Step::Kind;
using Wait = ClientOpening::Wait;

namespace
{

ClientReply reply(const QByteArray &text)
{
    SmtpReplyReader reader;
    reader.feed(text + "\r\n");
    return reader.next().value_or(ClientReply());
}

ClientOpening openingWith(ClientTls tls, const ClientLogin &login = {})
{
    return ClientOpening({"me.example.com", tls, login});
}

/// What follows the last of these replies.
ClientOpening::Step afterAll(ClientOpening &opening, const QByteArrayList &replies)
{
    ClientOpening::Step step;
    for (const QByteArray &each : replies)
        step = opening.take(reply(each));
    return step;
}

const ClientLogin mary{"mary", "open sesame"};
/// NUL mary NUL open sesame
const QByteArray maryPlain = "AG1hcnkAb3BlbiBzZXNhbWU=";

const char *const withTls = "250-hop\r\n250-STARTTLS\r\n250 PIPELINING";
const char *const withPlain = "250-hop\r\n250 AUTH PLAIN LOGIN";

} // namespace

/// What is said before mail can be: EHLO, encryption, login.
class tst_ClientOpening : public QObject
{
    Q_OBJECT

private slots:
    void plain();
    void fallsBackToHelo();
    void refusedAtTheDoor_data();
    void refusedAtTheDoor();
    void encryptsWhereItIsOffered();
    void goesOnWithoutWhereItMay_data();
    void goesOnWithoutWhereItMay();
    void demandsEncryption_data();
    void demandsEncryption();
    void forgetsWhatWasLearntBeforeTls();
    void logsIn();
    void answersChallenges();
    void triesTheNextMechanism();
    void keepsThePasswordFromAnOpenWire_data();
    void keepsThePasswordFromAnOpenWire();
    void saysWhyTheLoginFailed_data();
    void saysWhyTheLoginFailed();
    void believesNo235WithoutProof();
};

void tst_ClientOpening::plain()
{
    ClientOpening opening = openingWith(ClientTls::None);
    QCOMPARE(opening.waitsFor(), Wait::Greeting);
    QCOMPARE(opening.take(reply("220 hop")).command, QByteArray("EHLO me.example.com\r\n"));
    QCOMPARE(opening.take(reply(withTls)).kind, Kind::Open);
    QVERIFY(opening.offers().isPipelining);
    QVERIFY(!opening.isEncrypted());
    QCOMPARE(opening.take(reply("250 late")).kind, Kind::Refused);
}

void tst_ClientOpening::fallsBackToHelo()
{
    ClientOpening opening = openingWith(ClientTls::May);
    (void)opening.take(reply("220 old"));
    QCOMPARE(opening.take(reply("502 what?")).command, QByteArray("HELO me.example.com\r\n"));
    QCOMPARE(opening.take(reply("250-old\r\n250 STARTTLS")).kind, Kind::Open); // offers nothing
}

void tst_ClientOpening::refusedAtTheDoor_data()
{
    QTest::addColumn<QByteArrayList>("replies");
    QTest::newRow("greeting") << QByteArrayList{"554 5.7.1 not you"};
    QTest::newRow("busy") << QByteArrayList{"220 hop", "451 4.3.2 later"};
    QTest::newRow("HELO") << QByteArrayList{"220 hop", "500 no", "550 5.7.1 not you"};
    QTest::newRow("nonsense") << QByteArrayList{"354 go ahead"};
}

void tst_ClientOpening::refusedAtTheDoor()
{
    QFETCH(QByteArrayList, replies);
    ClientOpening opening = openingWith(ClientTls::None);
    const ClientOpening::Step step = afterAll(opening, replies);
    QCOMPARE(step.kind, Kind::Refused);
    QCOMPARE(step.sentence, QString::fromLatin1(replies.last()));
    QCOMPARE(opening.waitsFor(), Wait::Nothing);
}

void tst_ClientOpening::encryptsWhereItIsOffered()
{
    for (const ClientTls tls : {ClientTls::May, ClientTls::Demand}) {
        ClientOpening opening = openingWith(tls);
        (void)opening.take(reply("220 hop"));
        QCOMPARE(opening.take(reply(withTls)).command, QByteArray("STARTTLS\r\n"));
        QCOMPARE(opening.take(reply("220 ready")).kind, Kind::StartTls);
        QCOMPARE(opening.waitsFor(), Wait::Handshake);
        QVERIFY(!opening.isEncrypted());
        QCOMPARE(opening.tlsStarted().command, QByteArray("EHLO me.example.com\r\n"));
        QVERIFY(opening.isEncrypted());
        QCOMPARE(opening.take(reply(withTls)).kind, Kind::Open); // and is not begun twice
    }
}

void tst_ClientOpening::goesOnWithoutWhereItMay_data()
{
    QTest::addColumn<QByteArrayList>("replies");
    QTest::newRow("not offered") << QByteArrayList{"220 hop", "250 hop"};
    QTest::newRow("not now") << QByteArrayList{"220 hop", withTls, "454 4.7.0 no certificate"};
}

void tst_ClientOpening::goesOnWithoutWhereItMay()
{
    QFETCH(QByteArrayList, replies);
    ClientOpening opening = openingWith(ClientTls::May);
    const ClientOpening::Step step = afterAll(opening, replies);
    QCOMPARE(step.kind, Kind::Open);
}

void tst_ClientOpening::demandsEncryption_data()
{
    QTest::addColumn<QByteArrayList>("replies");
    QTest::addColumn<QString>("word");
    QTest::newRow("not offered") << QByteArrayList{"220 hop", "250 hop"} << "does not offer";
    QTest::newRow("not now") << QByteArrayList{"220 hop", withTls, "454 4.7.0 no certificate"}
                             << "454 4.7.0 no certificate";
    QTest::newRow("too old") << QByteArrayList{"220 hop", "500 no", "250 old"} << "does not offer";
}

void tst_ClientOpening::demandsEncryption()
{
    QFETCH(QByteArrayList, replies);
    QFETCH(QString, word);
    ClientOpening opening = openingWith(ClientTls::Demand);
    const ClientOpening::Step step = afterAll(opening, replies);
    QCOMPARE(step.kind, Kind::Refused);
    QVERIFY2(step.sentence.contains(word), qPrintable(step.sentence));
    QVERIFY2(step.sentence.endsWith(QStringLiteral("nothing was sent.")),
             qPrintable(step.sentence));
}

/// RFC 3207 4.2: somebody on the way may have written the first answer.
void tst_ClientOpening::forgetsWhatWasLearntBeforeTls()
{
    ClientOpening opening = openingWith(ClientTls::Demand, mary);
    (void)opening.take(reply("220 hop"));
    (void)opening.take(reply("250-hop\r\n250-AUTH CRAM-MD5\r\n250-SIZE 1\r\n250 STARTTLS"));
    (void)opening.take(reply("220 ready"));
    (void)opening.tlsStarted();
    QCOMPARE(opening.take(reply(withPlain)).command, "AUTH PLAIN " + maryPlain + "\r\n");
    QCOMPARE(opening.offers().sizeLimit, 0);
}

void tst_ClientOpening::logsIn()
{
    ClientOpening opening = openingWith(ClientTls::Already, mary);
    (void)opening.take(reply("220 hop"));
    QCOMPARE(opening.take(reply(withPlain)).command, "AUTH PLAIN " + maryPlain + "\r\n");
    QCOMPARE(opening.waitsFor(), Wait::Auth);
    QCOMPARE(opening.take(reply("235 2.7.0 welcome")).kind, Kind::Open);
}

void tst_ClientOpening::answersChallenges()
{
    ClientOpening opening = openingWith(ClientTls::Already, mary);
    (void)opening.take(reply("220 hop"));
    QCOMPARE(opening.take(reply("250-hop\r\n250 AUTH=LOGIN")).command,
             QByteArray("AUTH LOGIN\r\n"));
    QCOMPARE(opening.take(reply("334 VXNlcm5hbWU6")).command, QByteArray("bWFyeQ==\r\n"));
    QCOMPARE(opening.take(reply("334 UGFzc3dvcmQ6")).command, QByteArray("b3BlbiBzZXNhbWU=\r\n"));
    QCOMPARE(opening.take(reply("235 ok")).kind, Kind::Open);
}

void tst_ClientOpening::triesTheNextMechanism()
{
    ClientOpening opening = openingWith(ClientTls::Already, mary);
    (void)opening.take(reply("220 hop"));
    const auto first = opening.take(reply("250-hop\r\n250 AUTH SCRAM-SHA-256 PLAIN"));
    QVERIFY(first.command.startsWith("AUTH SCRAM-SHA-256 "));
    QVERIFY(opening.take(reply("534 5.7.9 too weak")).command.startsWith("AUTH PLAIN "));
    const auto last = opening.take(reply("504 5.5.4 not this one"));
    QCOMPARE(last.kind, Kind::Refused);
    QVERIFY2(last.sentence.contains(QStringLiteral("504 5.5.4")), qPrintable(last.sentence));
}

void tst_ClientOpening::keepsThePasswordFromAnOpenWire_data()
{
    QTest::addColumn<ClientTls>("tls");
    QTest::newRow("none") << ClientTls::None;
    QTest::newRow("may, and it is not offered") << ClientTls::May;
}

void tst_ClientOpening::keepsThePasswordFromAnOpenWire()
{
    QFETCH(ClientTls, tls);
    ClientOpening opening = openingWith(tls, mary);
    (void)opening.take(reply("220 hop"));
    const auto step = opening.take(reply(withPlain));
    QCOMPARE(step.kind, Kind::Refused);
    QVERIFY2(step.sentence.contains(QStringLiteral("not encrypted")), qPrintable(step.sentence));
}

void tst_ClientOpening::saysWhyTheLoginFailed_data()
{
    QTest::addColumn<QByteArrayList>("replies"); // from the answer to EHLO on
    QTest::addColumn<QString>("sentence");
    QTest::newRow("wrong") << QByteArrayList{withPlain, "535 5.7.8 wrong"} << "535 5.7.8 wrong";
    QTest::newRow("told back") << QByteArrayList{withPlain, "535 you said " + maryPlain}
                               << "535 you said ***";
    QTest::newRow("told back in the clear")
        << QByteArrayList{withPlain, "535 open sesame is wrong"} << "535 *** is wrong";
    QTest::newRow("no AUTH") << QByteArrayList{"250 hop"}
                             << "The next hop offers no AUTH, and this route has a login.";
    QTest::newRow("foreign mechanism")
        << QByteArrayList{"250-hop\r\n250 AUTH XOAUTH2"}
        << "The next hop offers AUTH with XOAUTH2 alone; this server speaks SCRAM-SHA-256, PLAIN, "
           "LOGIN and CRAM-MD5.";
    QTest::newRow("a challenge too many")
        << QByteArrayList{withPlain, "334 bW9yZQ=="}
        << "The next hop sent a challenge in AUTH that is wrong, or does not know the password; "
           "nothing was sent.";
    QTest::newRow("no base64")
        << QByteArrayList{"250-hop\r\n250 AUTH LOGIN", "334 Username: !"}
        << "The next hop sent a challenge in AUTH that is wrong, or does not know the password; "
           "nothing was sent.";
}

void tst_ClientOpening::saysWhyTheLoginFailed()
{
    QFETCH(QByteArrayList, replies);
    QFETCH(QString, sentence);
    ClientOpening opening = openingWith(ClientTls::Already, mary);
    (void)opening.take(reply("220 hop"));
    const ClientOpening::Step step = afterAll(opening, replies);
    QCOMPARE(step.kind, Kind::Refused);
    QCOMPARE(step.sentence, sentence);
}

/// RFC 7677: whoever says 235 in the midst of SCRAM has not shown the server's signature.
void tst_ClientOpening::believesNo235WithoutProof()
{
    ClientOpening opening = openingWith(ClientTls::Already, mary);
    (void)opening.take(reply("220 hop"));
    (void)opening.take(reply("250-hop\r\n250 AUTH SCRAM-SHA-256"));
    const auto step = opening.take(reply("235 2.7.0 welcome"));
    QCOMPARE(step.kind, Kind::Refused);
    QVERIFY2(step.sentence.contains(QStringLiteral("without proving")), qPrintable(step.sentence));
}

QTEST_APPLESS_MAIN(tst_ClientOpening)
#include "tst_ClientOpening.moc"
