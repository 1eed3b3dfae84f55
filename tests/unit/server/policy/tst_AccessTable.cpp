// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/server/policy/PolicyWorld.h"

#include <QTest>

using namespace postern;
using namespace postern::policy;

namespace
{

/// The rule as it is written down, by looking at every entry: the smallest that is in force.
const WhitelistEntry *slowFind(const QList<WhitelistEntry> &entries, const IpAddress &client,
                               UtcMs now)
{
    const WhitelistEntry *best = nullptr;
    for (const WhitelistEntry &entry : entries) {
        const bool isLive = entry.enabled && (entry.expiresAt == 0 || now < entry.expiresAt);
        if (isLive && entry.range.contains(client)
            && (!best || entry.range.sizeMinusOne() < best->range.sizeMinusOne()))
            best = &entry;
    }
    return best;
}

QString idOf(const WhitelistEntry *entry)
{
    return entry ? entry->id : QStringLiteral("none");
}

} // namespace

class tst_AccessTable : public QObject
{
    Q_OBJECT

private slots:
    void emptyTableTrustsNobody();
    void agreesWithBruteForce();
    void chainIsEveryHolderNarrowestFirst();
    void endsOfTheAddressSpace();
    void bareIpv6IsOneAddress();
    void mappedPeerMatchesItsIpv4Entry();
    void ipv6WildcardHoldsNoIpv4Client();
    void disabledEntryNeverWins();
    void expiryNeedsNoNewTable();
    void crossingEntryTrustsNobody();
    void consoleIsDecidedApart();
};

void tst_AccessTable::emptyTableTrustsNobody()
{
    for (const AccessTable &table : {AccessTable(), AccessTable(QList<WhitelistEntry>())}) {
        QCOMPARE(table.find(addressOf(u"127.0.0.1"), testNow), nullptr);
        QCOMPARE(table.find(addressOf(u"::1"), testNow), nullptr);
        QVERIFY(table.chain(addressOf(u"255.255.255.255")).isEmpty());
        QCOMPARE(table.services(addressOf(u"::1"), testNow), Services());
    }
}

void tst_AccessTable::agreesWithBruteForce()
{
    QRandomGenerator random(20260101);
    for (int round = 0; round < 300; ++round) {
        const QList<WhitelistEntry> entries = randomEntries(random, 1 + int(random.bounded(25U)));
        const AccessTable table(entries);
        QList<IpAddress> clients;
        for (int i = 0; i < 20; ++i)
            clients += randomClient(random);
        for (const WhitelistEntry &entry : entries)
            clients << entry.range.first() << entry.range.last();
        for (const IpAddress &client : clients) {
            for (const UtcMs now : {testNow - 1, testNow, testNow + 1}) {
                const QString found = idOf(table.find(client, now));
                const QString expected = idOf(slowFind(entries, client, now));
                if (found != expected)
                    QFAIL(qPrintable(QStringLiteral("%1: %2 instead of %3")
                                         .arg(client.toString(), found, expected)));
            }
        }
    }
}

void tst_AccessTable::chainIsEveryHolderNarrowestFirst()
{
    QRandomGenerator random(77);
    for (int round = 0; round < 60; ++round) {
        const QList<WhitelistEntry> entries = randomEntries(random, 20);
        const AccessTable table(entries);
        for (int i = 0; i < 20; ++i) {
            const IpAddress client = randomClient(random);
            const QList<const WhitelistEntry *> chain = table.chain(client);
            const auto holders =
                std::count_if(entries.begin(), entries.end(), [&client](const WhitelistEntry &e) {
                    return e.range.contains(client);
                });
            QCOMPARE(chain.size(), holders);
            for (qsizetype at = 1; at < chain.size(); ++at)
                QVERIFY(chain.at(at)->range.contains(chain.at(at - 1)->range));
        }
    }
}

