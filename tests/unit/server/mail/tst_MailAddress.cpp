// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/mail/MailAddress.h"

#include <QFile>
#include <QTest>

using postern::ErrorKind;
using postern::mail::MailAddress;

class tst_MailAddress : public QObject
{
    Q_OBJECT

private slots:
    void paths_data();
    void paths();
    void limits();
    void refusesControlCharacters();
    void routesBelongToPathsOnly();
    void nullPath();
    void keepsTheMeaningOfQuotes();
    void postmaster();
};

void tst_MailAddress::paths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QFile file(QStringLiteral(POSTERN_TEST_DATA "/mail/addresses.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QByteArray &line : file.readAll().split('\n')) {
        const qsizetype arrow = line.indexOf(" => ");
        if (!line.startsWith('#') && arrow > 0)
            QTest::newRow(line.left(arrow).constData()) << line.left(arrow) << line.mid(arrow + 4);
    }
}

void tst_MailAddress::paths()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto address = MailAddress::parsePath(text);
    if (expected.startsWith("! ")) {
        QVERIFY2(!address.ok(), "accepted");
        QCOMPARE(address.error().kind, ErrorKind::Invalid);
        QCOMPARE(address.error().text.toUtf8(), expected.mid(2));
        return;
    }
    QVERIFY2(address.ok(), address.ok() ? "" : qPrintable(address.error().text));
    QCOMPARE(address->toByteArray(), expected);
    // What is written out is read back as the same.
    const auto again = MailAddress::parse(address->toByteArray());
    QVERIFY(again.ok());
    QVERIFY(*again == *address);
}

void tst_MailAddress::limits()
{
    const QByteArray label(63, 'x');
    QVERIFY(MailAddress::parse(QByteArray(64, 'a') + "@b.test").ok());
    QVERIFY(!MailAddress::parse(QByteArray(65, 'a') + "@b.test").ok());
    QVERIFY(MailAddress::parse("a@" + label + ".test").ok());
    QVERIFY(!MailAddress::parse("a@x" + label + ".test").ok());
    const QByteArray longest = "a@" + label + '.' + label + '.' + label + '.' + label.left(60);
    QCOMPARE(longest.size(), 254);
    QVERIFY(MailAddress::parse(longest).ok());
    QVERIFY(!MailAddress::parse('a' + longest).ok());
    QVERIFY(!MailAddress::parsePath("@" + label + ".test:" + longest).ok());
    QVERIFY(!MailAddress::parse(QByteArray(100000, '"')).ok());
}

void tst_MailAddress::refusesControlCharacters()
{
    for (int c = 0; c < 256; ++c) {
        const QByteArray byte(1, static_cast<char>(c));
        if (c >= 0x20 && c < 0x7f)
            continue;
        QVERIFY(!MailAddress::parse('a' + byte + "@b.test").ok());
        QVERIFY(!MailAddress::parse("\"a" + byte + "\"@b.test").ok());
        QVERIFY(!MailAddress::parse("\"a\\" + byte + "\"@b.test").ok());
        QVERIFY(!MailAddress::parse("a@b" + byte + ".test").ok());
    }
}

void tst_MailAddress::routesBelongToPathsOnly()
{
    QVERIFY(!MailAddress::parse("@relay.test:a@b.test").ok());
}

void tst_MailAddress::nullPath()
{
    QVERIFY(MailAddress().isNull());
    QCOMPARE(MailAddress().toByteArray(), QByteArray());
    QVERIFY(!MailAddress::parse("").ok());
    QVERIFY(!MailAddress::parsePath("").ok());
}

void tst_MailAddress::keepsTheMeaningOfQuotes()
{
    const auto address = MailAddress::parse("\"front\\ desk\"@b.test");
    QVERIFY(address.ok());
    QCOMPARE(address->localPart(), QByteArray("front desk"));
    QCOMPARE(address->domain(), QByteArray("b.test"));
    QVERIFY(*MailAddress::parse("\"a\"@b.test") == *MailAddress::parse("a@B.test"));
}

void tst_MailAddress::postmaster()
{
    QCOMPARE(MailAddress::postmasterAt("MX.test").toByteArray(), QByteArray("postmaster@mx.test"));
    QVERIFY(MailAddress::postmasterAt("not a name").isNull());
    QVERIFY(MailAddress::postmasterAt("").isNull());
}

QTEST_APPLESS_MAIN(tst_MailAddress)
#include "tst_MailAddress.moc"
