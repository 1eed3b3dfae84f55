// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"
#include "server/storage/WhitelistStore.h"

#include <QJsonArray>
#include <QTest>

using namespace postern;
using namespace postern::test;

class tst_WhitelistHandler : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void anAddedEntryAnswersWhatItDoes();
    void blanksAroundADescriptionAreTakenOff();
    void everyOtherConsoleHearsOfIt();
    void aStaleRevisionIsAConflictAndChangesNothing();
    void aRangeMayChangeAndTheEntryStays();
    void anAuditRowSaysWhoAndWhy();
    void refusesABadEntry_data();
    void refusesABadEntry();
    void aVeryWideRangeIsTypedAgain();
    void whatWasConfirmedIsNotAskedAgain();
    void previewsSayWhatTheChangeSays();
    void previewsRefuseWhatTheChangeRefuses();
    void previewsAreBounded();
    void builtInEntriesStay();
    void removesAllOrNone();
    void anOperatorMayDisableOnlyWhatWidensNothing();
    void explains();
    void explainsForAListenerByName();
    void tenThousandEntriesComeInPages();
    void aCursorStaysGoodWhileTheListChanges();

private:
    [[nodiscard]] Result<QJsonObject> add(const QString &address, const QStringList &services,
                                          const QString &description = {});
    [[nodiscard]] static QJsonObject entryOf(const Result<QJsonObject> &answer);
    [[nodiscard]] QJsonObject get(const QString &address);
    [[nodiscard]] Result<QJsonObject> local(const QString &method, const QJsonObject &params);

    std::unique_ptr<ControlFixture> m_fixture;
};

namespace
{

const QStringList bypass{QStringLiteral("smtp"), QStringLiteral("smtp-auth-bypass")};
const QString kind = QStringLiteral("kind");

QStringList effectKinds(const QJsonObject &answer)
{
    QStringList kinds;
    const QJsonArray effects = answer.value(QLatin1String("effects")).toArray();
    for (const QJsonValue &effect : effects)
        kinds.append(effect.toObject().value(kind).toString());
    return kinds;
}

QJsonObject reference(const QJsonObject &entry)
{
    return {{QStringLiteral("id"), entry.value(QLatin1String("id"))},
            {QStringLiteral("revision"), entry.value(QLatin1String("revision"))}};
}

} // namespace

void tst_WhitelistHandler::init()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
}

Result<QJsonObject> tst_WhitelistHandler::local(const QString &method, const QJsonObject &params)
{
    return m_fixture->local().call(method, params);
}

Result<QJsonObject> tst_WhitelistHandler::add(const QString &address, const QStringList &services,
                                              const QString &description)
{
    return local(QStringLiteral("whitelist.add"),
                 {{QStringLiteral("entry"),
                   QJsonObject{{QStringLiteral("address"), address},
                               {QStringLiteral("services"), QJsonArray::fromStringList(services)},
                               {QStringLiteral("description"), description}}}});
}

QJsonObject tst_WhitelistHandler::entryOf(const Result<QJsonObject> &answer)
{
    if (!answer.ok())
        qWarning("%s", qPrintable(answer.error().text));
    return answer.ok() ? answer->value(QLatin1String("entry")).toObject() : QJsonObject();
}

QJsonObject tst_WhitelistHandler::get(const QString &address)
{
    return entryOf(local(QStringLiteral("whitelist.get"), {{QStringLiteral("address"), address}}));
}

void tst_WhitelistHandler::anAddedEntryAnswersWhatItDoes()
{
    const auto added = add(QStringLiteral("10.0.0.0-10.0.0.255"), bypass, QStringLiteral("Plant"));
    const QJsonObject entry = entryOf(added);
    QCOMPARE(entry.value(QLatin1String("address")).toString(), QStringLiteral("10.0.0.0/24"));
    QCOMPARE(entry.value(QLatin1String("changedBy")).toString(), QStringLiteral("local"));
    QCOMPARE(entry.value(QLatin1String("revision")).toInt(), 1);
    QVERIFY(effectKinds(*added).contains(QLatin1String("gains")));
    QCOMPARE(added->value(QLatin1String("width")).toString(), QStringLiteral("normal"));
    QCOMPARE(get(QStringLiteral("10.0.0.0/24")), entry);
}

