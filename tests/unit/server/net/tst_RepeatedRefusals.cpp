// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/RepeatedRefusals.h"

#include <QTest>

using namespace postern;
using namespace postern::net;

class tst_RepeatedRefusals : public QObject
{
    Q_OBJECT

private slots:
    void theFirstHaveALineEach();
    void noCountIsLost();
    void kindsAreCountedApart();
    void whoHasNoLineFindsTheLast();
};

namespace
{

constexpr UtcMs start = 1'000'000;

log::RefusedFields refusal(const QByteArray &ref = "AAAA-AA",
                           const QString &reason = QStringLiteral("login-required"))
{
    log::RefusedFields fields;
    fields.command = "RCPT";
    fields.reply = "530 5.7.0 no";
    fields.reason = reason;
    fields.ref = ref;
    return fields;
}

} // namespace

void tst_RepeatedRefusals::theFirstHaveALineEach()
{
    RepeatedRefusals refusals;
    for (int i = 0; i < RepeatedRefusals::wholeLines; ++i) {
        QVERIFY(!refusals.isBounded(QStringLiteral("login-required")));
        const auto line = refusals.note(refusal(), start);
        QVERIFY(line);
        QCOMPARE(line->more, 0);
    }
    QVERIFY(refusals.isBounded(QStringLiteral("login-required")));
    QVERIFY(!refusals.note(refusal(), start));
}

void tst_RepeatedRefusals::noCountIsLost()
{
    RepeatedRefusals refusals;
    constexpr int sent = 5000;
    qint64 told = 0;
    int lines = 0;
    for (int i = 0; i < sent; ++i) {
        if (const auto line = refusals.note(refusal(), start + i * 100)) {
            told += 1 + line->more;
            ++lines;
        }
    }
    for (const log::RefusedFields &rest : refusals.takeRest()) {
        told += 1 + rest.more;
        ++lines;
    }
    QCOMPARE(told, sent);
    // 500 seconds: eight whole minutes, and the rest.
    QVERIFY2(lines <= RepeatedRefusals::wholeLines + 9, qPrintable(QString::number(lines)));
    QVERIFY(refusals.takeRest().isEmpty());
}

void tst_RepeatedRefusals::kindsAreCountedApart()
{
    RepeatedRefusals refusals;
    for (int i = 0; i < 30; ++i)
        (void)refusals.note(refusal(), start);
    QVERIFY(refusals.note(refusal("BBBB-BB", QStringLiteral("far-over-limit")), start));
    log::RefusedFields byProtocol = refusal({}, {});
    byProtocol.reply = "501 5.5.4 no";
    QVERIFY(refusals.note(byProtocol, start));
    QCOMPARE(refusals.takeRest().size(), 1);
}

void tst_RepeatedRefusals::whoHasNoLineFindsTheLast()
{
    RepeatedRefusals refusals;
    for (int i = 0; i < RepeatedRefusals::wholeLines; ++i)
        (void)refusals.note(refusal(QByteArray::number(i)), start);
    QVERIFY(!refusals.note(refusal("19"), start));
    QCOMPARE(refusals.lastReference(QStringLiteral("login-required")), QByteArray("19"));
}

QTEST_APPLESS_MAIN(tst_RepeatedRefusals)
#include "tst_RepeatedRefusals.moc"
