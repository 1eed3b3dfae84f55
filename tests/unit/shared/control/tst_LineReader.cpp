// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/LineReader.h"

#include <QTest>

using postern::control::LineReader;

class tst_LineReader : public QObject
{
    Q_OBJECT

private slots:
    void cutsLinesWhereverTheBytesAreSplit();
    void takesALineOfExactlyTheLimit();
    void refusesOneByteMore();
    void neverHoldsMoreThanTheLimit();
    void aNewLimitHoldsForTheNextLine();
    void aLowerLimitRefusesWhatIsHereAlready();
    void emptyLinesAreLines();
};

void tst_LineReader::cutsLinesWhereverTheBytesAreSplit()
{
    const QByteArray stream = "one\ntwo\n\nthree\nrest";
    for (qsizetype step = 1; step <= stream.size(); ++step) {
        LineReader reader(8);
        QList<QByteArray> lines;
        for (qsizetype at = 0; at < stream.size();) {
            at += reader.append(QByteArrayView(stream).sliced(at, qMin(step, stream.size() - at)));
            while (const auto line = reader.next())
                lines.append(*line);
        }
        QCOMPARE(lines, (QList<QByteArray>{"one", "two", "", "three"}));
        QVERIFY(!reader.isOverLimit());
    }
}

void tst_LineReader::takesALineOfExactlyTheLimit()
{
    LineReader reader(5);
    QCOMPARE(reader.append("12345\n"), 6);
    QVERIFY(!reader.isOverLimit());
    QCOMPARE(reader.next(), QByteArray("12345"));
}

void tst_LineReader::refusesOneByteMore()
{
    LineReader reader(5);
    QCOMPARE(reader.append("123456\n"), 6);
    QVERIFY(reader.isOverLimit());
    QVERIFY(!reader.next());
}

void tst_LineReader::neverHoldsMoreThanTheLimit()
{
    LineReader reader(100);
    QCOMPARE(reader.append(QByteArray(100000, 'x')), 101);
    QCOMPARE(reader.room(), 0);
    QCOMPARE(reader.append("y"), 0);
    QVERIFY(reader.isOverLimit());
}

void tst_LineReader::aNewLimitHoldsForTheNextLine()
{
    LineReader reader(5);
    QCOMPARE(reader.append("login\n"), 6);
    QCOMPARE(reader.next(), QByteArray("login"));
    reader.setLimit(10);
    QCOMPARE(reader.append("1234567890\n"), 11);
    QCOMPARE(reader.next(), QByteArray("1234567890"));
}

void tst_LineReader::aLowerLimitRefusesWhatIsHereAlready()
{
    LineReader reader(10);
    QCOMPARE(reader.append("12345678\n"), 9);
    reader.setLimit(5);
    QVERIFY(reader.isOverLimit());
    QVERIFY(!reader.next());
    QCOMPARE(reader.room(), 0);
}

void tst_LineReader::emptyLinesAreLines()
{
    LineReader reader(5);
    QCOMPARE(reader.append("\n\n"), 2);
    QCOMPARE(reader.next(), QByteArray(""));
    QCOMPARE(reader.next(), QByteArray(""));
    QVERIFY(!reader.next());
}

QTEST_APPLESS_MAIN(tst_LineReader)
#include "tst_LineReader.moc"
