// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/DotStuffing.h"

#include <QTest>

using namespace postern::delivery;

class tst_DotStuffing : public QObject
{
    Q_OBJECT

private slots:
    void wire_data();
    void wire();
};

void tst_DotStuffing::wire_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("empty") << QByteArray() << QByteArray(".\r\n");
    QTest::newRow("a line") << QByteArray("a\r\n") << QByteArray("a\r\n.\r\n");
    QTest::newRow("no line end") << QByteArray("a") << QByteArray("a\r\n.\r\n");
    QTest::newRow("a dot alone") << QByteArray(".\r\n") << QByteArray("..\r\n.\r\n");
    QTest::newRow("a dot without line end") << QByteArray(".") << QByteArray("..\r\n.\r\n");
    QTest::newRow("dots") << QByteArray("...\r\n..b\r\n") << QByteArray("....\r\n...b\r\n.\r\n");
    QTest::newRow("a dot within") << QByteArray("a.b\r\n") << QByteArray("a.b\r\n.\r\n");
    QTest::newRow("an end inside")
        << QByteArray("a\r\n.\r\nb\r\n") << QByteArray("a\r\n..\r\nb\r\n.\r\n");
    QTest::newRow("empty lines") << QByteArray("\r\n\r\n.\r\n")
                                 << QByteArray("\r\n\r\n..\r\n.\r\n");
    QTest::newRow("CR at the end") << QByteArray("a\r") << QByteArray("a\r\r\n.\r\n");
    QTest::newRow("bare LF is kept") << QByteArray("a\n.b\r\n") << QByteArray("a\n.b\r\n.\r\n");
    QTest::newRow("NUL and 8 bit")
        << QByteArray("\0\xff\r\n.", 5) << QByteArray("\0\xff\r\n..\r\n.\r\n", 11);
}

/// However the content is cut into pieces, the same bytes go out.
void tst_DotStuffing::wire()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, wire);
    for (qsizetype step = 1; step <= content.size() + 1; ++step) {
        DotStuffing stuffing;
        QByteArray out;
        for (qsizetype i = 0; i < content.size(); i += step)
            out += stuffing.stuff(content.mid(i, step));
        QCOMPARE(out + stuffing.end(), wire);
    }
}

QTEST_GUILESS_MAIN(tst_DotStuffing)
#include "tst_DotStuffing.moc"
