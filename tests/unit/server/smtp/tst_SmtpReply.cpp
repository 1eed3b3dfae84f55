// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/ReplyCatalogue.h"

#include <QTest>

using namespace postern::smtp;

class tst_SmtpReply : public QObject
{
    Q_OBJECT

private slots:
    void oneLine();
    void severalLines();
    void withoutEnhancedCode();
    void challengeIsBase64();
};

void tst_SmtpReply::oneLine()
{
    QCOMPARE(SmtpReply({250, "2.1.0", "OK"}).toWire(), QByteArray("250 2.1.0 OK\r\n"));
}

void tst_SmtpReply::severalLines()
{
    QCOMPARE(SmtpReply({550, "5.7.1", "one\ntwo\nthree"}).toWire(),
             QByteArray("550-5.7.1 one\r\n550-5.7.1 two\r\n550 5.7.1 three\r\n"));
}

void tst_SmtpReply::withoutEnhancedCode()
{
    QCOMPARE(reply::ehlo("mx.test", {"PIPELINING", "8BITMIME"}).toWire(),
             QByteArray("250-mx.test\r\n250-PIPELINING\r\n250 8BITMIME\r\n"));
    QCOMPARE(reply::helo("mx.test").toWire(), QByteArray("250 mx.test\r\n"));
}

void tst_SmtpReply::challengeIsBase64()
{
    QCOMPARE(reply::challenge("Username:").toWire(), QByteArray("334 VXNlcm5hbWU6\r\n"));
    QCOMPARE(reply::challenge("").toWire(), QByteArray("334 \r\n"));
}

QTEST_APPLESS_MAIN(tst_SmtpReply)
#include "tst_SmtpReply.moc"
