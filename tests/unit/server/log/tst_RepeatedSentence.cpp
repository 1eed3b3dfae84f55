// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/RepeatedSentence.h"

#include <QTest>

using namespace postern::log;

class tst_RepeatedSentence : public QObject
{
    Q_OBJECT

private slots:
    void saysItAtOnceAndThenOnceAMinute();
    void eachKindHasItsOwnMinute();
    void aClockThatIsSetBackBeginsAnew();
    void manyKindsShareALine();
};

namespace
{

const auto isFull = QStringLiteral("The disk is full.");
constexpr std::int64_t start = 1'000'000;

} // namespace

void tst_RepeatedSentence::saysItAtOnceAndThenOnceAMinute()
{
    RepeatedSentence log;
    QCOMPARE(log.note(isFull, start), isFull);
    for (int second = 1; second < 60; ++second)
        QCOMPARE(log.note(isFull, start + second * 1000), std::nullopt);
    QCOMPARE(log.note(isFull, start + 60000),
             QStringLiteral("The disk is full. (59 more since the last line of this kind)"));
    QCOMPARE(log.note(isFull, start + 61000), std::nullopt);
    QCOMPARE(log.note(isFull, start + 120000),
             QStringLiteral("The disk is full. (1 more since the last line of this kind)"));
    QCOMPARE(log.note(isFull, start + 180000), isFull);
}

void tst_RepeatedSentence::eachKindHasItsOwnMinute()
{
    RepeatedSentence log;
    const auto isGone = QStringLiteral("The database does not answer.");
    QCOMPARE(log.note(isFull, start), isFull);
    QCOMPARE(log.note(isGone, start + 1), isGone);
    QCOMPARE(log.note(isFull, start + 2), std::nullopt);
}

void tst_RepeatedSentence::aClockThatIsSetBackBeginsAnew()
{
    RepeatedSentence log;
    QCOMPARE(log.note(isFull, start), isFull);
    QCOMPARE(log.note(isFull, start - 1), isFull);
}

void tst_RepeatedSentence::manyKindsShareALine()
{
    RepeatedSentence log;
    int written = 0;
    for (int kind = 0; kind < 1000; ++kind)
        written += log.note(QString::number(kind), start).has_value() ? 1 : 0;
    QCOMPARE(written, RepeatedSentence::mostKept + 1);
    // Later the old ones make way.
    QCOMPARE(log.note(isFull, start + RepeatedSentence::windowMs), isFull);
}

QTEST_APPLESS_MAIN(tst_RepeatedSentence)
#include "tst_RepeatedSentence.moc"
