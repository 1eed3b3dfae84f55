// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/SettingCatalogue.h"
#include "tests/support/GoldenText.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace postern;

namespace
{

SettingSpec ofType(SettingType type)
{
    return {QStringLiteral("test.key"), type, QStringLiteral("1"), {}};
}

} // namespace

/// The settings that there are, and their values as texts.
class tst_SettingCatalogue : public QObject
{
    Q_OBJECT

private slots:
    void keysAreSortedAndUnique();
    void everyDefaultIsCanonical();
    void everyDescriptionIsASentence();
    void onlyItsOwnKeysAreFound();
    void canonical_data();
    void canonical();
    void durations();
    void sizes();
    void lists();
    void zeroOnlyWhereItMeansNoLimit();
    void lowerBounds_data();
    void lowerBounds();
    void refusals();
};

void tst_SettingCatalogue::keysAreSortedAndUnique()
{
    QStringList keys;
    for (const SettingSpec &setting : settingCatalogue())
        keys += setting.key;
    QStringList sorted = keys;
    sorted.sort();
    QCOMPARE(keys, sorted);
    QCOMPARE(sorted.removeDuplicates(), 0);
    static const QRegularExpression form(QStringLiteral("^[a-z]+\\.[a-z]+(-[a-z]+)*$"));
    for (const QString &key : keys)
        QVERIFY2(form.match(key).hasMatch(), qPrintable(key));
}

void tst_SettingCatalogue::everyDefaultIsCanonical()
{
    for (const SettingSpec &setting : settingCatalogue()) {
        const Result<QString> value = canonicalSetting(setting, setting.defaultValue);
        QVERIFY2(value.ok(), qPrintable(setting.key));
        QCOMPARE(value.value(), setting.defaultValue);
    }
}

void tst_SettingCatalogue::everyDescriptionIsASentence()
{
    for (const SettingSpec &setting : settingCatalogue()) {
        QVERIFY2(setting.description.size() > 30, qPrintable(setting.key));
        QVERIFY2(setting.description.front().isUpper(), qPrintable(setting.key));
        QVERIFY2(setting.description.endsWith(u'.'), qPrintable(setting.key));
    }
}

void tst_SettingCatalogue::onlyItsOwnKeysAreFound()
{
    for (const SettingSpec &setting : settingCatalogue())
        QCOMPARE(findSetting(setting.key), &setting);
    for (const QStringView key : {u"", u"smtp", u"smtp.", u"SMTP.recipients", u"smtp.recipients "})
        QCOMPARE(findSetting(key), nullptr);
}

void tst_SettingCatalogue::canonical_data()
{
    QTest::addColumn<SettingType>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    using Type = SettingType;

    QTest::newRow("integer") << Type::Integer << "20"
                             << "20";
    QTest::newRow("integer with zeros") << Type::Integer << "007"
                                        << "7";
    QTest::newRow("integer with blanks") << Type::Integer << " 7 "
                                         << "7";
    QTest::newRow("largest integer") << Type::Integer << "2147483647"
                                     << "2147483647";
    QTest::newRow("on") << Type::Boolean << "on"
                        << "on";
    QTest::newRow("off") << Type::Boolean << "off\n"
                         << "off";
    QTest::newRow("seconds to minutes") << Type::Duration << "300s"
                                        << "5m";
    QTest::newRow("minutes to hours") << Type::Duration << "60m"
                                      << "1h";
    QTest::newRow("hours to days") << Type::Duration << "48h"
                                   << "2d";
    QTest::newRow("uneven seconds") << Type::Duration << "90s"
                                    << "90s";
    QTest::newRow("uneven hours") << Type::Duration << "25h"
                                  << "25h";
    QTest::newRow("ten years") << Type::Duration << "3650d"
                               << "3650d";
    QTest::newRow("list") << Type::DurationList << "5s, 60s ,900s"
                          << "5s,1m,15m";
    QTest::newRow("list of one") << Type::DurationList << "5s"
                                 << "5s";
    QTest::newRow("bytes") << Type::Size << "1000"
                           << "1000B";
    QTest::newRow("bytes with unit") << Type::Size << "1000B"
                                     << "1000B";
    QTest::newRow("bytes to KiB") << Type::Size << "65536"
                                  << "64KiB";
    QTest::newRow("KiB to MiB") << Type::Size << "25600KiB"
                                << "25MiB";
    QTest::newRow("uneven KiB") << Type::Size << "1025KiB"
                                << "1025KiB";
    QTest::newRow("largest size") << Type::Size << "1024GiB"
                                  << "1024GiB";
    QTest::newRow("log level") << Type::LogLevel << " debug "
                               << "debug";
    QTest::newRow("no log level of its own") << Type::LogLevel << "default"
                                             << "default";
    QTest::newRow("text") << Type::Text << " a b "
                          << "a b";
    QTest::newRow("empty text") << Type::Text << ""
                                << "";
    QTest::newRow("longest text") << Type::Text << QString(1000, u'x') << QString(1000, u'x');
}