void tst_WhitelistHandler::blanksAroundADescriptionAreTakenOff()
{
    const auto added =
        add(QStringLiteral("192.0.2.10"), bypass, QStringLiteral(" \tPlant  printers\u00a0 "));
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().text));
    QCOMPARE(entryOf(added).value(QLatin1String("description")).toString(),
             QStringLiteral("Plant  printers"));
    QCOMPARE(get(QStringLiteral("192.0.2.10")).value(QLatin1String("description")).toString(),
             QStringLiteral("Plant  printers"));
}

void tst_WhitelistHandler::everyOtherConsoleHearsOfIt()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    auto bert = m_fixture->as(QStringLiteral("bert"), Role::Auditor);
    const auto added = anna->call(
        QStringLiteral("whitelist.add"),
        {{QStringLiteral("entry"),
          QJsonObject{{QStringLiteral("address"), QStringLiteral("192.0.2.10")},
                      {QStringLiteral("services"), QJsonArray::fromStringList(bypass)}}}});
    const QJsonObject entry = entryOf(added);
    QCOMPARE(bert->waitForEvent(QStringLiteral("whitelist.changed"))
                 .data.value(QLatin1String("entry"))
                 .toObject(),
             entry);
    QCOMPARE(anna->waitForEvent(QStringLiteral("whitelist.changed"))
                 .data.value(QLatin1String("entry"))
                 .toObject(),
             entry);
    QVERIFY(anna->call(QStringLiteral("whitelist.remove"),
                       {{QStringLiteral("entries"), QJsonArray{reference(entry)}}})
                .ok());
    const QJsonObject removed = bert->waitForEvent(QStringLiteral("whitelist.removed")).data;
    QCOMPARE(removed.value(QLatin1String("address")).toString(), QStringLiteral("192.0.2.10"));
    QCOMPARE(removed.value(QLatin1String("by")).toString(), QStringLiteral("anna"));
}

void tst_WhitelistHandler::aStaleRevisionIsAConflictAndChangesNothing()
{
    QJsonObject first = entryOf(add(QStringLiteral("192.0.2.10"), bypass));
    QJsonObject second = first;
    first.insert(QStringLiteral("description"), QStringLiteral("anna's"));
    second.insert(QStringLiteral("description"), QStringLiteral("bert's"));
    QVERIFY(local(QStringLiteral("whitelist.update"), {{QStringLiteral("entry"), first}}).ok());
    const auto stale =
        local(QStringLiteral("whitelist.update"), {{QStringLiteral("entry"), second}});
    QVERIFY(!stale.ok());
    QCOMPARE(stale.error().kind, ErrorKind::Conflict);
    const QJsonObject current = stale.error().data.value(QLatin1String("current")).toObject();
    QCOMPARE(current.value(QLatin1String("description")).toString(), QStringLiteral("anna's"));
    QCOMPARE(get(QStringLiteral("192.0.2.10")), current);
    for (const QString &method :
         {QStringLiteral("whitelist.disable"), QStringLiteral("whitelist.enable")})
        QCOMPARE(local(method, reference(second)).error().kind, ErrorKind::Conflict);
    QCOMPARE(local(QStringLiteral("whitelist.remove"),
                   {{QStringLiteral("entries"), QJsonArray{reference(second)}}})
                 .error()
                 .kind,
             ErrorKind::Conflict);
}

void tst_WhitelistHandler::aRangeMayChangeAndTheEntryStays()
{
    QJsonObject entry = entryOf(add(QStringLiteral("192.0.2.10"), bypass));
    entry.insert(QStringLiteral("address"), QStringLiteral("192.0.2.0/24"));
    const auto updated =
        local(QStringLiteral("whitelist.update"), {{QStringLiteral("entry"), entry}});
    QCOMPARE(entryOf(updated).value(QLatin1String("id")), entry.value(QLatin1String("id")));
    QCOMPARE(entryOf(updated).value(QLatin1String("address")).toString(),
             QStringLiteral("192.0.2.0/24"));
}

