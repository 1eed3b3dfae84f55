// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/RetrySchedule.h"

#include "shared/model/SettingCatalogue.h"

#include <QTest>

using namespace postern;
using namespace postern::queue;

class tst_RetrySchedule : public QObject
{
    Q_OBJECT

private slots:
    void next_data();
    void next();
    void defaultsAreTheSettings();
    void refused_data();
    void refused();
};

void tst_RetrySchedule::next_data()
{
    QTest::addColumn<int>("attempts");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<qint64>("at"); // 0: expired
    // Accepted at 1000; delays 10, 20, 40; expires at 2000.
    QTest::newRow("first") << 1 << qint64(1000) << qint64(1010);
    QTest::newRow("second") << 2 << qint64(1015) << qint64(1035);
    QTest::newRow("third") << 3 << qint64(1040) << qint64(1080);
    QTest::newRow("the last delay repeats") << 4 << qint64(1100) << qint64(1140);
    QTest::newRow("very many") << 2000000000 << qint64(1100) << qint64(1140);
    QTest::newRow("none yet") << 0 << qint64(1000) << qint64(1010);
    QTest::newRow("a last try at the end") << 4 << qint64(1970) << qint64(2000);
    QTest::newRow("just before the end") << 4 << qint64(1999) << qint64(2000);
    QTest::newRow("at the end") << 4 << qint64(2000) << qint64(0);
    QTest::newRow("long after") << 1 << qint64(900000) << qint64(0);
    QTest::newRow("the clock went back") << 1 << qint64(500) << qint64(510);
}

void tst_RetrySchedule::next()
{
    QFETCH(int, attempts);
    QFETCH(qint64, now);
    QFETCH(qint64, at);
    const RetrySchedule schedule({10, 20, 40}, 1000);
    QCOMPARE(qint64(schedule.next(attempts, 1000, now).value_or(0)), at);
}

void tst_RetrySchedule::defaultsAreTheSettings()
{
    const auto parsed = RetrySchedule::parse(findSetting(u"queue.retry")->defaultValue,
                                             findSetting(u"queue.expire")->defaultValue);
    QVERIFY(parsed.ok());
    QVERIFY(*parsed == RetrySchedule());
}

void tst_RetrySchedule::refused_data()
{
    QTest::addColumn<QString>("retry");
    QTest::addColumn<QString>("expire");
    QTest::newRow("no delay") << QString() << QStringLiteral("5d");
    QTest::newRow("a delay of 0") << QStringLiteral("5s,0s") << QStringLiteral("5d");
    QTest::newRow("no time to live") << QStringLiteral("5s") << QStringLiteral("0s");
    QTest::newRow("no duration") << QStringLiteral("5s,soon") << QStringLiteral("5d");
}

void tst_RetrySchedule::refused()
{
    QFETCH(QString, retry);
    QFETCH(QString, expire);
    const auto parsed = RetrySchedule::parse(retry, expire);
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
    QVERIFY(!parsed.error().text.isEmpty());
}

QTEST_GUILESS_MAIN(tst_RetrySchedule)
#include "tst_RetrySchedule.moc"
