// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AuditStore.h"
#include "server/storage/WhitelistStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QTest>

#include <QElapsedTimer>
#include <QJsonArray>

using namespace postern;
using namespace postern::storage;

namespace
{

const Actor alice{QStringLiteral("alice"), QStringLiteral("192.0.2.1"), QStringLiteral("test 1"),
                  QStringLiteral("because")};
const Actor bob{QStringLiteral("bob"), QStringLiteral("192.0.2.2"), QStringLiteral("test 1"), {}};

WhitelistEntry entryFor(const QString &address, const QString &description = {})
{
    WhitelistEntry entry;
    entry.range = AddressRange::parse(address).value();
    entry.description = description;
    entry.services = Service::SmtpAuthBypass;
    return entry;
}

} // namespace

class tst_WhitelistStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void anAddedEntryIsFoundAgain();
    void theListSortsAsAddressesDo();
    void rangesMayNest();
    void crossingIsRefused_data();
    void crossingIsRefused();
    void aSecondEntryForTheSameRangeIsRefused();
    void aDisabledEntryStillStandsInTheWay();
    void anEntryStaysTheSameWhenItsRangeChanges();
    void aStaleRevisionOverwritesNothing();
    void enablingHasAnActionOfItsOwn();
    void removing();
    void builtInEntries();
    void whatIsNotValidIsNotStored();
    void strangeDescriptions();
    void tenThousandEntries();

private:
    [[nodiscard]] AuditRecord lastAudit();

    test::DatabaseFixture m_fixture;
    std::unique_ptr<Database> m_database;
};

void tst_WhitelistStore::init()
{
    m_database.reset();
    Result<std::unique_ptr<Database>> fresh = m_fixture.freshDatabase();
    QVERIFY2(fresh.ok(), qPrintable(fresh.ok() ? QString() : fresh.error().text));
    m_database = std::move(fresh).value();
}

AuditRecord tst_WhitelistStore::lastAudit()
{
    const Result<QList<AuditRecord>> records = AuditStore(*m_database).list(0, 1);
    return records && !records->isEmpty() ? records->first() : AuditRecord();
}

void tst_WhitelistStore::anAddedEntryIsFoundAgain()
{
    WhitelistStore store(*m_database);
    WhitelistEntry wanted = entryFor(QStringLiteral("2001:db8::/64"), QStringLiteral("Lab"));
    wanted.services = Service::Smtp | Service::ConsoleLogin | Service::BruteForce;
    wanted.enabled = false;
    wanted.expiresAt = 5000;
    wanted.builtIn = true; // not for the asker to say
    const Result<WhitelistEntry> added = store.add(wanted, alice, 1000);
    QVERIFY(added.ok());
    QVERIFY(!added->id.isEmpty());
    QVERIFY(!added->builtIn);
    QCOMPARE(added->revision, 1);
    QCOMPARE(added->createdAt, 1000);
    QCOMPARE(added->changedBy, QStringLiteral("alice"));
    QCOMPARE(*store.find(added->id), *added);
    QCOMPARE(*store.findByRange(wanted.range), *added);
    const AuditRecord audit = lastAudit();
    QCOMPARE(audit.action, QStringLiteral("whitelist.add"));
    QCOMPARE(audit.subject, QStringLiteral("2001:db8::/64"));
    QCOMPARE(audit.who, QStringLiteral("alice"));
    QCOMPARE(audit.from, QStringLiteral("192.0.2.1"));
    QCOMPARE(audit.why, QStringLiteral("because"));
    QVERIFY(audit.before.isEmpty());
    QCOMPARE(audit.after.value(QStringLiteral("description")).toString(), QStringLiteral("Lab"));
    QCOMPARE(audit.after.value(QStringLiteral("services")).toArray().size(), 3);
}

void tst_WhitelistStore::theListSortsAsAddressesDo()
{
    WhitelistStore store(*m_database);
    for (const char *text : {"192.0.2.10", "9.0.0.1", "192.0.2.9", "192.0.2.0/24", "::2"})
        QVERIFY(store.add(entryFor(QString::fromLatin1(text)), alice, 1).ok());
    QStringList texts;
    const Result<QList<WhitelistEntry>> entries = store.list();
    for (const WhitelistEntry &entry : *entries)
        texts.append(entry.range.toString());
    QCOMPARE(texts.join(u' '),
             QStringLiteral("9.0.0.1 127.0.0.1 192.0.2.0/24 192.0.2.9 192.0.2.10 ::1 ::2"));
}

