// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SmtpReplyReader.h"

#include <QTest>

using namespace postern::delivery;

class tst_SmtpReplyReader : public QObject
{
    Q_OBJECT

private slots:
    void replies_data();
    void replies();
    void refused_data();
    void refused();
    void boundedLine();
    void boundedReply();
    void nothingAfterAnError();
};

void tst_SmtpReplyReader::replies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("one") << QByteArray("250 ok\r\n") << QStringList{QStringLiteral("250 ok")};
    QTest::newRow("code alone") << QByteArray("250\r\n") << QStringList{QStringLiteral("250")};
    QTest::newRow("code and space") << QByteArray("250 \r\n") << QStringList{QStringLiteral("250")};
    QTest::newRow("lines") << QByteArray("250-a\r\n250-\r\n250 b\r\n")
                           << QStringList{QStringLiteral("250-a\n250-\n250 b")};
    QTest::newRow("last line bare")
        << QByteArray("250-a\r\n250\r\n") << QStringList{QStringLiteral("250-a\n250")};
    QTest::newRow("two") << QByteArray("250 a\r\n354 b\r\n")
                         << QStringList{QStringLiteral("250 a"), QStringLiteral("354 b")};
    QTest::newRow("bare LF") << QByteArray("250 a\n") << QStringList{QStringLiteral("250 a")};
    QTest::newRow("UTF-8") << QByteArray("550 \xc3\xa4\r\n")
                           << QStringList{QString::fromUtf8("550 \xc3\xa4")};
    QTest::newRow("not UTF-8") << QByteArray("550 \xe4\r\n")
                               << QStringList{QString::fromUtf8("550 \xef\xbf\xbd")};
    QTest::newRow("not whole") << QByteArray("250-a\r\n250") << QStringList{};
}

/// Packets may be cut anywhere.
void tst_SmtpReplyReader::replies()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, texts);
    for (qsizetype step = 1; step <= bytes.size(); ++step) {
        SmtpReplyReader reader;
        QStringList read;
        for (qsizetype i = 0; i < bytes.size(); i += step) {
            reader.feed(bytes.mid(i, step));
            while (const auto reply = reader.next())
                read.append(reply->text());
        }
        QCOMPARE(read, texts);
        QCOMPARE(reader.error(), QString());
    }
}

void tst_SmtpReplyReader::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    const QString noReply =
        QStringLiteral("The other side sent a line that is no SMTP reply: \"%1\".");
    for (const char *line : {"", "2", "25", "hello", "25x ok", "2500 ok", "250_ok", " 250 ok"})
        QTest::newRow(line) << QByteArray(line) + "\r\n" << noReply.arg(QLatin1String(line));
    QTest::newRow("mixed codes") << QByteArray("250-a\r\n550 b\r\n")
                                 << QStringLiteral(
                                        "The other side mixed the codes 250 and 550 in one reply.");
}

void tst_SmtpReplyReader::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    SmtpReplyReader reader;
    reader.feed(bytes);
    QVERIFY(!reader.next());
    QCOMPARE(reader.error(), sentence);
}

void tst_SmtpReplyReader::boundedLine()
{
    SmtpReplyReader reader;
    const QByteArray piece(1000, '2');
    for (int i = 0; i < 100; ++i) {
        reader.feed(piece);
        QVERIFY(!reader.next());
        QVERIFY(reader.buffered() <= 3048);
    }
    QCOMPARE(reader.error(),
             QStringLiteral("The other side sent a reply line of more than 2048 bytes."));
}

void tst_SmtpReplyReader::boundedReply()
{
    SmtpReplyReader reader;
    for (int i = 0; i < 1000; ++i) {
        reader.feed("250-" + QByteArray(60, 'x') + "\r\n");
        QVERIFY(!reader.next());
    }
    QCOMPARE(reader.error(),
             QStringLiteral("The other side sent a reply of more than 16384 bytes."));
}

void tst_SmtpReplyReader::nothingAfterAnError()
{
    SmtpReplyReader reader;
    reader.feed("what?\r\n250 ok\r\n");
    QVERIFY(!reader.next());
    reader.feed("250 ok\r\n");
    QVERIFY(!reader.next());
    QVERIFY(!reader.error().isEmpty());
}

QTEST_GUILESS_MAIN(tst_SmtpReplyReader)
#include "tst_SmtpReplyReader.moc"
