// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/PairingLink.h"

#include <QTest>

using namespace postern;

namespace
{

const QString hex =
    QStringLiteral("00112233445566778899aabbccddeeff0123456789abcdef0123456789ABCDEF");

}

class tst_PairingLink : public QObject
{
    Q_OBJECT

private slots:
    void parses();
    void bringsBackWhatItWrites_data();
    void bringsBackWhatItWrites();
    void dropsLineBreaksOfTerminals();
    void refuses_data();
    void refuses();
    void neverRepeatsTheCode();
};

void tst_PairingLink::parses()
{
    const Result<PairingLink> link = PairingLink::parse(
        QStringLiteral("postern://mail.example.com:2601/#sha256=%1&code=K7Q2-9XWM-1").arg(hex));
    QVERIFY(link.ok());
    QCOMPARE(link->host, QStringLiteral("mail.example.com"));
    QCOMPARE(link->port, 2601);
    QCOMPARE(link->fingerprint, QByteArray::fromHex(hex.toLatin1()));
    QCOMPARE(link->code, QStringLiteral("K7Q2-9XWM-1"));
}

void tst_PairingLink::bringsBackWhatItWrites_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("name") << QStringLiteral("relay.example.com") << 2600;
    QTest::newRow("IPv4") << QStringLiteral("192.0.2.1") << 1;
    QTest::newRow("IPv6") << QStringLiteral("2001:db8::1") << 65535;
}

void tst_PairingLink::bringsBackWhatItWrites()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    const PairingLink link{host, static_cast<quint16>(port), QByteArray(32, '\x5a'),
                           QStringLiteral("CODE-1")};
    const Result<PairingLink> again = PairingLink::parse(link.toString());
    QVERIFY2(again.ok(), qPrintable(link.toString()));
    QCOMPARE(again.value(), link);
}

void tst_PairingLink::dropsLineBreaksOfTerminals()
{
    QString text = QStringLiteral("postern://a.example/#sha256=%1&code=X").arg(hex);
    text.insert(40, QStringLiteral("\r\n  "));
    const Result<PairingLink> link = PairingLink::parse(QStringLiteral("\n ") + text + u' ');
    QVERIFY(link.ok());
    QCOMPARE(link->port, 2600);
}

void tst_PairingLink::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("names");
    const QString good = QStringLiteral("#sha256=%1&code=X").arg(hex);
    QTest::newRow("empty") << QString() << QStringLiteral("posternctl pair");
    QTest::newRow("blank") << QStringLiteral("  \n") << QStringLiteral("posternctl pair");
    QTest::newRow("other scheme") << QStringLiteral("https://a/") + good
                                  << QStringLiteral("postern://");
    QTest::newRow("host only") << QStringLiteral("mail.example.com:2600")
                               << QStringLiteral("postern://");
    QTest::newRow("no host") << QStringLiteral("postern:///") + good << QStringLiteral("host");
    QTest::newRow("port 0") << QStringLiteral("postern://a:0/") + good << QStringLiteral("port");
    QTest::newRow("port too large") << QStringLiteral("postern://a:70000/") + good
                                    << QStringLiteral("copy the whole line again");
    QTest::newRow("no fragment") << QStringLiteral("postern://a/") << QStringLiteral("fingerprint");
    QTest::newRow("short fingerprint")
        << QStringLiteral("postern://a/#sha256=0011&code=X") << QStringLiteral("64 hexadecimal");
    QTest::newRow("cut off") << QStringLiteral("postern://a/#sha256=") + hex
                             << QStringLiteral("code");
    QTest::newRow("odd code") << QStringLiteral("postern://a/#sha256=%1&code=x!y").arg(hex)
                              << QStringLiteral("code");
    QTest::newRow("endless") << QStringLiteral("postern://a/") + QString(5000, u'x')
                             << QStringLiteral("too long");
}

void tst_PairingLink::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, names);
    const Result<PairingLink> link = PairingLink::parse(text);
    QVERIFY(!link.ok());
    QCOMPARE(link.error().kind, ErrorKind::Invalid);
    QCOMPARE(link.error().field, QStringLiteral("link"));
    QVERIFY2(link.error().text.contains(names), qPrintable(link.error().text));
}

void tst_PairingLink::neverRepeatsTheCode()
{
    const Result<PairingLink> link =
        PairingLink::parse(QStringLiteral("postern://a/#sha256=00&code=VERYSECRET"));
    QVERIFY(!link.ok());
    QVERIFY(!link.error().text.contains(QStringLiteral("VERYSECRET")));
}

QTEST_GUILESS_MAIN(tst_PairingLink)
#include "tst_PairingLink.moc"