void tst_WhitelistHandler::anAuditRowSaysWhoAndWhy()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    (void)anna->call(QStringLiteral("hello"), {{QStringLiteral("program"), QStringLiteral("test")},
                                               {QStringLiteral("version"), QStringLiteral("7")}});
    QVERIFY(
        anna->call(QStringLiteral("whitelist.add"),
                   {{QStringLiteral("entry"),
                     QJsonObject{{QStringLiteral("address"), QStringLiteral("192.0.2.10")},
                                 {QStringLiteral("services"), QJsonArray::fromStringList(bypass)}}},
                    {QStringLiteral("why"), QStringLiteral("ticket 5")}})
            .ok());
    const QJsonObject row = anna->call(QStringLiteral("audit.list"), {{QStringLiteral("limit"), 1}})
                                .value()
                                .value(QLatin1String("items"))
                                .toArray()
                                .first()
                                .toObject();
    QCOMPARE(row.value(QLatin1String("action")).toString(), QStringLiteral("whitelist.add"));
    QCOMPARE(row.value(QLatin1String("who")).toString(), QStringLiteral("anna"));
    QCOMPARE(row.value(QLatin1String("from")).toString(), QStringLiteral("127.0.0.1"));
    QCOMPARE(row.value(QLatin1String("program")).toString(), QStringLiteral("test 7"));
    QCOMPARE(row.value(QLatin1String("why")).toString(), QStringLiteral("ticket 5"));
}

void tst_WhitelistHandler::refusesABadEntry_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("services");
    QTest::addColumn<QString>("description");
    QTest::addColumn<ErrorKind>("errorKind");
    QTest::addColumn<QString>("field");
    const QString one = QStringLiteral("192.0.2.77");
    QTest::newRow("no service") << one << QStringList() << "" << ErrorKind::Invalid << "services";
    QTest::newRow("4,000 characters")
        << one << bypass << QString(4000, QLatin1Char('x')) << ErrorKind::Invalid << "description";
    QTest::newRow("line break") << one << bypass << "a\nb" << ErrorKind::Invalid << "description";
    QTest::newRow("host bits") << "10.0.0.1/8" << bypass << "" << ErrorKind::Invalid << "address";
    QTest::newRow("octal") << "010.0.0.1" << bypass << "" << ErrorKind::Invalid << "address";
    QTest::newRow("every address") << "0.0.0.0/0" << QStringList{QStringLiteral("brute-force")}
                                   << "" << ErrorKind::Refused << "address";
    QTest::newRow("public /7 as a bypass")
        << "80.0.0.0/7" << bypass << "" << ErrorKind::Refused << "address";
    QTest::newRow("duplicate") << "198.51.100.0-198.51.100.255" << bypass << ""
                               << ErrorKind::Refused << "address";
    QTest::newRow("crossing") << "198.51.100.128-198.51.101.5" << bypass << "" << ErrorKind::Refused
                              << "address";
}

void tst_WhitelistHandler::refusesABadEntry()
{
    QFETCH(QString, address);
    QFETCH(QStringList, services);
    QFETCH(QString, description);
    QFETCH(ErrorKind, errorKind);
    QFETCH(QString, field);
    QVERIFY(add(QStringLiteral("198.51.100.0/24"), bypass, QStringLiteral("Web farm")).ok());
    const auto refused = add(address, services, description);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, errorKind);
    QCOMPARE(refused.error().field, field);
    const auto all = local(QStringLiteral("whitelist.list"), {});
    QCOMPARE(all->value(QLatin1String("items")).toArray().size(), 3);
}