void tst_WhitelistStore::rangesMayNest()
{
    WhitelistStore store(*m_database);
    for (const char *text : {"10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "10.1.0.0-10.1.0.9",
                             "10.1.0.0-10.1.0.5", "10.1.255.0-10.1.255.255", "::/1"}) {
        const Result<WhitelistEntry> added =
            store.add(entryFor(QString::fromLatin1(text)), alice, 1);
        QVERIFY2(added.ok(), text);
    }
}

void tst_WhitelistStore::crossingIsRefused_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("begins before") << "192.0.2.65-192.0.2.100"
                                   << "192.0.2.65-192.0.2.100 crosses 192.0.2.80-192.0.2.120 (Web "
                                      "shop). Ranges may lie inside one another or apart. Use "
                                      "192.0.2.65-192.0.2.79 and 192.0.2.80-192.0.2.100 instead.";
    QTest::newRow("a block") << "192.0.2.64/27"
                             << "192.0.2.64/27 crosses 192.0.2.80-192.0.2.120 (Web shop). Ranges "
                                "may lie inside one another or apart. Use 192.0.2.64/28 and "
                                "192.0.2.80/28 instead.";
    QTest::newRow("ends behind") << "192.0.2.120-192.0.2.122"
                                 << "192.0.2.120-192.0.2.122 crosses 192.0.2.80-192.0.2.120 (Web "
                                    "shop). Ranges may lie inside one another or apart. Use "
                                    "192.0.2.120 and 192.0.2.121-192.0.2.122 instead.";
}

void tst_WhitelistStore::crossingIsRefused()
{
    QFETCH(QString, wanted);
    QFETCH(QString, sentence);
    WhitelistStore store(*m_database);
    QVERIFY(store
                .add(entryFor(QStringLiteral("192.0.2.80-192.0.2.120"), QStringLiteral("Web shop")),
                     alice, 1)
                .ok());
    const Result<WhitelistEntry> refused = store.add(entryFor(wanted), alice, 2);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    QCOMPARE(refused.error().field, QStringLiteral("address"));
    QCOMPARE(refused.error().text, sentence);
    QCOMPARE(refused.error().data.value(QStringLiteral("crossing")).toString(),
             QStringLiteral("192.0.2.80-192.0.2.120"));
    const QJsonArray pieces = refused.error().data.value(QStringLiteral("pieces")).toArray();
    QVERIFY(!pieces.isEmpty());
    // What is offered is taken.
    for (const QJsonValue &piece : pieces)
        QVERIFY(store.add(entryFor(piece.toString()), alice, 3).ok());
}

void tst_WhitelistStore::aSecondEntryForTheSameRangeIsRefused()
{
    WhitelistStore store(*m_database);
    const Result<WhitelistEntry> first =
        store.add(entryFor(QStringLiteral("10.0.0.0/24"), QStringLiteral("Plant")), alice, 1);
    QVERIFY(first.ok());
    const Result<WhitelistEntry> second =
        store.add(entryFor(QStringLiteral("10.0.0.0-10.0.0.255")), bob, 2);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().kind, ErrorKind::Refused);
    QCOMPARE(second.error().text,
             QStringLiteral("10.0.0.0/24 (Plant) is on the whitelist already. Edit that entry "
                            "instead."));
    QCOMPARE(second.error()
                 .data.value(QStringLiteral("existing"))
                 .toObject()
                 .value(QStringLiteral("id"))
                 .toString(),
             first->id);
    QCOMPARE(store.list()->size(), 3);
}

void tst_WhitelistStore::aDisabledEntryStillStandsInTheWay()
{
    WhitelistStore store(*m_database);
    WhitelistEntry disabled = entryFor(QStringLiteral("10.0.0.5-10.0.0.20"));
    disabled.enabled = false;
    QVERIFY(store.add(disabled, alice, 1).ok());
    QVERIFY(!store.add(entryFor(QStringLiteral("10.0.0.10-10.0.0.30")), alice, 2).ok());
    QVERIFY(!store.add(entryFor(QStringLiteral("10.0.0.5-10.0.0.20")), alice, 2).ok());
}

