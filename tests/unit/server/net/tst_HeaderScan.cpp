// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/HeaderScan.h"
#include "server/net/Reference.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>

using namespace postern::net;

class tst_HeaderScan : public QObject
{
    Q_OBJECT

private slots:
    void messageId_data();
    void messageId();
    void countsReceived();
    void aLongHeaderHidesNothing();
    void referencesAreReadable();
};

namespace
{

constexpr qsizetype pieceSizes[] = {1, 2, 3, 7, 4096, 100'000'000};

HeaderScan scan(QByteArrayView content, qsizetype pieceSize)
{
    HeaderScan scan;
    while (!content.isEmpty()) {
        const qsizetype size = std::min(pieceSize, content.size());
        scan.read(content.first(size));
        content = content.sliced(size);
    }
    return scan;
}

} // namespace

void tst_HeaderScan::messageId_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("plain") << QByteArray("A: b\r\nMessage-ID: <1@x>\r\n\r\n")
                           << QByteArray("<1@x>");
    QTest::newRow("case") << QByteArray("MESSAGE-id:<1@x>\r\n") << QByteArray("<1@x>");
    QTest::newRow("folded") << QByteArray("Message-ID:\r\n <1@x>\r\n\r\n") << QByteArray("<1@x>");
    QTest::newRow("folded twice") << QByteArray("Message-ID:\r\n\t<1\r\n @x>\r\nA: b\r\n c\r\n")
                                  << QByteArray("<1 @x>");
    QTest::newRow("first wins") << QByteArray("Message-ID: <1>\r\nMessage-ID: <2>\r\n")
                                << QByteArray("<1>");
    QTest::newRow("in the body") << QByteArray("A: b\r\n\r\nMessage-ID: <1@x>\r\n") << QByteArray();
    QTest::newRow("none") << QByteArray("") << QByteArray();
    QTest::newRow("other name") << QByteArray("X-Message-ID: <1>\r\n") << QByteArray();
    QTest::newRow("cut") << QByteArray("Message-ID") << QByteArray();
    QTest::newRow("long") << QByteArray("Message-ID: " + QByteArray(2000, 'x'))
                          << QByteArray(500, 'x');
}

void tst_HeaderScan::messageId()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, id);
    for (const qsizetype size : pieceSizes)
        QCOMPARE(scan(head, size).messageId(), id);
}

void tst_HeaderScan::countsReceived()
{
    const QByteArray head = "Received: a\r\n b\r\nX: y\r\nreceived: c\r\nX-Received: z\r\n"
                            " Received: folded\r\nReceived : e\r\n\r\nReceived: d\r\n";
    for (const qsizetype size : pieceSizes)
        QCOMPARE(scan(head, size).receivedCount(), 2);
}

void tst_HeaderScan::aLongHeaderHidesNothing()
{
    QByteArray head;
    for (int i = 0; i < HeaderScan::maxReceived + 1; ++i)
        head += "X-Filler: " + QByteArray(20'000, 'x') + "\r\nReceived: from a by b\r\n";
    head += "Message-ID: <last@example.com>\r\n\r\nReceived: in the body\r\n";
    for (const qsizetype size : pieceSizes) {
        const HeaderScan whole = scan(head, size);
        QCOMPARE(whole.receivedCount(), HeaderScan::maxReceived + 1);
        QCOMPARE(whole.messageId(), QByteArray("<last@example.com>"));
    }
}

void tst_HeaderScan::referencesAreReadable()
{
    const QRegularExpression form(QStringLiteral("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$"));
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray reference = newReference();
        QVERIFY2(form.match(QString::fromLatin1(reference)).hasMatch(), reference.constData());
        seen.insert(reference);
    }
    QVERIFY(seen.size() > 990);
    QCOMPARE(newSessionId().size(), 12);
}

QTEST_APPLESS_MAIN(tst_HeaderScan)
#include "tst_HeaderScan.moc"
