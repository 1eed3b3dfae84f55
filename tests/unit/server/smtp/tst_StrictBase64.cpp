// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/StrictBase64.h"

#include <QTest>

using namespace postern::smtp;

class tst_StrictBase64 : public QObject
{
    Q_OBJECT

private slots:
    void decodes();
    void refuses_data();
    void refuses();
};

void tst_StrictBase64::decodes()
{
    QCOMPARE(decodeStrictBase64("").value_or("no"), QByteArray());
    QCOMPARE(decodeStrictBase64("Zg==").value_or("no"), QByteArray("f"));
    QCOMPARE(decodeStrictBase64("Zm8=").value_or("no"), QByteArray("fo"));
    QCOMPARE(decodeStrictBase64("AGEA").value_or("no"), QByteArray("\0a\0", 3));
    QCOMPARE(decodeStrictBase64("+/+/").value_or("no"), QByteArray::fromHex("fbffbf"));
}

void tst_StrictBase64::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"=", "==", "Zg", "Zg=", "Zg===", "Zm8", "Z", "Zg==Zg==", "Zh==",
                             "Zm9=", "Zm8 =", " Zm8=", "Zm8= ", "Zm8=\n", "-_-_", "Zm*v", "*"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_StrictBase64::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!decodeStrictBase64(text));
}

QTEST_APPLESS_MAIN(tst_StrictBase64)
#include "tst_StrictBase64.moc"