void tst_SettingCatalogue::canonical()
{
    QFETCH(SettingType, type);
    QFETCH(QString, text);
    QFETCH(QString, value);
    const Result<QString> result = canonicalSetting(ofType(type), text);
    QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().text));
    QCOMPARE(result.value(), value);
    QCOMPARE(canonicalSetting(ofType(type), value).value(), value);
}

void tst_SettingCatalogue::durations()
{
    QCOMPARE(parseDurationMs(u"0s").value(), 0);
    QCOMPARE(parseDurationMs(u"1s").value(), 1000);
    QCOMPARE(parseDurationMs(u"1m").value(), 60000);
    QCOMPARE(parseDurationMs(u"1h").value(), 3600000);
    QCOMPARE(parseDurationMs(u"3650d").value(), 3650LL * 86400000);
    QVERIFY(!parseDurationMs(u"3651d").ok());
    QVERIFY(!parseDurationMs(u"87601h").ok());
}

void tst_SettingCatalogue::sizes()
{
    QCOMPARE(parseSizeBytes(u"0").value(), 0);
    QCOMPARE(parseSizeBytes(u"7B").value(), 7);
    QCOMPARE(parseSizeBytes(u"2KiB").value(), 2048);
    QCOMPARE(parseSizeBytes(u"25MiB").value(), 25LL << 20);
    QCOMPARE(parseSizeBytes(u"1024GiB").value(), 1LL << 40);
    QVERIFY(!parseSizeBytes(u"1025GiB").ok());
    QVERIFY(!parseSizeBytes(u"1099511627777").ok());
}

void tst_SettingCatalogue::lists()
{
    QCOMPARE(parseDurationListMs(u"5s,1m").value(), (QList<qint64>{5000, 60000}));
    QStringList fifty(50, QStringLiteral("1s"));
    QCOMPARE(parseDurationListMs(fifty.join(u',')).value().size(), 50);
    fifty += QStringLiteral("1s");
    QVERIFY(!parseDurationListMs(fifty.join(u',')).ok());
}

void tst_SettingCatalogue::zeroOnlyWhereItMeansNoLimit()
{
    int allowed = 0;
    for (const SettingSpec &setting : settingCatalogue()) {
        if (setting.type != SettingType::Integer)
            continue;
        const Result<QString> zero = canonicalSetting(setting, u"0");
        QCOMPARE(zero.ok(), setting.description.contains(QStringLiteral("0 means no limit")));
        allowed += zero.ok() ? 1 : 0;
    }
    QCOMPARE(allowed, 6);
    QVERIFY(!canonicalSetting(*findSetting(u"smtp.message-size"), u"0").ok());
    QVERIFY(!canonicalSetting(*findSetting(u"smtp.message-size"), u"0KiB").ok());
    QVERIFY(!canonicalSetting(*findSetting(u"trace.keep"), u"0d").ok());
    QVERIFY(!canonicalSetting(*findSetting(u"queue.retry"), u"0s").ok());
}

