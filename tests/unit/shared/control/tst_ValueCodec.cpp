// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/ValueCodec.h"

#include <QTest>

using namespace postern;
using namespace postern::control;

class tst_ValueCodec : public QObject
{
    Q_OBJECT

private slots:
    void anEntryComesBackWhole();
    void anEntryKeepsHardTexts_data();
    void anEntryKeepsHardTexts();
    void requestEntriesHaveDefaults();
    void requestEntriesAreReadStrictly_data();
    void requestEntriesAreReadStrictly();
    void aRequestCannotForgeHistory();
    void valuesOfANewerServerCanBeRead();
    void everyFieldOfAnEntryIsNeededInAnAnswer();
    void statusNumbersMayBeLarge();
    void unknownWordsAreNamed_data();
    void unknownWordsAreNamed();
};

namespace
{

WhitelistEntry sample()
{
    WhitelistEntry entry;
    entry.id = QStringLiteral("e1");
    entry.range = AddressRange::parse(u"2001:db8::/48").value();
    entry.description = QStringLiteral("Plant");
    entry.services = Service::Smtp | Service::ConsoleLogin;
    entry.enabled = false;
    entry.expiresAt = 1764000000000;
    entry.builtIn = true;
    entry.revision = (Q_INT64_C(1) << 53) + 1;
    entry.createdAt = 1;
    entry.changedAt = 2;
    entry.changedBy = QStringLiteral("anna");
    return entry;
}

} // namespace

void tst_ValueCodec::anEntryComesBackWhole()
{
    const auto back = fromJson<WhitelistEntry>(toJson(sample()));
    QVERIFY(back.ok());
    QVERIFY(*back == sample());
}

void tst_ValueCodec::anEntryKeepsHardTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("quotes") << QStringLiteral("\"it's\" \\ <b>");
    QTest::newRow("right to left") << QStringLiteral("\u05d3\u05e4\u05d5\u05e1 \u202e 12");
    QTest::newRow("line breaks") << QStringLiteral("a\r\nb\u2028c");
    QTest::newRow("emoji") << QStringLiteral("\U0001F5A8 hall 3");
    QTest::newRow("4,000 characters") << QString(4000, QLatin1Char('x'));
    QTest::newRow("nothing") << QString();
}

void tst_ValueCodec::anEntryKeepsHardTexts()
{
    QFETCH(QString, text);
    WhitelistEntry entry = sample();
    entry.description = text;
    const auto back = fromJson<WhitelistEntry>(toJson(entry));
    QVERIFY(back.ok());
    QCOMPARE(back->description, text);
}

void tst_ValueCodec::requestEntriesHaveDefaults()
{
    const auto entry =
        entryFromRequest({{QStringLiteral("address"), QStringLiteral("10.0.0.0-10.0.0.255")},
                          {QStringLiteral("services"), QJsonArray{QStringLiteral("smtp")}}});
    QVERIFY(entry.ok());
    QCOMPARE(entry->range.toString(), QStringLiteral("10.0.0.0/24"));
    QVERIFY(entry->enabled);
    QCOMPARE(entry->expiresAt, UtcMs(0));
    QVERIFY(entry->id.isEmpty());
}

void tst_ValueCodec::requestEntriesAreReadStrictly_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("blamed");
    QTest::addColumn<QString>("says");
    QTest::newRow("address is no address")
        << "address" << QJsonValue(QStringLiteral("10.0.0.1/8")) << "address"
        << "10.0.0.0/8";
    QTest::newRow("address is a number") << "address" << QJsonValue(167772160) << "address"
                                         << "must be a text, not a number";
    QTest::newRow("unknown service")
        << "services" << QJsonValue(QJsonArray{QStringLiteral("everything")}) << "services"
        << "\"everything\" is not a service; there are: smtp, smtp-auth-bypass";
    QTest::newRow("enabled is a text")
        << "enabled" << QJsonValue(QStringLiteral("true")) << "enabled"
        << "true or false";
    QTest::newRow("expiry is a date")
        << "expiresAt" << QJsonValue(QStringLiteral("2027-01-01")) << "expiresAt"
        << "an integer";
    QTest::newRow("a limit that is not known here")
        << "recipientsPerHour" << QJsonValue(5) << "recipientsPerHour"
        << "is not a field here";
}