void tst_WhitelistHandler::aVeryWideRangeIsTypedAgain()
{
    const QJsonObject entry{{QStringLiteral("address"), QStringLiteral("198.51.100.0/22")},
                            {QStringLiteral("services"), QJsonArray::fromStringList(bypass)}};
    QJsonObject params{{QStringLiteral("entry"), entry}};
    const auto asked = local(QStringLiteral("whitelist.add"), params);
    QVERIFY(!asked.ok());
    QCOMPARE(asked.error().kind, ErrorKind::Confirm);
    QCOMPARE(asked.error().data.value(QLatin1String("confirm")).toString(),
             QStringLiteral("198.51.100.0/22"));
    params.insert(QStringLiteral("confirmWide"), QStringLiteral("198.51.100.0/23"));
    QCOMPARE(local(QStringLiteral("whitelist.add"), params).error().kind, ErrorKind::Confirm);
    params.insert(QStringLiteral("confirmWide"), QStringLiteral("198.51.100.0-198.51.103.255"));
    const auto added = local(QStringLiteral("whitelist.add"), params);
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().text));
    QCOMPARE(added->value(QLatin1String("width")).toString(), QStringLiteral("very-wide"));
}

void tst_WhitelistHandler::whatWasConfirmedIsNotAskedAgain()
{
    const QString wide = QStringLiteral("198.51.100.0/22");
    QJsonObject entry{{QStringLiteral("address"), wide},
                      {QStringLiteral("services"), QJsonArray{QStringLiteral("smtp")}}};
    entry =
        entryOf(local(QStringLiteral("whitelist.add"),
                      {{QStringLiteral("entry"), entry}, {QStringLiteral("confirmWide"), wide}}));
    entry.insert(QStringLiteral("description"), QStringLiteral("Branch offices"));
    const auto described =
        local(QStringLiteral("whitelist.update"), {{QStringLiteral("entry"), entry}});
    QVERIFY(described.ok());
    entry = entryOf(described);
    entry.insert(QStringLiteral("services"), QJsonArray::fromStringList(bypass));
    QCOMPARE(
        local(QStringLiteral("whitelist.update"), {{QStringLiteral("entry"), entry}}).error().kind,
        ErrorKind::Confirm);
}

void tst_WhitelistHandler::previewsSayWhatTheChangeSays()
{
    QVERIFY(add(QStringLiteral("10.1.0.0/16"), bypass, QStringLiteral("Plant printers")).ok());
    const QJsonObject entry{{QStringLiteral("address"), QStringLiteral("10.1.2.3")},
                            {QStringLiteral("services"), QJsonArray{QStringLiteral("smtp")}}};
    const auto preview = local(
        QStringLiteral("whitelist.preview"),
        {{QStringLiteral("change"), QStringLiteral("add")}, {QStringLiteral("entry"), entry}});
    QVERIFY2(preview.ok(), preview.ok() ? "" : qPrintable(preview.error().text));
    const auto added = local(QStringLiteral("whitelist.add"), {{QStringLiteral("entry"), entry}});
    QCOMPARE(preview->value(QLatin1String("effects")), added->value(QLatin1String("effects")));
    QVERIFY(!effectKinds(*added).isEmpty());

    for (const QString &change :
         {QStringLiteral("disable"), QStringLiteral("enable"), QStringLiteral("remove")}) {
        const QJsonObject current = get(QStringLiteral("10.1.2.3"));
        const auto foreseen =
            local(QStringLiteral("whitelist.preview"),
                  {{QStringLiteral("change"), change},
                   {QStringLiteral("ids"), QJsonArray{current.value(QLatin1String("id"))}}});
        const QJsonObject params =
            change == QLatin1String("remove")
                ? QJsonObject{{QStringLiteral("entries"), QJsonArray{reference(current)}}}
                : reference(current);
        const auto done = local(QStringLiteral("whitelist.") + change, params);
        QVERIFY2(done.ok(), qPrintable(change));
        QCOMPARE(foreseen->value(QLatin1String("effects")), done->value(QLatin1String("effects")));
    }
}