void tst_SettingCatalogue::lowerBounds_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("tooLow");
    QTest::addColumn<QString>("lowest");
    const auto row = [](const char *key, const char *tooLow, const char *lowest) {
        QTest::newRow(key) << QString::fromLatin1(key) << QString::fromLatin1(tooLow)
                           << QString::fromLatin1(lowest);
    };
    row("smtp.message-size", "65535", "64KiB"); // RFC 5321 4.5.3.1.7
    row("smtp.recipients", "99", "100");        // RFC 5321 4.5.3.1.8
    row("smtp.command-timeout", "9s", "10s");
    row("smtp.data-timeout", "9s", "10s");
    row("control.session", "59s", "1m");
    row("queue.expire", "59s", "1m");
}

void tst_SettingCatalogue::lowerBounds()
{
    QFETCH(QString, key);
    QFETCH(QString, tooLow);
    QFETCH(QString, lowest);
    const SettingSpec &setting = *findSetting(key);
    QCOMPARE(canonicalSetting(setting, lowest).value(), lowest);
    const Result<QString> refused = canonicalSetting(setting, tooLow);
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().text.startsWith(key + QStringLiteral(" must be at least ") + lowest),
             qPrintable(refused.error().text));
}

void tst_SettingCatalogue::refusals()
{
    using Type = SettingType;
    const QList<std::pair<Type, QStringList>> wrong{
        {Type::Integer,
         {QString(), QStringLiteral("-1"), QStringLiteral("+1"), QStringLiteral("1.5"),
          QStringLiteral("1e3"), QStringLiteral("0x10"), QStringLiteral("ten"),
          QStringLiteral("2147483648"), QStringLiteral("99999999999999999999"),
          QStringLiteral("1 000"), QStringLiteral("\u0661"), QStringLiteral("%1 and %2")}},
        {Type::Boolean,
         {QString(), QStringLiteral("yes"), QStringLiteral("On"), QStringLiteral("1"),
          QStringLiteral("true")}},
        {Type::Duration,
         {QString(), QStringLiteral("5"), QStringLiteral("5 m"), QStringLiteral("-5m"),
          QStringLiteral("1h30m"), QStringLiteral("5min"), QStringLiteral("5M"),
          QStringLiteral("m"), QStringLiteral("4000d")}},
        {Type::DurationList,
         {QString(), QStringLiteral("5s,,1m"), QStringLiteral("5s,"), QStringLiteral("5s;1m"),
          QStringLiteral("0s,1m"), QStringLiteral("%2,%1")}},
        {Type::Size,
         {QString(), QStringLiteral("25MB"), QStringLiteral("25M"), QStringLiteral("25 MiB"),
          QStringLiteral("2.5MiB"), QStringLiteral("-1"), QStringLiteral("MiB"),
          QStringLiteral("2000GiB")}},
        {Type::Text, {QString(1001, u'x')}},
        {Type::LogLevel,
         {QString(), QStringLiteral("Debug"), QStringLiteral("7"), QStringLiteral("off")}},
    };
    test::GoldenText golden(QStringLiteral("model/settings.ref"));
    for (const auto &[type, texts] : wrong) {
        for (const QString &text : texts) {
            const Result<QString> value = canonicalSetting(ofType(type), text);
            QVERIFY2(!value.ok(), qPrintable(text));
            QCOMPARE(value.error().kind, ErrorKind::Invalid);
            QCOMPARE(value.error().field, QStringLiteral("value"));
            golden.add(value.error().text);
        }
    }
    golden.add(canonicalSetting(*findSetting(u"smtp.recipients"), u"0").error().text);
    golden.add(canonicalSetting(*findSetting(u"trace.keep"), u"0s").error().text);
    QCOMPARE(golden.difference(), QString());
}

QTEST_APPLESS_MAIN(tst_SettingCatalogue)
#include "tst_SettingCatalogue.moc"
