// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/OneTimeSecret.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using postern::auth::OneTimeSecret;

class tst_OneTimeSecret : public QObject
{
    Q_OBJECT

private slots:
    void tokens();
    void pairingCodes();
    void codesAsPeopleTypeThem();
    void hashes();
    void compares();
};

void tst_OneTimeSecret::tokens()
{
    const QByteArray token = OneTimeSecret::makeToken();
    QCOMPARE(QByteArray::fromBase64(token, QByteArray::Base64UrlEncoding).size(), 32);
    QVERIFY(OneTimeSecret::makeToken() != token);
}

void tst_OneTimeSecret::pairingCodes()
{
    const QRegularExpression form(
        QStringLiteral("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$"));
    QSet<QByteArray> seen;
    for (int i = 0; i < 200; ++i) {
        const QByteArray code = OneTimeSecret::makePairingCode();
        QVERIFY2(form.match(QString::fromLatin1(code)).hasMatch(), code.constData());
        seen.insert(code);
    }
    QCOMPARE(seen.size(), 200);
}

void tst_OneTimeSecret::codesAsPeopleTypeThem()
{
    QCOMPARE(OneTimeSecret::normalisedPairingCode(" 8k3f-q2ZX oil1-0000\t"),
             QByteArray("8K3FQ2ZX01110000"));
    const QByteArray code = OneTimeSecret::makePairingCode();
    QCOMPARE(OneTimeSecret::normalisedPairingCode(code.toLower()),
             OneTimeSecret::normalisedPairingCode(code));
    QCOMPARE(OneTimeSecret::normalisedPairingCode(code).size(), 16);
}

void tst_OneTimeSecret::hashes()
{
    // FIPS 180-2's example
    QCOMPARE(OneTimeSecret::hash("abc").toHex(),
             QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void tst_OneTimeSecret::compares()
{
    QVERIFY(OneTimeSecret::isSame("abc", "abc"));
    QVERIFY(OneTimeSecret::isSame("", ""));
    QVERIFY(!OneTimeSecret::isSame("abc", "abd"));
    QVERIFY(!OneTimeSecret::isSame("abc", "abcd"));
    QVERIFY(!OneTimeSecret::isSame("abc", ""));
}

QTEST_APPLESS_MAIN(tst_OneTimeSecret)
#include "tst_OneTimeSecret.moc"