void tst_WhitelistHandler::previewsAreBounded()
{
    QJsonArray ids;
    for (int i = 0; i < 1001; ++i)
        ids.append(QStringLiteral("%1").arg(i));
    for (const QString &change :
         {QStringLiteral("remove"), QStringLiteral("enable"), QStringLiteral("disable")}) {
        const auto refused =
            local(QStringLiteral("whitelist.preview"),
                  {{QStringLiteral("change"), change}, {QStringLiteral("ids"), ids}});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
        QCOMPARE(refused.error().text,
                 QStringLiteral("What a change does is worked out for at most 1000 entries at "
                                "once; 1001 are named."));
    }
    ids.removeLast(); // now it is their names that are wrong
    const auto unknown =
        local(QStringLiteral("whitelist.preview"),
              {{QStringLiteral("change"), QStringLiteral("remove")}, {QStringLiteral("ids"), ids}});
    QCOMPARE(unknown.error().kind, ErrorKind::NotFound);
}

void tst_WhitelistHandler::previewsRefuseWhatTheChangeRefuses()
{
    QVERIFY(add(QStringLiteral("198.51.100.0/24"), bypass).ok());
    const QJsonObject entry{
        {QStringLiteral("address"), QStringLiteral("198.51.100.9-198.51.101.9")},
        {QStringLiteral("services"), QJsonArray{QStringLiteral("smtp")}}};
    const auto preview = local(
        QStringLiteral("whitelist.preview"),
        {{QStringLiteral("change"), QStringLiteral("add")}, {QStringLiteral("entry"), entry}});
    const auto added = local(QStringLiteral("whitelist.add"), {{QStringLiteral("entry"), entry}});
    QVERIFY(!preview.ok() && !added.ok());
    QCOMPARE(preview.error().text, added.error().text);
    QCOMPARE(preview.error().data, added.error().data);
    QVERIFY(added.error().data.contains(QLatin1String("pieces")));
}

void tst_WhitelistHandler::builtInEntriesStay()
{
    QJsonObject entry = get(QStringLiteral("127.0.0.1"));
    QVERIFY(entry.value(QLatin1String("builtIn")).toBool());
    QCOMPARE(local(QStringLiteral("whitelist.remove"),
                   {{QStringLiteral("entries"), QJsonArray{reference(entry)}}})
                 .error()
                 .kind,
             ErrorKind::Refused);
    QJsonObject moved = entry;
    moved.insert(QStringLiteral("address"), QStringLiteral("127.0.0.0/8"));
    QCOMPARE(
        local(QStringLiteral("whitelist.update"), {{QStringLiteral("entry"), moved}}).error().kind,
        ErrorKind::Refused);
    entry.insert(QStringLiteral("services"), QJsonArray::fromStringList(bypass));
    QVERIFY(local(QStringLiteral("whitelist.update"), {{QStringLiteral("entry"), entry}}).ok());
}

void tst_WhitelistHandler::removesAllOrNone()
{
    const QJsonObject one = entryOf(add(QStringLiteral("192.0.2.1"), bypass));
    const QJsonObject two = entryOf(add(QStringLiteral("192.0.2.2"), bypass));
    QJsonObject gone = reference(two);
    gone.insert(QStringLiteral("id"), QStringLiteral("no-such-entry"));
    const auto failed = local(QStringLiteral("whitelist.remove"),
                              {{QStringLiteral("entries"), QJsonArray{reference(one), gone}}});
    QCOMPARE(failed.error().kind, ErrorKind::NotFound);
    QCOMPARE(get(QStringLiteral("192.0.2.1")), one);
    const auto done =
        local(QStringLiteral("whitelist.remove"),
              {{QStringLiteral("entries"), QJsonArray{reference(one), reference(two)}}});
    QCOMPARE(done->value(QLatin1String("removed")).toInt(), 2);
    QCOMPARE(effectKinds(*done).count(QStringLiteral("falls-to-none")), 2);
    QCOMPARE(local(QStringLiteral("whitelist.remove"), {{QStringLiteral("entries"), QJsonArray()}})
                 .error()
                 .kind,
             ErrorKind::Invalid);
}

