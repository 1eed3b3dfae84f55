// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/CommandReader.h"

#include <QTest>

using namespace postern::smtp;
using Kind = CommandReader::Line::Kind;
using Mode = CommandReader::Mode;

class tst_CommandReader : public QObject
{
    Q_OBJECT

private slots:
    void limits_data();
    void limits();
    void keepsLittleOfALongLine();
    void aLineWithoutEndIsReported_data();
    void aLineWithoutEndIsReported();
    void halfALineEnd();
    void bareLineEnds();
    void nulIsSkippedWithItsLine();
};

void tst_CommandReader::limits_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<int>("limit");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<Kind>("over");
    QTest::newRow("NOOP") << QByteArray("NOOP ") << 512 << Mode::Command << Kind::TooLong;
    QTest::newRow("MAIL") << QByteArray("mail ") << 1055 << Mode::Command << Kind::TooLong;
    QTest::newRow("AUTH") << QByteArray("Auth ") << 12288 << Mode::Command << Kind::AuthTooLong;
    QTest::newRow("answer") << QByteArray("AAAA") << 12288 << Mode::SaslResponse
                            << Kind::AuthTooLong;
}

void tst_CommandReader::limits()
{
    QFETCH(QByteArray, start);
    QFETCH(int, limit);
    QFETCH(Mode, mode);
    QFETCH(Kind, over);
    CommandReader reader;
    const QByteArray longest = start.leftJustified(limit - 2, 'x');
    QByteArray input = longest + "\r\n" + longest + "x\r\nQUIT\r\n";
    CommandReader::Line line = reader.take(input, mode);
    QCOMPARE(line.kind, Kind::Complete);
    QCOMPARE(line.text, longest);
    QCOMPARE(reader.take(input, mode).kind, over);
    QCOMPARE(reader.take(input, Mode::Command).text, QByteArray("QUIT"));
    QVERIFY(input.isEmpty());
}

void tst_CommandReader::keepsLittleOfALongLine()
{
    CommandReader reader;
    QByteArray input(600, 'x');
    QCOMPARE(reader.take(input, Mode::Command).kind, Kind::TooLong);
    QVERIFY(input.isEmpty());
    for (int i = 0; i < 64; ++i) {
        input += QByteArray(1000, 'x');
        QCOMPARE(reader.take(input, Mode::Command).kind, Kind::Incomplete);
        QVERIFY(input.isEmpty());
    }
    input += "x\r";
    QCOMPARE(reader.take(input, Mode::Command).kind, Kind::Incomplete);
    input += "\nNOOP\r\n";
    QCOMPARE(reader.take(input, Mode::Command).text, QByteArray("NOOP"));
}

void tst_CommandReader::aLineWithoutEndIsReported_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<Kind>("first");
    QTest::newRow("too long") << QByteArray(600, 'x') << Mode::Command << Kind::TooLong;
    QTest::newRow("NUL") << QByteArray("N\0", 2) << Mode::Command << Kind::Nul;
    QTest::newRow("answer") << QByteArray(13000, 'x') << Mode::SaslResponse << Kind::AuthTooLong;
}

void tst_CommandReader::aLineWithoutEndIsReported()
{
    QFETCH(QByteArray, start);
    QFETCH(Mode, mode);
    QFETCH(Kind, first);
    CommandReader reader;
    QByteArray input = start;
    QCOMPARE(reader.take(input, mode).kind, first);
    qsizetype sent = start.size();
    Kind kind = Kind::Incomplete;
    for (; kind == Kind::Incomplete && sent < 1024 * 1024; sent += 1000) {
        input += QByteArray(1000, 'x');
        kind = reader.take(input, mode).kind;
    }
    QCOMPARE(kind, Kind::Endless);
    QVERIFY(sent > CommandReader::droppedLimit);
    QVERIFY(sent <= CommandReader::droppedLimit + 2000);
}

void tst_CommandReader::halfALineEnd()
{
    CommandReader reader;
    QByteArray input = "NOOP\r";
    QCOMPARE(reader.take(input, Mode::Command).kind, Kind::Incomplete);
    input += '\n';
    QCOMPARE(reader.take(input, Mode::Command).text, QByteArray("NOOP"));
}

void tst_CommandReader::bareLineEnds()
{
    for (const char *text : {"NOOP\n", "NOOP\rx", "\n", "NO\nOP\r\n", "NOOP\r\r\n"}) {
        CommandReader reader;
        QByteArray input(text);
        QCOMPARE(reader.take(input, Mode::Command).kind, Kind::BareLineEnd);
    }
}

void tst_CommandReader::nulIsSkippedWithItsLine()
{
    CommandReader reader;
    QByteArray input("NO\0OP\r\nQUIT\r\n", 13);
    QCOMPARE(reader.take(input, Mode::Command).kind, Kind::Nul);
    QCOMPARE(reader.take(input, Mode::Command).text, QByteArray("QUIT"));
}

QTEST_APPLESS_MAIN(tst_CommandReader)
#include "tst_CommandReader.moc"
