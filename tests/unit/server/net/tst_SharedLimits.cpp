// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SharedLimits.h"

#include <QtTest>

#include <thread>

using namespace postern;
using namespace postern::net;

/// What workers count together is exact, however many there are: connections, logins, bytes. Of
/// recipients tst_SharedRecipients knows.
class tst_SharedLimits : public QObject
{
    Q_OBJECT

private slots:
    void aLimitOfConnectionsIsThatLimit();
    void releasedConnectionsAreFree();
    void unlistedIpv6IsCountedByNetwork();
    void loginsAreForgottenAfterASuccess();
    void ipv6LoginsAreCountedByTheirSlash64();
    void usageIsLookedAtWithoutCounting();
    void theBudgetIsNeverPassed();

private:
    static policy::Facts at(policy::Stage stage, const QString &client);
    static constexpr UtcMs now = 1700000000000;
};

policy::Facts tst_SharedLimits::at(policy::Stage stage, const QString &client)
{
    policy::Facts facts;
    facts.stage = stage;
    facts.client = IpAddress::parse(client).value();
    return facts;
}

void tst_SharedLimits::aLimitOfConnectionsIsThatLimit()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot;
    snapshot.settings.connectionsPerAddress = 20;
    std::atomic<int> allowed = 0;
    const auto worker = [&] {
        for (int i = 0; i < 500; ++i) {
            const auto facts = at(policy::Stage::Connect, QStringLiteral("192.0.2.1"));
            allowed += limits.decide(facts, snapshot, now).isAllowed() ? 1 : 0;
        }
    };
    std::thread first(worker);
    std::thread second(worker);
    first.join();
    second.join();
    QCOMPARE(allowed.load(), 20);
    QCOMPARE(limits.connections(), 20);
}

void tst_SharedLimits::releasedConnectionsAreFree()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot;
    snapshot.settings.connectionsPerAddress = 1;
    const auto facts = at(policy::Stage::Connect, QStringLiteral("192.0.2.1"));
    for (int i = 0; i < 5; ++i) {
        QVERIFY(limits.decide(facts, snapshot, now).isAllowed());
        QVERIFY(!limits.decide(facts, snapshot, now).isAllowed());
        limits.releaseConnection(facts.client);
    }
    QCOMPARE(limits.connections(), 0);
}

void tst_SharedLimits::unlistedIpv6IsCountedByNetwork()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot;
    snapshot.settings.connectionsPerAddress = 2;
    const auto first = at(policy::Stage::Connect, QStringLiteral("2001:db8::1"));
    const auto second = at(policy::Stage::Connect, QStringLiteral("2001:db8::2"));
    const auto third = at(policy::Stage::Connect, QStringLiteral("2001:db8::3"));
    const auto other = at(policy::Stage::Connect, QStringLiteral("2001:db8:0:1::1"));
    QVERIFY(limits.decide(first, snapshot, now).isAllowed());
    QVERIFY(limits.decide(second, snapshot, now).isAllowed());
    QVERIFY(!limits.decide(third, snapshot, now).isAllowed());
    QVERIFY(limits.decide(other, snapshot, now).isAllowed());
    limits.releaseConnection(first.client);
    QVERIFY(limits.decide(third, snapshot, now).isAllowed());
    limits.releaseConnection(second.client);
    limits.releaseConnection(third.client);
    limits.releaseConnection(other.client);
    QCOMPARE(limits.connections(), 0);
}

void tst_SharedLimits::loginsAreForgottenAfterASuccess()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot;
    snapshot.settings.loginFailures = 3;
    const auto facts = at(policy::Stage::Login, QStringLiteral("192.0.2.1"));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(limits.decide(facts, snapshot, now).isAllowed());
        limits.noteLogin(facts.client, QStringLiteral("mary"), false, now);
    }
    QVERIFY(!limits.decide(facts, snapshot, now).isAllowed());
    QVERIFY(limits.decide(at(policy::Stage::Login, QStringLiteral("192.0.2.2")), snapshot, now)
                .isAllowed());
    limits.noteLogin(facts.client, QStringLiteral("mary"), true, now);
    QVERIFY(limits.decide(facts, snapshot, now).isAllowed());
}

void tst_SharedLimits::ipv6LoginsAreCountedByTheirSlash64()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot;
    snapshot.settings.loginFailures = 3;
    const auto login = [](const QString &client) { return at(policy::Stage::Login, client); };
    for (int i = 1; i <= 3; ++i) {
        const auto facts = login(QStringLiteral("2001:db8:0:1:%1::1").arg(i));
        QVERIFY(limits.decide(facts, snapshot, now).isAllowed());
        limits.noteLogin(facts.client, QStringLiteral("mary"), false, now);
    }
    const auto sameNetwork = login(QStringLiteral("2001:db8:0:1:ffff::9"));
    QCOMPARE(limits.decide(sameNetwork, snapshot, now).reason,
             policy::Reason::TooManyLoginFailures);
    const auto otherNetwork = login(QStringLiteral("2001:db8:0:2:1::1"));
    QVERIFY(limits.decide(otherNetwork, snapshot, now).isAllowed());
}

void tst_SharedLimits::usageIsLookedAtWithoutCounting()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot;
    WhitelistEntry entry;
    entry.id = QStringLiteral("e");
    entry.range = AddressRange::parse(u"192.0.2.0/24").value();
    entry.services = Service::SmtpAuthBypass;
    snapshot.table = policy::AccessTable({entry});
    const auto connect = at(policy::Stage::Connect, QStringLiteral("192.0.2.1"));
    QVERIFY(limits.decide(connect, snapshot, now).isAllowed());
    SharedLimits::CountedRecipients counted;
    (void)limits.countRecipients(at(policy::Stage::Recipient, QStringLiteral("192.0.2.1")),
                                 {QStringLiteral("a.test"), QStringLiteral("b.test")}, snapshot,
                                 now, counted);
    for (int look = 0; look < 2; ++look) {
        const policy::Usage usage = limits.usageOf(connect.client, entry.id, now);
        QCOMPARE(usage.connectionsTotal, 1);
        QCOMPARE(usage.connectionsFromAddress, 1);
        QCOMPARE(usage.connectionsFromNetwork, 1);
        QCOMPARE(usage.addressRecipientsHour, 2);
        QCOMPARE(usage.entryRecipientsDay, 2);
    }
    const IpAddress neighbour = IpAddress::parse(u"192.0.2.2").value();
    QCOMPARE(limits.usageOf(neighbour, entry.id, now).addressRecipientsHour, 0);
    QCOMPARE(limits.usageOf(neighbour, entry.id, now).entryRecipientsHour, 2);
    QCOMPARE(limits.usageOf(neighbour, {}, now).entryRecipientsHour, 0);
    QCOMPARE(limits.countedAddresses(), 1);
}

void tst_SharedLimits::theBudgetIsNeverPassed()
{
    ByteBudget budget(1000);
    QVERIFY(budget.take(600, ByteBudget::For::Known));
    QVERIFY(!budget.take(401, ByteBudget::For::Known));
    QCOMPARE(budget.used(), 600);
    QVERIFY(budget.take(400, ByteBudget::For::Known));
    budget.giveBack(1000);
    QCOMPARE(budget.used(), 0);
}

QTEST_APPLESS_MAIN(tst_SharedLimits)
#include "tst_SharedLimits.moc"
