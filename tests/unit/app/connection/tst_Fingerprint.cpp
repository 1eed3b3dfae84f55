// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/Fingerprint.h"
#include "tests/support/TestCertificate.h"

#include <QTest>

using namespace postern;

class tst_Fingerprint : public QObject
{
    Q_OBJECT

private slots:
    void isTheHashOfThePublicKey();
    void survivesRenewal();
    void isReadAsItIsShown();
    void refuses_data();
    void refuses();
};

void tst_Fingerprint::isTheHashOfThePublicKey()
{
    const auto made = test::TestCertificate::make();
    QVERIFY(!made.certificate.isNull());
    QCOMPARE(made.fingerprint().size(), 32);
    QCOMPARE(fingerprintOf(made.certificate), made.fingerprint());
    QVERIFY(fingerprintOf(QSslCertificate()).isEmpty());
}

void tst_Fingerprint::survivesRenewal()
{
    const auto made = test::TestCertificate::make();
    const auto renewed = made.renewed();
    QVERIFY(renewed.certificate != made.certificate);
    QCOMPARE(fingerprintOf(renewed.certificate), fingerprintOf(made.certificate));
    QVERIFY(fingerprintOf(test::TestCertificate::make().certificate) != made.fingerprint());
}

void tst_Fingerprint::isReadAsItIsShown()
{
    QByteArray bytes;
    for (char i = 0; i < 32; ++i)
        bytes.append(i);
    const QString text = fingerprintText(bytes);
    QCOMPARE(text, QStringLiteral("00010203 04050607 08090a0b 0c0d0e0f 10111213 14151617 18191a1b "
                                  "1c1d1e1f"));
    QCOMPARE(fingerprintTail(bytes), QStringLiteral("1c1d1e1f"));
    QCOMPARE(parseFingerprint(text).value(), bytes);
    QCOMPARE(parseFingerprint(QString(text).remove(u' ').toUpper()).value(), bytes);
    QCOMPARE(parseFingerprint(QString(text).replace(u' ', u':')).value(), bytes);
}

void tst_Fingerprint::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("63 digits") << QString(63, u'a');
    QTest::newRow("65 digits") << QString(65, u'a');
    QTest::newRow("no digit") << QString(63, u'a') + u'g';
    QTest::newRow("digits of another script") << QString(64, QChar(0x0661));
}

void tst_Fingerprint::refuses()
{
    QFETCH(QString, text);
    const Result<QByteArray> bytes = parseFingerprint(text);
    QVERIFY(!bytes.ok());
    QCOMPARE(bytes.error().field, QStringLiteral("fingerprint"));
    QVERIFY(bytes.error().text.contains(QStringLiteral("64 hexadecimal digits")));
}

QTEST_GUILESS_MAIN(tst_Fingerprint)
#include "tst_Fingerprint.moc"
