// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ListProxy.h"
#include "app/console/models/RelativeTime.h"
#include "app/console/models/WhitelistModel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QTest>

using namespace postern;

namespace
{

constexpr UtcMs noon = 1795521600000; // 2026-11-24 12:00 UTC

WhitelistEntry entryOf(const QString &id, const QString &address, qint64 revision = 1)
{
    WhitelistEntry entry;
    entry.id = id;
    entry.range = AddressRange::parse(address).value();
    entry.services = Service::Smtp;
    entry.revision = revision;
    entry.changedAt = noon - 60'000;
    entry.changedBy = QStringLiteral("ana");
    return entry;
}

QList<ListMark> marksOf(const WhitelistModel &model, int row)
{
    return model.index(row, WhitelistModel::descriptionColumn)
        .data(ListRole::Marks)
        .value<QList<ListMark>>();
}

} // namespace

class tst_WhitelistModel : public QObject
{
    Q_OBJECT

private slots:
    void holdsTheModelContract();
    void dropsAnOlderRevision();
    void replacesTheListAndKeepsRows();
    void marksRisks();
    void keepsTicksByEntry();
    void sortsAddressesAsAddresses();
    void tellsTimesRelatively();
};

void tst_WhitelistModel::holdsTheModelContract()
{
    WhitelistModel model([] { return noon; });
    ListProxy proxy;
    proxy.setSourceModel(&model);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester proxyTester(&proxy,
                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEntries({entryOf(QStringLiteral("a"), QStringLiteral("10.0.0.1")),
                      entryOf(QStringLiteral("b"), QStringLiteral("10.0.0.2"))});
    model.apply(entryOf(QStringLiteral("c"), QStringLiteral("10.0.0.3")));
    model.apply(entryOf(QStringLiteral("a"), QStringLiteral("10.0.0.9"), 2));
    proxy.setFilterText(QStringLiteral("10.0.0.9"));
    model.remove(QStringLiteral("b"));
    proxy.setFilterText({});
    proxy.sort(WhitelistModel::addressColumn, Qt::DescendingOrder);
    model.remove(QStringLiteral("c"));
    QCOMPARE(model.entries().size(), 1);
}

void tst_WhitelistModel::dropsAnOlderRevision()
{
    WhitelistModel model([] { return noon; });
    model.setEntries({entryOf(QStringLiteral("a"), QStringLiteral("10.0.0.1"), 5)});
    model.apply(entryOf(QStringLiteral("a"), QStringLiteral("10.0.0.2"), 4));
    QCOMPARE(model.find(QStringLiteral("a"))->range.toString(), QStringLiteral("10.0.0.1"));
}

void tst_WhitelistModel::replacesTheListAndKeepsRows()
{
    WhitelistModel model([] { return noon; });
    model.setEntries({entryOf(QStringLiteral("a"), QStringLiteral("10.0.0.1")),
                      entryOf(QStringLiteral("b"), QStringLiteral("10.0.0.2"))});
    const QPersistentModelIndex kept = model.index(1, WhitelistModel::addressColumn);
    model.setEntries({entryOf(QStringLiteral("c"), QStringLiteral("10.0.0.3")),
                      entryOf(QStringLiteral("b"), QStringLiteral("10.0.0.2"))});
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), QStringLiteral("10.0.0.2"));
    QVERIFY(model.find(QStringLiteral("a")) == nullptr);
    QVERIFY(model.find(QStringLiteral("c")) != nullptr);
}

