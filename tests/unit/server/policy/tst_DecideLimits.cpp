// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/server/policy/DecideFacts.h"

#include <QTest>

using namespace postern;
using namespace postern::policy;

/// decide() where something is counted: connections, recipients, failed logins.
class tst_DecideLimits : public QObject
{
    Q_OBJECT

private slots:
    void bypassAloneKeepsUnlistedConnectionLimit();
    void listedClientsHaveAConnectionLimitToo();
    void connectionsInAll();
    void limits_data();
    void limits();
    void noLimitMeansNone();
    void acceptedDomainNeedsNoBypassLimit();
    void bruteForceLiftsTheLoginThrottle();
    void bypassClientWithWrongPasswordsKeepsItsBypass();
    void consoleLoginLiftsTheConsoleThrottle();
};

void tst_DecideLimits::bypassAloneKeepsUnlistedConnectionLimit()
{
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.0/8", bypass)});
    Facts facts = factsAt(Stage::Connect, u"10.0.0.1");
    facts.usage.connectionsFromAddress = 9;
    QCOMPARE(reasonOf(facts, snapshot), Reason::Connected);
    facts.usage.connectionsFromAddress = 10;
    const Decision decision = decide(facts, snapshot, testNow);
    QCOMPARE(decision.reason, Reason::TooManyConnectionsFromAddress);
    QCOMPARE(decision.limit, 10);
}

void tst_DecideLimits::listedClientsHaveAConnectionLimitToo()
{
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.0/8", Service::Smtp)});
    Facts facts = factsAt(Stage::Connect, u"10.0.0.1");
    facts.usage.connectionsFromAddress = 19;
    QCOMPARE(reasonOf(facts, snapshot), Reason::Connected);
    facts.usage.connectionsFromAddress = 20;
    QCOMPARE(decide(facts, snapshot, testNow).verdict, Verdict::Defer);
}

void tst_DecideLimits::connectionsInAll()
{
    Facts facts = factsAt(Stage::Connect, u"10.0.0.1");
    facts.usage.connectionsTotal = 1999;
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::Connected);
    facts.usage.connectionsTotal = 2000;
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::TooManyConnections);
}

void tst_DecideLimits::limits_data()
{
    QTest::addColumn<Usage>("usage");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<qint64>("limit");
    const auto row = [](const char *name, const Usage &usage, Verdict verdict, Reason reason,
                        qint64 limit) {
        QTest::newRow(name) << usage << verdict << reason << limit;
    };
    const auto used = [](qint64 hour, qint64 day, qint64 entryHour, qint64 entryDay) {
        return Usage{0, 0, hour, day, entryHour, entryDay, 0};
    };
    using enum Verdict;
    row("500th", used(499, 499, 499, 499), Allow, Reason::AuthBypass, 0);
    row("501st", used(500, 500, 500, 500), Hold, Reason::OverHourlyLimit, 500);
    row("5000th", used(4999, 4999, 4999, 4999), Hold, Reason::OverHourlyLimit, 500);
    row("5001st", used(5000, 5000, 5000, 5000), Defer, Reason::FarOverLimit, 500);
    row("entry's 2500th", used(0, 0, 2499, 2499), Allow, Reason::AuthBypass, 0);
    row("entry's 2501st", used(0, 0, 2500, 2500), Hold, Reason::OverHourlyLimit, 2500);
    row("entry's 25001st", used(0, 0, 25000, 25000), Defer, Reason::FarOverLimit, 2500);
    row("day's 2000th", used(0, 1999, 0, 1999), Allow, Reason::AuthBypass, 0);
    row("day's 2001st", used(0, 2000, 0, 2000), Hold, Reason::OverDailyLimit, 2000);
    row("day's 20001st", used(0, 20000, 0, 20000), Defer, Reason::FarOverLimit, 2000);
    row("entry's day", used(0, 0, 0, 10000), Hold, Reason::OverDailyLimit, 10000);
}

