// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/AddressRange.h"
#include "tests/support/GoldenText.h"

#include <QJsonArray>
#include <QTest>

using namespace postern;
using postern::test::GoldenText;
using postern::test::withCharacters;

namespace
{

QStringList inputs()
{
    return postern::test::goldenLines(QStringLiteral("net/ranges.in"));
}

QStringList suggestionsOf(const Error &error)
{
    QStringList list;
    for (const QJsonValue &value : error.data.value(QStringLiteral("suggestions")).toArray())
        list += value.toString();
    return list;
}

QString answerTo(const QString &text)
{
    const Result<AddressRange> range = AddressRange::parse(text);
    if (range) {
        return QStringLiteral("    = %1, %2 %3")
            .arg(range->toString(), range->sizeText(),
                 range->isSingle() ? QStringLiteral("address") : QStringLiteral("addresses"));
    }
    return QStringLiteral("    %1: %2")
        .arg(range.error().data.value(QStringLiteral("reason")).toString(), range.error().text);
}

} // namespace

/// What people and programs type: the canonical text, or the whole sentence that refuses it.
class tst_AddressRangeText : public QObject
{
    Q_OBJECT

private slots:
    void goldenFile();
    void everyProposalIsARightText();
    void everyRefusalIsASentence();
    void longTextIsRefusedWithoutBeingRepeated();
    void shownTextCannotTurnALineRound();
};

void tst_AddressRangeText::goldenFile()
{
    GoldenText answers(QStringLiteral("net/ranges.ref"));
    int cases = 0;
    for (const QString &line : inputs()) {
        answers.add(line);
        if (line.isEmpty() || line.startsWith(QStringLiteral("# ")))
            continue;
        ++cases;
        answers.add(answerTo(withCharacters(line)));
    }
    QVERIFY(cases >= 120);
    QCOMPARE(answers.difference(), QString());
}

void tst_AddressRangeText::everyProposalIsARightText()
{
    for (const QString &line : inputs()) {
        const Result<AddressRange> range = AddressRange::parse(withCharacters(line));
        if (range)
            continue;
        for (const QString &suggestion : suggestionsOf(range.error())) {
            const Result<AddressRange> proposed = AddressRange::parse(suggestion);
            QVERIFY2(proposed.ok(), qPrintable(line + QStringLiteral(" -> ") + suggestion));
            QCOMPARE(proposed->toString(), suggestion);
            QVERIFY2(range.error().text.contains(suggestion), qPrintable(range.error().text));
        }
    }
}

void tst_AddressRangeText::everyRefusalIsASentence()
{
    for (const QString &line : inputs()) {
        const Result<AddressRange> range = AddressRange::parse(withCharacters(line));
        if (range)
            continue;
        const Error &error = range.error();
        QCOMPARE(error.kind, ErrorKind::Invalid);
        QCOMPARE(error.field, QStringLiteral("address"));
        QVERIFY(!error.data.value(QStringLiteral("reason")).toString().isEmpty());
        QVERIFY2(error.text.endsWith(u'.'), qPrintable(error.text));
        QVERIFY2(!error.text.contains(QStringLiteral("nvalid")), qPrintable(error.text));
        QVERIFY2(!error.text.contains(u'\n'), qPrintable(error.text));
    }
}

void tst_AddressRangeText::longTextIsRefusedWithoutBeingRepeated()
{
    const Result<AddressRange> range = AddressRange::parse(QString(100000, u'1'));
    QVERIFY(!range.ok());
    QCOMPARE(range.error().data.value(QStringLiteral("reason")).toString(),
             QStringLiteral("too-long"));
    QVERIFY(range.error().text.size() < 200);
}

void tst_AddressRangeText::shownTextCannotTurnALineRound()
{
    const Result<AddressRange> range = AddressRange::parse(u"\u202e\u0007x!\u2028y");
    QVERIFY(!range.ok());
    for (const QChar ch : range.error().text)
        QVERIFY2(ch.isPrint(), qPrintable(range.error().text));
}

QTEST_APPLESS_MAIN(tst_AddressRangeText)
#include "tst_AddressRangeText.moc"
