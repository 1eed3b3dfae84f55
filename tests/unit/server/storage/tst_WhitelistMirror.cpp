// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AuditStore.h"
#include "server/storage/Migrator.h"
#include "server/storage/WhitelistMirror.h"
#include "server/storage/WhitelistStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QRandomGenerator>
#include <QTest>

using namespace postern;
using namespace postern::storage;

/// A reader beside two nodes that change the list.
class tst_WhitelistMirror : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void showsWhatEitherNodeChanged();
    void readsNoMoreThanWasChanged();
    void whatIsNotCommittedIsNotThere();
    void whatDoesNotFitIsReadAnew();
    void manyChangesAtOnce();
    void otherRowsOfTheTrailChangeNothing();

private:
    [[nodiscard]] std::unique_ptr<Database> connection() const;

    test::DatabaseFixture m_fixture;
    DatabaseUrl m_url;
    std::unique_ptr<Database> m_one;
    std::unique_ptr<Database> m_other;
    std::unique_ptr<Database> m_reader;
};

namespace
{

const Actor alice{QStringLiteral("alice"), QStringLiteral("192.0.2.1"), QStringLiteral("test"), {}};

WhitelistEntry entryFor(const QString &address)
{
    WhitelistEntry entry;
    entry.range = AddressRange::parse(address).value();
    entry.description = QStringLiteral("Ger\u00e4t \"%1\"").arg(address);
    entry.services = Service::SmtpAuthBypass | Service::ConsoleLogin;
    entry.expiresAt = qint64(1) << 60;
    return entry;
}

WhitelistEntry entryAt(unsigned place)
{
    WhitelistEntry entry = entryFor(QStringLiteral("192.0.2.1"));
    entry.range = AddressRange(IpAddress::fromV4(0x0a000000U + place));
    return entry;
}

qsizetype sizeOf(const Result<QList<WhitelistEntry>> &list)
{
    return list.ok() ? list->size() : -1;
}

} // namespace

void tst_WhitelistMirror::init()
{
    m_one.reset();
    m_other.reset();
    m_reader.reset();
    const auto url = m_fixture.freshUrl();
    QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().text));
    m_url = *url;
    m_one = connection();
    QVERIFY(Migrator(*m_one).migrate().ok());
    m_other = connection();
    m_reader = connection();
}

std::unique_ptr<Database> tst_WhitelistMirror::connection() const
{
    auto opened = Database::open(m_url);
    if (!opened.ok())
        qFatal("%s", qPrintable(opened.error().text));
    return std::move(opened).value();
}

void tst_WhitelistMirror::showsWhatEitherNodeChanged()
{
    WhitelistMirror mirror;
    WhitelistStore one(*m_one);
    WhitelistStore other(*m_other);
    const auto isTrue = [&] {
        const auto shown = mirror.read(*m_reader);
        return shown.ok() && *shown == one.list().value();
    };
    QVERIFY(isTrue());
    QVERIFY(one.add(entryFor(QStringLiteral("10.0.0.0/8")), alice, 1).ok());
    const auto narrow = other.add(entryFor(QStringLiteral("10.0.0.0/24")), alice, 2);
    QVERIFY(narrow.ok());
    QVERIFY(other.add(entryFor(QStringLiteral("2001:db8::/64")), alice, 3).ok());
    QVERIFY(isTrue());
    WhitelistEntry moved = *narrow;
    moved.range = AddressRange::parse(QStringLiteral("192.0.2.0-192.0.2.9")).value();
    const auto stored = one.update(moved, alice, 4);
    QVERIFY(stored.ok());
    QVERIFY(isTrue());
    WhitelistEntry disabled = *stored;
    disabled.enabled = false;
    QVERIFY(other.update(disabled, alice, 5).ok());
    QVERIFY(isTrue());
    QVERIFY(one.remove(disabled.id, 0, alice, 6).ok());
    QVERIFY(isTrue());
    QVERIFY(one.add(entryFor(QStringLiteral("10.0.0.0/24")), alice, 7).ok());
    QVERIFY(isTrue());
    // By chance, in another order.
    QRandomGenerator chance(7);
    for (int i = 0; i < 60; ++i) {
        WhitelistStore &store = chance.bounded(2) == 0 ? one : other;
        const auto list = one.list().value();
        const WhitelistEntry &some = list.at(chance.bounded(int(list.size())));
        if (chance.bounded(3) == 0)
            (void)store.remove(some.id, 0, alice, i);
        else
            (void)store.add(entryAt(unsigned(chance.bounded(40)) + 4096), alice, i);
        if (i % 4 == 0)
            QVERIFY(isTrue());
    }
    QVERIFY(isTrue());
}