void tst_WhitelistStore::anEntryStaysTheSameWhenItsRangeChanges()
{
    WhitelistStore store(*m_database);
    WhitelistEntry entry = *store.add(entryFor(QStringLiteral("192.0.2.10")), alice, 1);
    entry.range = AddressRange::parse(u"192.0.2.0/24").value();
    const Result<WhitelistEntry> updated = store.update(entry, bob, 50);
    QVERIFY(updated.ok());
    QCOMPARE(updated->id, entry.id);
    QCOMPARE(updated->revision, 2);
    QCOMPARE(updated->createdAt, 1);
    QCOMPARE(updated->changedAt, 50);
    QCOMPARE(updated->changedBy, QStringLiteral("bob"));
    QCOMPARE(*store.find(entry.id), *updated);
    const AuditRecord audit = lastAudit();
    QCOMPARE(audit.action, QStringLiteral("whitelist.update"));
    QCOMPARE(audit.before.value(QStringLiteral("address")).toString(),
             QStringLiteral("192.0.2.10"));
    QCOMPARE(audit.after.value(QStringLiteral("address")).toString(),
             QStringLiteral("192.0.2.0/24"));
    // Its own old range is not in its way, another's is.
    QVERIFY(store.add(entryFor(QStringLiteral("198.51.100.5-198.51.100.9")), alice, 60).ok());
    entry = *updated;
    entry.range = AddressRange::parse(u"198.51.100.8-198.51.100.12").value();
    QVERIFY(!store.update(entry, bob, 70).ok());
}

void tst_WhitelistStore::aStaleRevisionOverwritesNothing()
{
    WhitelistStore store(*m_database);
    const WhitelistEntry entry = *store.add(entryFor(QStringLiteral("192.0.2.10")), alice, 1);
    WhitelistEntry byBob = entry;
    byBob.description = QStringLiteral("Bob's");
    QVERIFY(store.update(byBob, bob, 2).ok());
    WhitelistEntry byAlice = entry;
    byAlice.description = QStringLiteral("Alice's");
    const Result<WhitelistEntry> stale = store.update(byAlice, alice, 3);
    QVERIFY(!stale.ok());
    QCOMPARE(stale.error().kind, ErrorKind::Conflict);
    QCOMPARE(
        stale.error().text,
        QStringLiteral("The entry 192.0.2.10 (Bob's) was changed by bob meanwhile; nothing was "
                       "saved. Look at the current version and decide again."));
    const QJsonObject current = stale.error().data.value(QStringLiteral("current")).toObject();
    QCOMPARE(current.value(QStringLiteral("description")).toString(), QStringLiteral("Bob's"));
    QCOMPARE(current.value(QStringLiteral("revision")).toInt(), 2);
    QCOMPARE(store.find(entry.id)->description, QStringLiteral("Bob's"));
    QVERIFY(!store.remove(entry.id, 1, alice, 4).ok());
    QVERIFY(store.find(entry.id).ok());
    QCOMPARE(AuditStore(*m_database).list(0, 100)->size(), 2);
}

void tst_WhitelistStore::enablingHasAnActionOfItsOwn()
{
    WhitelistStore store(*m_database);
    WhitelistEntry entry = *store.add(entryFor(QStringLiteral("192.0.2.10")), alice, 1);
    entry.enabled = false;
    entry = *store.update(entry, alice, 2);
    QCOMPARE(lastAudit().action, QStringLiteral("whitelist.disable"));
    entry.enabled = true;
    QVERIFY(store.update(entry, alice, 3).ok());
    QCOMPARE(lastAudit().action, QStringLiteral("whitelist.enable"));
}

