// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/LogLine.h"

#include <QtTest>

using namespace postern::log;

class tst_LogLine : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithTimeAndEvent();
    void values_data();
    void values();
    void cutsLongValues();
    void leavesEmptyValuesOut();
    void neverHoldsALineEnd();
};

void tst_LogLine::beginsWithTimeAndEvent()
{
    QCOMPARE(LogLine(0, "connect").text(),
             QByteArray("time=1970-01-01T00:00:00.000Z event=connect"));
    QCOMPARE(LogLine(1700000000123, "x").text().left(29),
             QByteArray("time=2023-11-14T22:13:20.123Z"));
}

void tst_LogLine::values_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QByteArray("a@b.example") << QByteArray("a@b.example");
    QTest::newRow("empty") << QByteArray("") << QByteArray("\"\"");
    QTest::newRow("blank") << QByteArray("a b") << QByteArray("\"a b\"");
    QTest::newRow("quote") << QByteArray("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
    QTest::newRow("line end") << QByteArray("a\r\nevent=x") << QByteArray("\"a\\r\\nevent=x\"");
    QTest::newRow("escape") << QByteArray("\x1b[2J\x7f") << QByteArray("\"\\u001b[2J\\u007f\"");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray("\"a\\u0000b\"");
    QTest::newRow("utf-8") << QByteArray("Müller") << QByteArray("\"Müller\"");
    QTest::newRow("broken utf-8") << QByteArray("a\xff") << QByteArray("\"a\xef\xbf\xbd\"");
    QTest::newRow("right to left") << QByteArray("a\xe2\x80\xae"
                                                 "b")
                                   << QByteArray("\"a\\u202eb\"");
    QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8") << QByteArray("\"a\\u2028\"");
    QTest::newRow("next line") << QByteArray("a\xc2\x85") << QByteArray("\"a\\u0085\"");
}

void tst_LogLine::values()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, written);
    const QByteArray start = LogLine(0, "e").text() + " k=";
    QCOMPARE(LogLine(0, "e").add("k", value).text(), start + written);
    QCOMPARE(LogLine(0, "e").add("k", QString::fromUtf8(value)).text(), start + written);
}

void tst_LogLine::cutsLongValues()
{
    const QByteArray line = LogLine(0, "e").add("k", QByteArray(100000, 'x')).text();
    QVERIFY(line.size() < LogLine::maxValueLength + 60);
    QVERIFY(line.endsWith("...\""));
}

void tst_LogLine::leavesEmptyValuesOut()
{
    const QByteArray line = LogLine(0, "e")
                                .addUnlessEmpty("a", QByteArray())
                                .addUnlessEmpty("b", QString())
                                .addUnlessEmpty("c", QByteArray("1"))
                                .add("d", 42)
                                .text();
    QVERIFY(line.endsWith("event=e c=1 d=42"));
}

void tst_LogLine::neverHoldsALineEnd()
{
    for (int c = 0; c < 256; ++c) {
        const QByteArray value = QByteArray("x") + char(c) + "y";
        const QByteArray line = LogLine(0, "e").add("k", value).text();
        for (const char byte : line)
            QVERIFY2(static_cast<unsigned char>(byte) >= 0x20, line.constData());
    }
}

QTEST_APPLESS_MAIN(tst_LogLine)
#include "tst_LogLine.moc"