void tst_WhitelistHandler::anOperatorMayDisableOnlyWhatWidensNothing()
{
    const QJsonObject wide = entryOf(add(QStringLiteral("10.1.0.0/16"), bypass));
    const QJsonObject narrow =
        entryOf(add(QStringLiteral("10.1.2.3"), {QStringLiteral("brute-force")}));
    auto bert = m_fixture->as(QStringLiteral("bert"), Role::Operator);
    // The narrow entry takes the bypass away; without it its client would have it.
    const auto widening = bert->call(QStringLiteral("whitelist.disable"), reference(narrow));
    QVERIFY(!widening.ok());
    QCOMPARE(widening.error().kind, ErrorKind::Forbidden);
    QCOMPARE(get(QStringLiteral("10.1.2.3")), narrow);
    QVERIFY(bert->call(QStringLiteral("whitelist.disable"), reference(wide)).ok());
    QCOMPARE(bert->call(QStringLiteral("whitelist.enable"), reference(wide)).error().kind,
             ErrorKind::Forbidden);
    QCOMPARE(bert->call(QStringLiteral("whitelist.remove"),
                        {{QStringLiteral("entries"), QJsonArray{reference(wide)}}})
                 .error()
                 .kind,
             ErrorKind::Forbidden);
}

void tst_WhitelistHandler::explains()
{
    QVERIFY(add(QStringLiteral("10.1.0.0/16"), bypass, QStringLiteral("Plant printers")).ok());
    const auto allowed = local(QStringLiteral("whitelist.explain"),
                               {{QStringLiteral("address"), QStringLiteral("10.1.2.3")},
                                {QStringLiteral("recipient"), QStringLiteral("boss@example.org")}});
    QVERIFY2(allowed.ok(), allowed.ok() ? "" : qPrintable(allowed.error().text));
    const QJsonObject yes = allowed->value(QLatin1String("explanation")).toObject();
    QCOMPARE(yes.value(QLatin1String("verdict")).toString(), QStringLiteral("allow"));
    QCOMPARE(yes.value(QLatin1String("considered")).toArray().size(), 1);
    const auto refused = local(QStringLiteral("whitelist.explain"),
                               {{QStringLiteral("address"), QStringLiteral("10.2.2.3")},
                                {QStringLiteral("recipient"), QStringLiteral("boss@example.org")}});
    const QJsonObject no = refused->value(QLatin1String("explanation")).toObject();
    QCOMPARE(no.value(QLatin1String("verdict")).toString(), QStringLiteral("refuse"));
    QVERIFY(no.value(QLatin1String("reply")).toString().startsWith(QLatin1String("530 5.7.0")));
    QCOMPARE(local(QStringLiteral("whitelist.explain"),
                   {{QStringLiteral("address"), QStringLiteral("10.0.0.0/8")}})
                 .error()
                 .field,
             QStringLiteral("address"));
}

void tst_WhitelistHandler::explainsForAListenerByName()
{
    m_fixture->listeners = {{QStringLiteral("printers"), QStringLiteral("0.0.0.0:25"),
                             QStringLiteral("relay"), QStringLiteral("none")},
                            {QStringLiteral("people"), QStringLiteral("0.0.0.0:465"),
                             QStringLiteral("submission"), QStringLiteral("implicit")},
                            {QStringLiteral("relay"), QStringLiteral("0.0.0.0:26"),
                             QStringLiteral("submission"), QStringLiteral("starttls")}};
    const auto answerFor = [this](const QString &listener) {
        return local(QStringLiteral("whitelist.explain"),
                     {{QStringLiteral("address"), QStringLiteral("203.0.113.9")},
                      {QStringLiteral("sender"), QStringLiteral("a@example.com")},
                      {QStringLiteral("recipient"), QStringLiteral("b@example.org")},
                      {QStringLiteral("listener"), listener}});
    };
    const auto reasonFor = [&answerFor](const QString &listener) {
        return answerFor(listener)
            .value()
            .value(QLatin1String("explanation"))
            .toObject()
            .value(QLatin1String("reason"))
            .toString();
    };
    // Encrypted from the start, so nobody is told to begin with STARTTLS.
    QCOMPARE(reasonFor(QStringLiteral("people")), QStringLiteral("login-required"));
    QCOMPARE(reasonFor(QStringLiteral("printers")),
             QStringLiteral("login-required-after-starttls"));
    const auto gates = [&answerFor](const QString &listener) {
        return answerFor(listener).value().value(QLatin1String("explanation")).toObject();
    };
    QCOMPARE(gates(QStringLiteral("printers")), gates(QString()));
    // A name goes before the role that is called so.
    QCOMPARE(gates(QStringLiteral("relay")), gates(QStringLiteral("submission")));
    QVERIFY(gates(QStringLiteral("relay")) != gates(QStringLiteral("printers")));
    const auto unknown = answerFor(QStringLiteral("faxes"));
    QVERIFY(!unknown.ok());
    QCOMPARE(unknown.error().text, QStringLiteral("\"listener\" must be one of relay, submission, "
                                                  "printers, people, not \"faxes\"."));
}

