// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/mail/ReceivedLine.h"

#include <QTest>

using namespace postern;
using mail::ReceivedLine;

class tst_ReceivedLine : public QObject
{
    Q_OBJECT

private slots:
    void whole();
    void withoutRecipientAndOverIpv6();
    void protocols_data();
    void protocols();
    void hostileHelo_data();
    void hostileHelo();
};

namespace
{

constexpr qint64 when = 1700000000123; // 2023-11-14T22:13:20Z

ReceivedLine example()
{
    ReceivedLine line;
    line.helo = "printer.test";
    line.client = *IpAddress::parse(u"192.0.2.7");
    line.hostname = "mx.test";
    line.isExtended = true;
    line.queueId = QStringLiteral("7K3FQ2");
    return line;
}

} // namespace

void tst_ReceivedLine::whole()
{
    ReceivedLine line = example();
    line.recipient = *mail::MailAddress::parse("desk@here.test");
    QCOMPARE(line.toByteArray(when), QByteArray("Received: from printer.test ([192.0.2.7])\r\n"
                                                "\tby mx.test (Postern) with ESMTP id 7K3FQ2\r\n"
                                                "\tfor <desk@here.test>;\r\n"
                                                "\tTue, 14 Nov 2023 22:13:20 +0000\r\n"));
}

void tst_ReceivedLine::withoutRecipientAndOverIpv6()
{
    ReceivedLine line = example();
    line.client = *IpAddress::parse(u"2001:db8::7");
    line.helo = "[IPv6:2001:db8::7]";
    // 2024-02-01T00:00:00Z: a day of one digit
    QCOMPARE(line.toByteArray(1706745600000),
             QByteArray("Received: from [IPv6:2001:db8::7] ([IPv6:2001:db8::7])\r\n"
                        "\tby mx.test (Postern) with ESMTP id 7K3FQ2;\r\n"
                        "\tThu, 1 Feb 2024 00:00:00 +0000\r\n"));
}

void tst_ReceivedLine::protocols_data()
{
    QTest::addColumn<bool>("isExtended");
    QTest::addColumn<bool>("isEncrypted");
    QTest::addColumn<bool>("isAuthenticated");
    QTest::addColumn<QByteArray>("protocol");
    QTest::newRow("HELO") << false << false << false << QByteArray("SMTP");
    QTest::newRow("HELO, TLS") << false << true << false << QByteArray("SMTP");
    QTest::newRow("EHLO") << true << false << false << QByteArray("ESMTP");
    QTest::newRow("TLS") << true << true << false << QByteArray("ESMTPS");
    QTest::newRow("AUTH") << true << false << true << QByteArray("ESMTPA");
    QTest::newRow("both") << true << true << true << QByteArray("ESMTPSA");
}

void tst_ReceivedLine::protocols()
{
    ReceivedLine line = example();
    QFETCH(bool, isExtended);
    QFETCH(bool, isEncrypted);
    QFETCH(bool, isAuthenticated);
    line.isExtended = isExtended;
    line.isEncrypted = isEncrypted;
    line.isAuthenticated = isAuthenticated;
    QTEST(line.protocol(), "protocol");
}

void tst_ReceivedLine::hostileHelo_data()
{
    QTest::addColumn<QByteArray>("helo");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("line") << QByteArray("a\r\nSubject: b") << QByteArray("a??Subject:?b");
    QTest::newRow("comment") << QByteArray("a (b") << QByteArray("a??b");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a?b");
    QTest::newRow("UTF-8") << QByteArray("\xc3\xbc") << QByteArray("??");
    QTest::newRow("semicolon") << QByteArray("a;b\"\\<c>") << QByteArray("a?b???c?");
    QTest::newRow("empty") << QByteArray() << QByteArray("unknown");
    QTest::newRow("long") << QByteArray(3000, 'a') << QByteArray(255, 'a');
}

void tst_ReceivedLine::hostileHelo()
{
    QFETCH(QByteArray, helo);
    QFETCH(QByteArray, shown);
    ReceivedLine line = example();
    line.helo = helo;
    const QByteArray text = line.toByteArray(when);
    QVERIFY2(text.startsWith("Received: from " + shown + " ([192.0.2.7])\r\n"), text.constData());
    QCOMPARE(text.count('\n'), 3);
}

QTEST_APPLESS_MAIN(tst_ReceivedLine)
#include "tst_ReceivedLine.moc"
