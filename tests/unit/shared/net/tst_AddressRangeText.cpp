// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/AddressRange.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace postern;

namespace
{

QString dataPath(const char *name)
{
    return QStringLiteral(POSTERN_TEST_DATA "/net/") + QString::fromLatin1(name);
}

QStringList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n');
}

/// The text that a line of ranges.in stands for.
QString unescaped(QString line)
{
    static const QRegularExpression escape(QStringLiteral("\\\\u([0-9a-f]{4})"));
    for (QRegularExpressionMatch match = escape.match(line); match.hasMatch();
         match = escape.match(line)) {
        line.replace(match.capturedStart(), match.capturedLength(),
                     QChar(static_cast<char16_t>(match.captured(1).toUInt(nullptr, 16))));
    }
    return line;
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
    QStringList answers;
    int cases = 0;
    for (const QString &line : linesOf(dataPath("ranges.in"))) {
        answers += line;
        if (line.isEmpty() || line.startsWith(QStringLiteral("# ")))
            continue;
        ++cases;
        answers += answerTo(unescaped(line));
    }
    QVERIFY(cases >= 120);
    if (qEnvironmentVariableIsSet("POSTERN_WRITE_GOLDEN")) {
        QFile file(dataPath("ranges.ref"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(answers.join(u'\n').toUtf8());
    }
    const QStringList expected = linesOf(dataPath("ranges.ref"));
    for (qsizetype i = 0; i < std::min(answers.size(), expected.size()); ++i)
        QCOMPARE(answers.at(i), expected.at(i));
    QCOMPARE(answers.size(), expected.size());
}

void tst_AddressRangeText::everyProposalIsARightText()
{
    for (const QString &line : linesOf(dataPath("ranges.in"))) {
        const Result<AddressRange> range = AddressRange::parse(unescaped(line));
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
    for (const QString &line : linesOf(dataPath("ranges.in"))) {
        const Result<AddressRange> range = AddressRange::parse(unescaped(line));
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