void tst_ValueCodec::requestEntriesAreReadStrictly()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QFETCH(QString, blamed);
    QFETCH(QString, says);
    QJsonObject object{{QStringLiteral("address"), QStringLiteral("192.0.2.1")},
                       {QStringLiteral("services"), QJsonArray{QStringLiteral("smtp")}}};
    object.insert(field, value);
    const auto entry = entryFromRequest(object);
    QVERIFY(!entry.ok());
    QCOMPARE(entry.error().kind, ErrorKind::Invalid);
    QCOMPARE(entry.error().field, blamed);
    QVERIFY2(entry.error().text.contains(says), qPrintable(entry.error().text));
}

void tst_ValueCodec::aRequestCannotForgeHistory()
{
    const auto entry = entryFromRequest(toJson(sample()));
    QVERIFY(entry.ok());
    QVERIFY(!entry->builtIn);
    QVERIFY(entry->changedBy.isEmpty());
    QCOMPARE(entry->createdAt, UtcMs(0));
    QCOMPARE(entry->revision, sample().revision);
}

void tst_ValueCodec::valuesOfANewerServerCanBeRead()
{
    QJsonObject object = toJson(sample());
    object.insert(QStringLiteral("limits"), QJsonObject());
    QVERIFY(fromJson<WhitelistEntry>(object).ok());
}

void tst_ValueCodec::everyFieldOfAnEntryIsNeededInAnAnswer()
{
    const QJsonObject whole = toJson(sample());
    for (const QString &field : whole.keys()) {
        QJsonObject object = whole;
        object.remove(field);
        const auto entry = fromJson<WhitelistEntry>(object, QStringLiteral("entry"));
        QVERIFY2(!entry.ok(), qPrintable(field));
        QCOMPARE(entry.error().field, QStringLiteral("entry.") + field);
    }
}

void tst_ValueCodec::statusNumbersMayBeLarge()
{
    ServerStatus status;
    status.deferred = (Q_INT64_C(1) << 53) + 5;
    status.listeners = {{QStringLiteral("relay"), QStringLiteral("[::]:25"),
                         QStringLiteral("relay"), QStringLiteral("starttls")}};
    const auto back = fromJson<ServerStatus>(toJson(status));
    QVERIFY(back.ok());
    QVERIFY(*back == status);
}

void tst_ValueCodec::unknownWordsAreNamed_data()
{
    QTest::addColumn<QString>("which");
    QTest::newRow("role") << "role";
    QTest::newRow("state") << "state";
    QTest::newRow("kind") << "kind";
    QTest::newRow("type") << "type";
    QTest::newRow("gate") << "gate";
}

void tst_ValueCodec::unknownWordsAreNamed()
{
    QFETCH(QString, which);
    const QString odd = QStringLiteral("odd-word");
    const auto changed = [&odd](QJsonObject object, const QString &field) {
        object.insert(field, odd);
        return object;
    };
    Error error;
    if (which == QLatin1String("role"))
        error = fromJson<Administrator>(changed(toJson(Administrator()), which)).error();
    else if (which == QLatin1String("state"))
        error = fromJson<QueueRecipient>(changed(toJson(QueueRecipient()), which)).error();
    else if (which == QLatin1String("kind"))
        error = fromJson<Effect>(changed(toJson(Effect()), which)).error();
    else if (which == QLatin1String("type"))
        error = fromJson<SettingItem>(changed(toJson(SettingItem()), which)).error();
    else
        error =
            fromJson<ExplainGate>(changed(toJson(ExplainGate()), QStringLiteral("state"))).error();
    QVERIFY2(error.text.contains(odd), qPrintable(error.text));
    QCOMPARE(error.kind, ErrorKind::Invalid);
}

QTEST_APPLESS_MAIN(tst_ValueCodec)
#include "tst_ValueCodec.moc"