void tst_WhitelistStore::removing()
{
    WhitelistStore store(*m_database);
    const WhitelistEntry entry = *store.add(entryFor(QStringLiteral("192.0.2.10")), alice, 1);
    QVERIFY(store.remove(entry.id, entry.revision, bob, 2).ok());
    QCOMPARE(lastAudit().action, QStringLiteral("whitelist.remove"));
    QVERIFY(lastAudit().after.isEmpty());
    QCOMPARE(lastAudit().before.value(QStringLiteral("id")).toString(), entry.id);
    QCOMPARE(store.find(entry.id).error().kind, ErrorKind::NotFound);
    QCOMPARE(store.remove(entry.id, 0, bob, 3).error().kind, ErrorKind::NotFound);
    QCOMPARE(store.update(entry, bob, 3).error().kind, ErrorKind::NotFound);
}

void tst_WhitelistStore::builtInEntries()
{
    WhitelistStore store(*m_database);
    WhitelistEntry loopback = *store.findByRange(AddressRange::parse(u"127.0.0.1").value());
    QVERIFY(loopback.builtIn);
    QCOMPARE(store.remove(loopback.id, 0, alice, 1).error().kind, ErrorKind::Refused);
    loopback.services = Service::Smtp | Service::SmtpAuthBypass;
    loopback.builtIn = false; // not for the asker to say
    const Result<WhitelistEntry> edited = store.update(loopback, alice, 2);
    QVERIFY(edited.ok());
    QVERIFY(edited->builtIn);
    WhitelistEntry moved = *edited;
    moved.range = AddressRange::parse(u"127.0.0.0/8").value();
    QCOMPARE(store.update(moved, alice, 3).error().field, QStringLiteral("address"));
}

void tst_WhitelistStore::whatIsNotValidIsNotStored()
{
    WhitelistStore store(*m_database);
    WhitelistEntry none = entryFor(QStringLiteral("192.0.2.10"));
    none.services = {};
    QCOMPARE(store.add(none, alice, 1).error().field, QStringLiteral("services"));
    const WhitelistEntry tooLong =
        entryFor(QStringLiteral("192.0.2.10"), QString(4000, QChar(u'x')));
    QCOMPARE(store.add(tooLong, alice, 1).error().field, QStringLiteral("description"));
    QCOMPARE(store.list()->size(), 2);
    QVERIFY(AuditStore(*m_database).list(0, 10)->isEmpty());
}

void tst_WhitelistStore::strangeDescriptions()
{
    WhitelistStore store(*m_database);
    const QString strange =
        QString::fromUtf8("'; DROP TABLE audit; -- \"x\" \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d ? $1");
    const WhitelistEntry entry =
        *store.add(entryFor(QStringLiteral("192.0.2.10"), strange), alice, 1);
    QCOMPARE(store.find(entry.id)->description, strange);
    QCOMPARE(lastAudit().after.value(QStringLiteral("description")).toString(), strange);
}

void tst_WhitelistStore::tenThousandEntries()
{
    WhitelistStore store(*m_database);
    QVERIFY(m_database->begin().ok());
    QVERIFY(store.add(entryFor(QStringLiteral("10.0.0.0/8")), alice, 1).ok());
    QElapsedTimer timer;
    timer.start();
    const auto addTo = [&](int from, int to) {
        for (int i = from; i < to; ++i) {
            const auto range = AddressRange(IpAddress::fromV4(0x0a000000u + 2u * unsigned(i)));
            WhitelistEntry entry = entryFor(QStringLiteral("192.0.2.1"));
            entry.range = range;
            QVERIFY(store.add(entry, alice, 1).ok());
        }
    };
    addTo(0, 2000);
    const qint64 early = timer.restart();
    addTo(2000, 8000);
    timer.restart();
    addTo(8000, 10000);
    const qint64 late = timer.elapsed();
    QVERIFY(m_database->commit().ok());
    // A check that looks at every entry would take ten times as long at the end; the machine may be
    // busy, so the border is far from what is normal.
    QVERIFY2(late < 4 * early + 1000,
             qPrintable(QStringLiteral("%1 ms, then %2 ms").arg(early).arg(late)));
    QCOMPARE(store.list()->size(), 10003);
    QVERIFY(!store.add(entryFor(QStringLiteral("9.0.0.0-10.0.0.5")), alice, 1).ok());
}

QTEST_GUILESS_MAIN(tst_WhitelistStore)
#include "tst_WhitelistStore.moc"
