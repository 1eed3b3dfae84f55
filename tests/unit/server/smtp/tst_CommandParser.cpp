// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/CommandParser.h"

#include <QTest>

#include <limits>

using namespace postern::smtp;

/// What the parsers give; which replies the refusals get is told by the scripts.
class tst_CommandParser : public QObject
{
    Q_OBJECT

private slots:
    void splitsLines();
    void readsMailParameters();
    void authOnlyWhereOffered();
    void refusesMailArguments_data();
    void refusesMailArguments();
    void completesPostmaster();
    void judgesHeloArguments();
};

void tst_CommandParser::splitsLines()
{
    const auto line = CommandLine::split("  mail   FROM:<a@b.test>  ");
    QCOMPARE(line.verb, QByteArray("MAIL"));
    QCOMPARE(line.argument, QByteArray("FROM:<a@b.test>"));
    QCOMPARE(CommandLine::split("").verb, QByteArray());
    QCOMPARE(CommandLine::split("quit").argument, QByteArray());
}

void tst_CommandParser::readsMailParameters()
{
    const auto mail = MailArguments::parse("FROM:<a@b.test> SIZE=12 BODY=8BITMIME", false);
    QVERIFY(mail.ok());
    QCOMPARE(mail->sender.toByteArray(), QByteArray("a@b.test"));
    QCOMPARE(mail->size, 12);
    QVERIFY(mail->isEightBit);
    const auto null = MailArguments::parse("from:<>", false);
    QVERIFY(null.ok());
    QVERIFY(null->sender.isNull());
    QCOMPARE(null->size, 0);
    QVERIFY(!null->isEightBit);
    const auto huge = MailArguments::parse("FROM:<> SIZE=99999999999999999999", false);
    QVERIFY(huge.ok());
    QCOMPARE(huge->size, std::numeric_limits<qint64>::max());
}

void tst_CommandParser::authOnlyWhereOffered()
{
    QVERIFY(MailArguments::parse("FROM:<> AUTH=<>", true).ok());
    QVERIFY(MailArguments::parse("FROM:<> AUTH=e+3Dmc2@example.com", true).ok());
    QCOMPARE(MailArguments::parse("FROM:<> AUTH=<>", false).error().code, 555);
    for (const char *bad : {"FROM:<> AUTH=", "FROM:<> AUTH", "FROM:<> AUTH=a+3",
                            "FROM:<> AUTH=a+zz", "FROM:<> AUTH=a=b"})
        QCOMPARE(MailArguments::parse(bad, true).error().code, 501);
}

void tst_CommandParser::refusesMailArguments_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<int>("code");
    QTest::newRow("no value") << QByteArray("FROM:<> BODY") << 501;
    QTest::newRow("twice") << QByteArray("FROM:<> BODY=7BIT body=7BIT") << 501;
    QTest::newRow("unknown") << QByteArray("FROM:<> X=1") << 555;
    QTest::newRow("no name") << QByteArray("FROM:<> =1") << 555;
    QTest::newRow("tab") << QByteArray("FROM:<>\tSIZE=1") << 501;
    QTest::newRow("open quote") << QByteArray("FROM:<\"a@b.test>") << 501;
    QTest::newRow("backslash") << QByteArray("FROM:<a\\>") << 501;
}

void tst_CommandParser::refusesMailArguments()
{
    QFETCH(QByteArray, argument);
    QFETCH(int, code);
    const auto mail = MailArguments::parse(argument, true);
    QVERIFY(!mail.ok());
    QCOMPARE(mail.error().code, code);
}

void tst_CommandParser::completesPostmaster()
{
    const auto recipient = parseRecipientArgument("TO:<PostMaster>", "mx.test");
    QVERIFY(recipient.ok());
    QCOMPARE(recipient->toByteArray(), QByteArray("postmaster@mx.test"));
    QVERIFY(!parseRecipientArgument("TO:<postmaster>", "").ok());
    QVERIFY(!parseRecipientArgument("TO:<webmaster>", "mx.test").ok());
}

void tst_CommandParser::judgesHeloArguments()
{
    QVERIFY(isHeloArgument("client.test"));
    QVERIFY(isHeloArgument("[IPv6:2001:db8::1]"));
    QVERIFY(isHeloArgument("HP LaserJet \xc3\xbc"));
    QVERIFY(isHeloArgument(QByteArray(255, 'a')));
    QVERIFY(!isHeloArgument(QByteArray(256, 'a')));
    QVERIFY(!isHeloArgument(""));
    QVERIFY(!isHeloArgument("a\tb"));
    QVERIFY(!isHeloArgument("a\x7f"));
}

QTEST_APPLESS_MAIN(tst_CommandParser)
#include "tst_CommandParser.moc"