void tst_WhitelistModel::marksRisks()
{
    constexpr UtcMs day = 24LL * 60 * 60 * 1000;
    WhitelistModel model([] { return noon; });
    WhitelistEntry soon = entryOf(QStringLiteral("c"), QStringLiteral("10.0.0.3"));
    soon.expiresAt = noon + 2 * day;
    WhitelistEntry past = entryOf(QStringLiteral("d"), QStringLiteral("10.0.0.4"));
    past.expiresAt = noon - 1;
    WhitelistEntry late = entryOf(QStringLiteral("e"), QStringLiteral("10.0.0.5"));
    late.expiresAt = noon + 30 * day;
    model.setEntries({entryOf(QStringLiteral("a"), QStringLiteral("10.0.0.0/8")),
                      entryOf(QStringLiteral("b"), QStringLiteral("10.1.0.0/16")), soon, past,
                      late});
    QCOMPARE(marksOf(model, 0).value(0).text, QStringLiteral("very wide"));
    QVERIFY(marksOf(model, 0).value(0).isWarning);
    QCOMPARE(marksOf(model, 1).value(0).text, QStringLiteral("wide"));
    QVERIFY(!marksOf(model, 1).value(0).isWarning);
    QVERIFY(marksOf(model, 2).value(0).text.startsWith(QStringLiteral("expires in 2 days")));
    QCOMPARE(marksOf(model, 3).value(0).text, QStringLiteral("expired"));
    QVERIFY(marksOf(model, 4).isEmpty());
}

void tst_WhitelistModel::keepsTicksByEntry()
{
    WhitelistModel model([] { return noon; });
    ListProxy proxy;
    proxy.setSourceModel(&model);
    model.setEntries({entryOf(QStringLiteral("a"), QStringLiteral("10.0.0.1")),
                      entryOf(QStringLiteral("b"), QStringLiteral("10.0.0.2"))});
    proxy.setData(proxy.index(proxy.rowOf(QStringLiteral("a")), 0), Qt::Checked,
                  Qt::CheckStateRole);
    proxy.setData(proxy.index(proxy.rowOf(QStringLiteral("b")), 0), Qt::Checked,
                  Qt::CheckStateRole);
    proxy.setFilterText(QStringLiteral("10.0.0.2"));
    QCOMPARE(proxy.ticks().count(), 2);
    proxy.setFilterText({});
    model.remove(QStringLiteral("a"));
    QCOMPARE(proxy.ticks().ids(), QSet<QString>{QStringLiteral("b")});
    model.setEntries({});
    QCOMPARE(proxy.ticks().count(), 0);
}

void tst_WhitelistModel::sortsAddressesAsAddresses()
{
    WhitelistModel model([] { return noon; });
    ListProxy proxy;
    proxy.setSourceModel(&model);
    model.setEntries({entryOf(QStringLiteral("a"), QStringLiteral("2001:db8::/64")),
                      entryOf(QStringLiteral("b"), QStringLiteral("192.0.2.1")),
                      entryOf(QStringLiteral("c"), QStringLiteral("9.0.0.1")),
                      entryOf(QStringLiteral("d"), QStringLiteral("10.0.0.0")),
                      entryOf(QStringLiteral("e"), QStringLiteral("10.0.0.0/8"))});
    proxy.sort(WhitelistModel::addressColumn, Qt::AscendingOrder);
    QString order;
    for (int row = 0; row < 5; ++row)
        order += proxy.idOf(row);
    QCOMPARE(order, QStringLiteral("cedba"));
    QCOMPARE(proxy.groupOf(0), RowGroup::Main);
}

void tst_WhitelistModel::tellsTimesRelatively()
{
    constexpr UtcMs minute = 60'000;
    const UtcMs now = QDateTime(QDate(2026, 11, 24), QTime(14, 30)).toMSecsSinceEpoch();
    QCOMPARE(relativeTime(now - 5, now), QStringLiteral("just now"));
    QCOMPARE(relativeTime(now + 5000, now), QStringLiteral("just now"));
    QCOMPARE(relativeTime(now - 59 * minute, now), QStringLiteral("59 min ago"));
    QCOMPARE(relativeTime(now - 120 * minute, now), QStringLiteral("2 h ago"));
    QCOMPARE(relativeTime(now - 15 * 60 * minute, now), QStringLiteral("yesterday"));
    QCOMPARE(relativeTime(now - 5 * 24 * 60 * minute, now), QStringLiteral("19 Nov"));
    QCOMPARE(relativeTime(now - 400LL * 24 * 60 * minute, now), QStringLiteral("20 Oct 2025"));
}

QTEST_MAIN(tst_WhitelistModel)
#include "tst_WhitelistModel.moc"