void tst_DecideLimits::limits()
{
    QFETCH(Usage, usage);
    QFETCH(Verdict, verdict);
    QFETCH(Reason, reason);
    QFETCH(qint64, limit);
    Facts facts = factsAt(Stage::Recipient, u"10.0.0.1");
    facts.usage = usage;
    // A client with SMTP on is no more exempt than one without.
    for (const Services services : {bypass, bypass | Service::Smtp}) {
        const Decision decision =
            decide(facts, snapshotOf({entryOf(u"10.0.0.0/8", services)}), testNow);
        QCOMPARE(decision.verdict, verdict);
        QCOMPARE(decision.reason, reason);
        QCOMPARE(decision.limit, limit);
        QCOMPARE(holdText(decision).isEmpty(), verdict != Verdict::Hold);
    }
}

void tst_DecideLimits::noLimitMeansNone()
{
    PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.0/8", bypass)});
    snapshot.settings.listedRecipientsPerHour = 0;
    snapshot.settings.listedRecipientsPerDay = 0;
    snapshot.settings.connectionsPerAddress = 0;
    Facts facts = factsAt(Stage::Recipient, u"10.0.0.1");
    facts.usage = Usage{0, 500, 1000000, 1000000, 1000000, 1000000, 0};
    QCOMPARE(reasonOf(facts, snapshot), Reason::AuthBypass);
    facts.stage = Stage::Connect;
    QCOMPARE(reasonOf(facts, snapshot), Reason::Connected);
}

void tst_DecideLimits::acceptedDomainNeedsNoBypassLimit()
{
    Facts facts = factsAt(Stage::Recipient, u"10.0.0.1");
    facts.recipientDomain = QStringLiteral("example.com");
    facts.usage.addressRecipientsHour = 100000;
    QCOMPARE(reasonOf(facts, snapshotOf({entryOf(u"10.0.0.0/8", bypass)})), Reason::AcceptedDomain);
}

void tst_DecideLimits::bruteForceLiftsTheLoginThrottle()
{
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.1", Service::BruteForce)});
    Facts facts = factsAt(Stage::Login, u"192.0.2.1");
    facts.usage.loginFailures = 9;
    QCOMPARE(reasonOf(facts, snapshot), Reason::LoginAllowed);
    facts.usage.loginFailures = 10;
    QCOMPARE(reasonOf(facts, snapshot), Reason::TooManyLoginFailures);
    facts.client = addressOf(u"10.0.0.1");
    QCOMPARE(reasonOf(facts, snapshot), Reason::LoginAllowed);
}

void tst_DecideLimits::bypassClientWithWrongPasswordsKeepsItsBypass()
{
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.1", bypass)});
    Facts facts = factsAt(Stage::Login, u"10.0.0.1");
    facts.usage.loginFailures = 1000;
    QCOMPARE(reasonOf(facts, snapshot), Reason::TooManyLoginFailures);
    facts.stage = Stage::Connect;
    QCOMPARE(reasonOf(facts, snapshot), Reason::Connected);
    facts.stage = Stage::Mail;
    QCOMPARE(reasonOf(facts, snapshot), Reason::AuthBypass);
}

void tst_DecideLimits::consoleLoginLiftsTheConsoleThrottle()
{
    const PolicySnapshot snapshot = snapshotOf(
        {entryOf(u"10.0.0.0/8", Service::ConsoleLogin), entryOf(u"10.0.0.1", Service::BruteForce)});
    Facts facts = factsAt(Stage::Console, u"10.0.0.1");
    facts.usage.loginFailures = 1000;
    QCOMPARE(reasonOf(facts, snapshot), Reason::LoginAllowed);
    facts.client = addressOf(u"192.0.2.1");
    QCOMPARE(reasonOf(facts, snapshot), Reason::TooManyLoginFailures);
}

QTEST_APPLESS_MAIN(tst_DecideLimits)
#include "tst_DecideLimits.moc"