void tst_WhitelistHandler::tenThousandEntriesComeInPages()
{
    // Straight into the store: the protocol is tested by the reading.
    const int count = 10000;
    std::optional<Result<int>> stored;
    m_fixture->storage().submit<int>(
        &m_fixture->server(),
        [](storage::Database &database) -> Result<int> {
            storage::WhitelistStore store(database);
            for (int i = 0; i < count; ++i) {
                WhitelistEntry entry;
                entry.range =
                    AddressRange(IpAddress::fromV4(0x0a000000U + static_cast<quint32>(i)));
                entry.services = Service::Smtp;
                entry.description = QStringLiteral("Printer number %1 in hall \u00e4").arg(i);
                const auto added = store.add(entry, {QStringLiteral("local"), {}, {}, {}}, 1);
                if (!added.ok())
                    return added.error();
            }
            return count;
        },
        [&stored](const Result<int> &result) { stored = result; });
    QTRY_VERIFY_WITH_TIMEOUT(stored.has_value(), 60000);
    QVERIFY(stored->ok());

    QStringList addresses;
    QString cursor;
    int pages = 0;
    do {
        QJsonObject params;
        if (!cursor.isEmpty())
            params.insert(QStringLiteral("cursor"), cursor);
        const auto page = local(QStringLiteral("whitelist.list"), params);
        QVERIFY2(page.ok(), page.ok() ? "" : qPrintable(page.error().text));
        const QJsonArray items = page->value(QLatin1String("items")).toArray();
        QVERIFY(items.size() <= 1000);
        for (const QJsonValue &item : items)
            addresses.append(item.toObject().value(QLatin1String("address")).toString());
        cursor = page->value(QLatin1String("nextCursor")).toString();
        ++pages;
    } while (!cursor.isEmpty());
    QCOMPARE(addresses.size(), count + 2);
    QCOMPARE(addresses.removeDuplicates(), 0);
    // 256 KiB end a page before 1,000 such rows do.
    QVERIFY2(pages > 10, qPrintable(QString::number(pages)));
}

void tst_WhitelistHandler::aCursorStaysGoodWhileTheListChanges()
{
    QList<QJsonObject> entries;
    for (int i = 1; i <= 4; ++i)
        entries.append(entryOf(add(QStringLiteral("10.0.0.%1").arg(i * 10), bypass)));
    const auto first = local(QStringLiteral("whitelist.list"), {{QStringLiteral("limit"), 2}});
    const QString cursor = first->value(QLatin1String("nextCursor")).toString();
    QVERIFY(!cursor.isEmpty());
    // The row at which the page ended goes, one before it comes.
    QVERIFY(local(QStringLiteral("whitelist.remove"),
                  {{QStringLiteral("entries"), QJsonArray{reference(entries.at(1))}}})
                .ok());
    QVERIFY(add(QStringLiteral("10.0.0.1"), bypass).ok());
    const auto second = local(QStringLiteral("whitelist.list"),
                              {{QStringLiteral("limit"), 2}, {QStringLiteral("cursor"), cursor}});
    const QJsonArray items = second->value(QLatin1String("items")).toArray();
    QCOMPARE(items.first().toObject().value(QLatin1String("address")).toString(),
             QStringLiteral("10.0.0.30"));
    QCOMPARE(items.last().toObject().value(QLatin1String("address")).toString(),
             QStringLiteral("10.0.0.40"));
}

QTEST_GUILESS_MAIN(tst_WhitelistHandler)
#include "tst_WhitelistHandler.moc"
