// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/ObjectReader.h"

#include <QTest>

using namespace postern;
using namespace postern::control;

class tst_ObjectReader : public QObject
{
    Q_OBJECT

private slots:
    void readsEachType();
    void namesTheFieldAndTheTypeThatWasExpected_data();
    void namesTheFieldAndTheTypeThatWasExpected();
    void keepsTheFirstProblem();
    void anUnknownFieldIsAProblemOnlyForRequests();
    void nullIsAbsent();
    void largeNumbersAreTexts();
    void namesTheBoundsOfANumber();
    void pathsGoBeforeNames();
};

void tst_ObjectReader::readsEachType()
{
    ObjectReader reader(QJsonObject{{QStringLiteral("t"), QStringLiteral("text")},
                                    {QStringLiteral("i"), 42},
                                    {QStringLiteral("b"), true},
                                    {QStringLiteral("l"), QJsonArray{QStringLiteral("x")}},
                                    {QStringLiteral("o"), QJsonObject{{QStringLiteral("y"), 1}}}});
    QCOMPARE(reader.text(u"t"), QStringLiteral("text"));
    QCOMPARE(reader.integer(u"i"), 42);
    QVERIFY(reader.boolean(u"b"));
    QCOMPARE(reader.texts(u"l"), QStringList{QStringLiteral("x")});
    QCOMPARE(reader.object(u"o").value(QLatin1String("y")).toInt(), 1);
    QVERIFY(!reader.finish());
}

void tst_ObjectReader::namesTheFieldAndTheTypeThatWasExpected_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("missing text") << QJsonValue(QJsonValue::Undefined) << "text"
                                  << "\"f\" is missing; it must be a text.";
    QTest::newRow("number as text") << QJsonValue(1) << "text"
                                    << "\"f\" must be a text, not a number.";
    QTest::newRow("text as boolean") << QJsonValue(QStringLiteral("yes")) << "boolean"
                                     << "\"f\" must be true or false, not a text.";
    QTest::newRow("boolean as integer")
        << QJsonValue(true) << "integer"
        << "\"f\" must be an integer (as a text of digits when it is above 2^53), not true or "
           "false.";
    QTest::newRow("fraction") << QJsonValue(1.5) << "integer"
                              << "\"f\" must be an integer (as a text of digits when it is above "
                                 "2^53).";
    QTest::newRow("inexact") << QJsonValue(1e17) << "integer"
                             << "\"f\" must be an integer (as a text of digits when it is above "
                                "2^53).";
    QTest::newRow("words") << QJsonValue(QStringLiteral("12 days")) << "integer"
                           << "\"f\" must be an integer (as a text of digits when it is above "
                              "2^53).";
    QTest::newRow("object as list") << QJsonValue(QJsonObject()) << "texts"
                                    << "\"f\" must be a list of texts, not an object.";
    QTest::newRow("list of numbers") << QJsonValue(QJsonArray{1}) << "texts"
                                     << "\"f\" must be a list of texts, but one item is a number.";
    QTest::newRow("list as object") << QJsonValue(QJsonArray()) << "object"
                                    << "\"f\" must be an object, not a list.";
    QTest::newRow("list of texts") << QJsonValue(QJsonArray{QStringLiteral("a")}) << "objects"
                                   << "\"f\" must be a list of objects, but one item is a text.";
}

void tst_ObjectReader::namesTheFieldAndTheTypeThatWasExpected()
{
    QFETCH(QJsonValue, value);
    QFETCH(QString, type);
    QFETCH(QString, sentence);
    ObjectReader reader(QJsonObject{{QStringLiteral("f"), value}});
    if (type == QLatin1String("text"))
        (void)reader.text(u"f");
    else if (type == QLatin1String("boolean"))
        (void)reader.boolean(u"f");
    else if (type == QLatin1String("integer"))
        (void)reader.integer(u"f");
    else if (type == QLatin1String("texts"))
        (void)reader.texts(u"f");
    else if (type == QLatin1String("object"))
        (void)reader.object(u"f");
    else
        (void)reader.objects(u"f");
    const auto error = reader.finish();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Invalid);
    QCOMPARE(error->field, QStringLiteral("f"));
    QCOMPARE(error->text, sentence);
}

void tst_ObjectReader::keepsTheFirstProblem()
{
    ObjectReader reader(QJsonObject{{QStringLiteral("b"), 1}});
    (void)reader.text(u"a");
    (void)reader.text(u"b");
    QCOMPARE(reader.finish()->field, QStringLiteral("a"));
}

void tst_ObjectReader::anUnknownFieldIsAProblemOnlyForRequests()
{
    ObjectReader reader(
        QJsonObject{{QStringLiteral("name"), QStringLiteral("x")}, {QStringLiteral("nmae"), 1}});
    (void)reader.text(u"name");
    QVERIFY(!reader.error());
    QCOMPARE(reader.finish()->text,
             QStringLiteral("\"nmae\" is not a field here; there are: name."));
}

void tst_ObjectReader::nullIsAbsent()
{
    ObjectReader reader(QJsonObject{{QStringLiteral("a"), QJsonValue::Null}});
    QVERIFY(!reader.has(u"a"));
    QVERIFY(reader.boolean(u"a", ObjectReader::Presence::Optional, true));
    QVERIFY(!reader.finish());
    (void)reader.text(u"a");
    QVERIFY(reader.finish());
}

void tst_ObjectReader::largeNumbersAreTexts()
{
    const qint64 exact = Q_INT64_C(1) << 53;
    QVERIFY(integerToJson(exact).isDouble());
    QCOMPARE(integerToJson(exact + 1), QJsonValue(QStringLiteral("9007199254740993")));
    ObjectReader reader(QJsonObject{{QStringLiteral("n"), integerToJson(exact + 1)},
                                    {QStringLiteral("m"), integerToJson(-exact - 1)}});
    QCOMPARE(reader.integer(u"n"), exact + 1);
    QCOMPARE(reader.integer(u"m"), -exact - 1);
    QVERIFY(!reader.finish());
}

void tst_ObjectReader::namesTheBoundsOfANumber()
{
    for (const int value : {0, 1001, -1}) {
        ObjectReader reader(QJsonObject{{QStringLiteral("limit"), value}});
        (void)reader.integerIn(u"limit", 1, 1000);
        QCOMPARE(reader.finish()->text,
                 QStringLiteral("\"limit\" must be an integer from 1 to 1000, not %1.").arg(value));
    }
}

void tst_ObjectReader::pathsGoBeforeNames()
{
    ObjectReader reader(QJsonObject(), QStringLiteral("filter"));
    (void)reader.text(u"client");
    QCOMPARE(reader.error()->field, QStringLiteral("filter.client"));
}

QTEST_APPLESS_MAIN(tst_ObjectReader)
#include "tst_ObjectReader.moc"
