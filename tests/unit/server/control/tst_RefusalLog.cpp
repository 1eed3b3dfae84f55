// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/RefusalLog.h"

#include <QTest>

using namespace postern;
using namespace postern::control;

/// What strangers at the control port can make the log say is bounded.
class tst_RefusalLog : public QObject
{
    Q_OBJECT

private slots:
    void oneLineAMinuteForAnAddressAndReason();
    void whatWasLeftOutIsCounted();
    void anIPv6CustomerIsOne();
    void manyAddressesShareALine();
    void aClockSetBackDoesNotSilenceIt();
};

namespace
{

constexpr UtcMs start = 1'700'000'000'000;
constexpr qint64 minute = 60'000;
const QString why = QStringLiteral("It was not to be.");

IpAddress v4(quint32 number)
{
    return IpAddress::fromV4(0x0A000000 + number);
}

IpAddress v6(std::uint64_t network, std::uint64_t host)
{
    return IpAddress::fromBits(IpAddress::Family::V6, UInt128{network, host});
}

} // namespace

void tst_RefusalLog::oneLineAMinuteForAnAddressAndReason()
{
    RefusalLog log;
    const auto first = log.note(v4(1), why, start);
    QVERIFY(first.has_value());
    QCOMPARE(first->client, v4(1));
    QCOMPARE(first->why, why);
    QVERIFY(!log.note(v4(1), why, start + 1));
    QVERIFY(!log.note(v4(1), why, start + minute - 1));
    QVERIFY(log.note(v4(1), QStringLiteral("Something else."), start + 1));
    QVERIFY(log.note(v4(2), why, start + 1));
}

void tst_RefusalLog::whatWasLeftOutIsCounted()
{
    RefusalLog log;
    QVERIFY(log.note(v4(1), why, start));
    QVERIFY(log.note(v4(2), why, start));
    for (int i = 0; i < 7; ++i)
        QVERIFY(!log.note(v4(1), why, start + i));
    QVERIFY(log.sweep(start + minute - 1).isEmpty());
    const QList<RefusalLog::Line> told = log.sweep(start + minute);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().client, v4(1));
    QCOMPARE(told.first().why, why + QStringLiteral(" (7 more since the last line of this kind)"));
    // That line counts as one: the next minute begins with it.
    QVERIFY(!log.note(v4(1), why, start + minute + 1));
    const auto next = log.note(v4(1), why, start + 2 * minute);
    QVERIFY(next.has_value());
    QCOMPARE(next->why, why + QStringLiteral(" (1 more since the last line of this kind)"));
    QVERIFY(log.sweep(start + 3 * minute).isEmpty());
    QVERIFY(log.isEmpty());
}

void tst_RefusalLog::anIPv6CustomerIsOne()
{
    RefusalLog log;
    const auto first = log.note(v6(0x20010DB8'00000001, 5), why, start);
    QVERIFY(first.has_value());
    QCOMPARE(first->client, v6(0x20010DB8'00000001, 5));
    QVERIFY(!log.note(v6(0x20010DB8'00000001, 6), why, start));
    QVERIFY(log.note(v6(0x20010DB8'00000002, 6), why, start));
}

void tst_RefusalLog::manyAddressesShareALine()
{
    RefusalLog log;
    int lines = 0;
    for (quint32 i = 0; i < 10'000; ++i)
        lines += log.note(v4(i), why, start + i / 1000).has_value() ? 1 : 0;
    QCOMPARE(lines, RefusalLog::mostKept + 1);
    const QList<RefusalLog::Line> told = log.sweep(start + 2 * minute);
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().why.contains(QString::number(10'000 - RefusalLog::mostKept - 1)),
             qPrintable(told.first().why));
    // Then there is room again.
    QCOMPARE(log.note(v4(77'777), why, start + 2 * minute)->why, why);
}

void tst_RefusalLog::aClockSetBackDoesNotSilenceIt()
{
    RefusalLog log;
    QVERIFY(log.note(v4(1), why, start));
    QVERIFY(log.note(v4(1), why, start - 24 * 60 * minute));
    QVERIFY(!log.note(v4(1), why, start - 24 * 60 * minute + 1));
}

QTEST_APPLESS_MAIN(tst_RefusalLog)
#include "tst_RefusalLog.moc"