void tst_AccessTable::endsOfTheAddressSpace()
{
    const AccessTable table({entryOf(u"0.0.0.0/0", Service::Smtp),
                             entryOf(u"0.0.0.0", Service::Smtp),
                             entryOf(u"255.255.255.255", Service::Smtp),
                             entryOf(u"::/0", Service::Smtp), entryOf(u"::", Service::Smtp),
                             entryOf(u"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Service::Smtp)});
    const auto rangeAt = [&table](QStringView text) {
        return table.find(addressOf(text), testNow)->range.toString();
    };
    QCOMPARE(rangeAt(u"0.0.0.0"), QStringLiteral("0.0.0.0"));
    QCOMPARE(rangeAt(u"0.0.0.1"), QStringLiteral("0.0.0.0/0"));
    QCOMPARE(rangeAt(u"255.255.255.254"), QStringLiteral("0.0.0.0/0"));
    QCOMPARE(rangeAt(u"255.255.255.255"), QStringLiteral("255.255.255.255"));
    QCOMPARE(rangeAt(u"::"), QStringLiteral("::"));
    QCOMPARE(rangeAt(u"ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe"), QStringLiteral("::/0"));
    QCOMPARE(rangeAt(u"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
             QStringLiteral("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
}

void tst_AccessTable::bareIpv6IsOneAddress()
{
    const AccessTable table({entryOf(u"2001:db8::25", Service::SmtpAuthBypass)});
    QVERIFY(table.find(addressOf(u"2001:db8::25"), testNow));
    QVERIFY(!table.find(addressOf(u"2001:db8::26"), testNow));
    QVERIFY(!table.find(addressOf(u"2001:db8:1::1"), testNow));
}

void tst_AccessTable::mappedPeerMatchesItsIpv4Entry()
{
    const AccessTable table({entryOf(u"10.0.0.0/8", Service::Smtp)});
    QVERIFY(table.find(addressOf(u"::ffff:10.1.2.3"), testNow));
    const AccessTable mapped({entryOf(u"::ffff:10.0.0.0/104", Service::Smtp)});
    QVERIFY(mapped.find(addressOf(u"10.1.2.3"), testNow));
}

void tst_AccessTable::ipv6WildcardHoldsNoIpv4Client()
{
    const AccessTable table({entryOf(u"::/80", Service::Smtp)});
    QVERIFY(!table.find(addressOf(u"::ffff:10.1.2.3"), testNow));
    QVERIFY(!table.find(addressOf(u"10.1.2.3"), testNow));
    QVERIFY(table.find(addressOf(u"::5"), testNow));
}

void tst_AccessTable::disabledEntryNeverWins()
{
    WhitelistEntry narrow = entryOf(u"10.1.2.3", Service::SmtpAuthBypass);
    narrow.enabled = false;
    const AccessTable alone({narrow});
    QVERIFY(!alone.find(narrow.range.first(), testNow));
    QCOMPARE(alone.chain(narrow.range.first()).size(), 1);
    const AccessTable nested({narrow, entryOf(u"10.0.0.0/8", Service::Smtp)});
    QCOMPARE(nested.find(narrow.range.first(), testNow)->range.toString(),
             QStringLiteral("10.0.0.0/8"));
}

void tst_AccessTable::expiryNeedsNoNewTable()
{
    WhitelistEntry narrow = entryOf(u"10.1.2.3", Service::SmtpAuthBypass);
    narrow.expiresAt = testNow;
    const AccessTable table({narrow, entryOf(u"10.0.0.0/8", Service::Smtp)});
    QCOMPARE(table.find(narrow.range.first(), testNow - 1)->range, narrow.range);
    QCOMPARE(table.find(narrow.range.first(), testNow)->range.toString(),
             QStringLiteral("10.0.0.0/8"));
}

void tst_AccessTable::crossingEntryTrustsNobody()
{
    const AccessTable table({entryOf(u"10.0.0.0-10.0.0.9", Service::Smtp),
                             entryOf(u"10.0.0.5-10.0.0.15", Service::SmtpAuthBypass)});
    QCOMPARE(table.find(addressOf(u"10.0.0.7"), testNow)->services, Services(Service::Smtp));
    QVERIFY(!table.find(addressOf(u"10.0.0.12"), testNow));
}

void tst_AccessTable::consoleIsDecidedApart()
{
    const AccessTable table(
        {entryOf(u"10.0.0.0/8", Service::ConsoleLogin | Service::SmtpAuthBypass),
         entryOf(u"10.0.0.0/24", Service::Smtp)});
    QCOMPARE(table.services(addressOf(u"10.0.0.1"), testNow),
             Services(Service::Smtp | Service::ConsoleLogin));
}

QTEST_APPLESS_MAIN(tst_AccessTable)
#include "tst_AccessTable.moc"