/// What was changed without a row in the trail is only found when the whole list is read.
void tst_WhitelistMirror::readsNoMoreThanWasChanged()
{
    WhitelistMirror mirror;
    WhitelistStore store(*m_one);
    QVERIFY(store.add(entryAt(1), alice, 1).ok());
    const qsizetype before = sizeOf(mirror.read(*m_reader));
    QVERIFY(m_one->change(QStringLiteral("DELETE FROM whitelist_entry WHERE built_in = 1")).ok());
    QVERIFY(store.add(entryAt(2), alice, 2).ok());
    QCOMPARE(sizeOf(mirror.read(*m_reader)), before + 1);
}

void tst_WhitelistMirror::whatIsNotCommittedIsNotThere()
{
    WhitelistMirror mirror;
    WhitelistStore store(*m_one);
    const qsizetype before = sizeOf(mirror.read(*m_reader));
    QVERIFY(m_one->begin().ok());
    QVERIFY(store.add(entryAt(1), alice, 1).ok());
    QCOMPARE(sizeOf(mirror.read(*m_reader)), before);
    m_one->rollback();
    QCOMPARE(sizeOf(mirror.read(*m_reader)), before);
    QVERIFY(store.add(entryAt(2), alice, 2).ok()); // has the number of the row that never was
    QCOMPARE(*mirror.read(*m_reader), store.list().value());
}

void tst_WhitelistMirror::whatDoesNotFitIsReadAnew()
{
    WhitelistMirror mirror;
    WhitelistStore store(*m_one);
    const auto added = store.add(entryAt(1), alice, 1);
    QVERIFY(mirror.read(*m_reader).ok());
    QVERIFY(
        m_one->change(QStringLiteral("UPDATE whitelist_entry SET description = 'by hand'")).ok());
    QVERIFY(store.remove(added->id, 0, alice, 2).ok());
    QCOMPARE(*mirror.read(*m_reader), store.list().value());
    // One that came from nowhere stands where an entry of the trail belongs.
    const auto again = store.add(entryAt(1), alice, 3);
    QVERIFY(mirror.read(*m_reader).ok());
    QVERIFY(m_one->change(QStringLiteral("DELETE FROM whitelist_entry WHERE id = ?"), {again->id})
                .ok());
    QVERIFY(store.add(entryAt(1), alice, 4).ok());
    QCOMPARE(*mirror.read(*m_reader), store.list().value());
}

void tst_WhitelistMirror::manyChangesAtOnce()
{
    WhitelistMirror mirror;
    WhitelistStore store(*m_one);
    QVERIFY(mirror.read(*m_reader).ok());
    QVERIFY(m_one->begin().ok());
    for (unsigned i = 0; i < 700; ++i)
        QVERIFY(store.add(entryAt(i), alice, 1).ok());
    QVERIFY(m_one->commit().ok());
    QCOMPARE(*mirror.read(*m_reader), store.list().value());
    QVERIFY(store.add(entryAt(1000), alice, 2).ok());
    QCOMPARE(*mirror.read(*m_reader), store.list().value());
}

void tst_WhitelistMirror::otherRowsOfTheTrailChangeNothing()
{
    WhitelistMirror mirror;
    WhitelistStore store(*m_one);
    const auto known = mirror.read(*m_reader);
    const QJsonObject something{{QStringLiteral("name"), QStringLiteral("example.com")}};
    QVERIFY(
        AuditStore(*m_one).append(alice, 1, QStringLiteral("domain.add"), {}, {}, something).ok());
    QCOMPARE(*mirror.read(*m_reader), *known);
    QVERIFY(store.add(entryAt(1), alice, 2).ok());
    QCOMPARE(*mirror.read(*m_reader), store.list().value());
}

QTEST_GUILESS_MAIN(tst_WhitelistMirror)
#include "tst_WhitelistMirror.moc"
