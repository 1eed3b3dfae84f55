// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/DataReader.h"
#include "tests/support/EndOfDataVectors.h"
#include "tests/support/EscapedText.h"

#include <QTest>

using namespace postern::smtp;
using namespace postern::test;

/// The end of data: tests/data/smtp/end_of_data.txt, however the bytes arrive.
class tst_DataReader : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data();
    void vectors();
    void leavesWhatFollows();
    void contentIsNotLongerThanInput();
};

namespace
{

struct Outcome
{
    DataReader::Status status = DataReader::Status::More;
    QByteArray content;
};

Outcome readAll(const QList<QByteArray> &parts)
{
    DataReader reader;
    Outcome outcome;
    for (const QByteArray &part : parts) {
        if (outcome.status != DataReader::Status::More)
            break;
        const DataReader::Piece piece = reader.read(part);
        outcome.status = piece.status;
        outcome.content += piece.content;
    }
    return outcome;
}

} // namespace

void tst_DataReader::vectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isEnd");
    QTest::addColumn<QByteArray>("content");
    const QList<EndOfDataVector> vectors = endOfDataVectors();
    QVERIFY(vectors.size() >= 25);
    for (const EndOfDataVector &vector : vectors)
        QTest::newRow(vector.name.constData()) << vector.bytes << vector.isEnd << vector.content;
}

void tst_DataReader::vectors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isEnd);
    QFETCH(QByteArray, content);
    QList<QList<QByteArray>> ways{{bytes}};
    for (qsizetype cut = 1; cut < bytes.size(); ++cut)
        ways.append({bytes.left(cut), bytes.mid(cut)});
    QList<QByteArray> single;
    for (const char c : bytes)
        single.append(QByteArray(1, c));
    ways.append(single);
    for (const auto &way : ways) {
        // A lone CR at the very end shows itself with the next byte.
        const Outcome outcome = readAll(way + QList<QByteArray>{"z"});
        QCOMPARE(outcome.status == DataReader::Status::End, isEnd);
        if (isEnd)
            QCOMPARE(escaped(outcome.content), escaped(content));
        else
            QVERIFY(outcome.status == DataReader::Status::BareLineEnd
                    || outcome.status == DataReader::Status::Nul);
    }
}

void tst_DataReader::leavesWhatFollows()
{
    DataReader reader;
    const DataReader::Piece piece = reader.read("a\r\n.\r\nQUIT\r\n");
    QCOMPARE(piece.status, DataReader::Status::End);
    QCOMPARE(piece.consumed, 6);
    QCOMPARE(piece.content, QByteArray("a\r\n"));
}

void tst_DataReader::contentIsNotLongerThanInput()
{
    DataReader reader;
    QCOMPARE(reader.read("a\r").content.size(), 1);
    QCOMPARE(reader.read("\n").content, QByteArray("\r\n"));
}

QTEST_APPLESS_MAIN(tst_DataReader)
#include "tst_DataReader.moc"
