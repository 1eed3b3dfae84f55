// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/SharedLimits.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace postern;
using namespace postern::net;

/// The recipients that workers count together: exact, given back, forgotten in time.
class tst_SharedRecipients : public QObject
{
    Q_OBJECT

private slots:
    void recipientsAreCountedOnce();
    void onlyMessagesThatAreTakenCount();
    void whatWasNotStoredIsGivenBack_data();
    void whatWasNotStoredIsGivenBack();
    void farAboveTheLimitTheWholeMessageWaits();
    void anEntryHasALimitOfItsOwn();
    void aRecipientThatIsNoLongerAllowedEndsTheCount();
    void memoryIsBounded();
    void whoIsBusyIsNotForgotten();
    void sweepForgetsWhatCountsNoMore();

private:
    static policy::Facts at(policy::Stage stage, const QString &client);
    static policy::PolicySnapshot trusting(const QString &range);
    /// A message with one recipient, to its end.
    static policy::Verdict take(SharedLimits &limits, const policy::Facts &facts,
                                const policy::PolicySnapshot &snapshot, UtcMs when = now);
    static constexpr UtcMs now = 1700000000000;
};

policy::Facts tst_SharedRecipients::at(policy::Stage stage, const QString &client)
{
    policy::Facts facts;
    facts.stage = stage;
    facts.client = IpAddress::parse(client).value();
    facts.recipientDomain = QStringLiteral("elsewhere.test");
    return facts;
}

policy::PolicySnapshot tst_SharedRecipients::trusting(const QString &range)
{
    WhitelistEntry entry;
    entry.id = QStringLiteral("e");
    entry.range = AddressRange::parse(range).value();
    entry.services = Service::SmtpAuthBypass;
    policy::PolicySnapshot snapshot;
    snapshot.table = policy::AccessTable({entry});
    return snapshot;
}

policy::Verdict tst_SharedRecipients::take(SharedLimits &limits, const policy::Facts &facts,
                                           const policy::PolicySnapshot &snapshot, UtcMs when)
{
    SharedLimits::CountedRecipients counted;
    return limits.countRecipients(facts, {facts.recipientDomain}, snapshot, when, counted)
        .first()
        .verdict;
}

void tst_SharedRecipients::recipientsAreCountedOnce()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot = trusting(QStringLiteral("192.0.2.0/24"));
    snapshot.settings.listedRecipientsPerHour = 100;
    std::atomic<int> allowed = 0;
    std::atomic<int> held = 0;
    const auto worker = [&] {
        for (int i = 0; i < 200; ++i) {
            const auto facts = at(policy::Stage::Recipient, QStringLiteral("192.0.2.1"));
            const auto verdict = take(limits, facts, snapshot);
            allowed += verdict == policy::Verdict::Allow ? 1 : 0;
            held += verdict == policy::Verdict::Hold ? 1 : 0;
        }
    };
    std::thread first(worker);
    std::thread second(worker);
    first.join();
    second.join();
    QCOMPARE(allowed.load(), 100);
    QCOMPARE(held.load(), 300);
    const auto facts = at(policy::Stage::Recipient, QStringLiteral("192.0.2.1"));
    constexpr UtcMs twoHours = 2LL * 3600 * 1000;
    QCOMPARE(limits.decide(facts, snapshot, now + twoHours).verdict, policy::Verdict::Allow);
}

void tst_SharedRecipients::onlyMessagesThatAreTakenCount()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot = trusting(QStringLiteral("192.0.2.0/24"));
    snapshot.settings.listedRecipientsPerHour = 10;
    const auto facts = at(policy::Stage::Recipient, QStringLiteral("192.0.2.1"));
    // Ten transactions of nine recipients each come to nothing ...
    for (int i = 0; i < 90; ++i)
        QCOMPARE(limits.decide(facts, snapshot, now, i % 9).verdict, policy::Verdict::Allow);
    // ... and an open one knows its own.
    QCOMPARE(limits.decide(facts, snapshot, now, 10).verdict, policy::Verdict::Hold);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(take(limits, facts, snapshot), policy::Verdict::Allow);
    QCOMPARE(limits.decide(facts, snapshot, now).verdict, policy::Verdict::Hold);
}

void tst_SharedRecipients::whatWasNotStoredIsGivenBack_data()
{
    QTest::addColumn<qint64>("later");
    QTest::newRow("at once") << qint64(0);
    QTest::newRow("minutes later") << qint64(10) * 60 * 1000;
    QTest::newRow("after the window") << qint64(3) * 3600 * 1000;
}

void tst_SharedRecipients::whatWasNotStoredIsGivenBack()
{
    QFETCH(qint64, later);
    SharedLimits limits;
    policy::PolicySnapshot snapshot = trusting(QStringLiteral("192.0.2.0/24"));
    snapshot.settings.listedRecipientsPerHour = 3;
    const auto facts = at(policy::Stage::Recipient, QStringLiteral("192.0.2.1"));
    SharedLimits::CountedRecipients counted;
    const QString domain = facts.recipientDomain;
    (void)limits.countRecipients(facts, {domain, domain, domain}, snapshot, now, counted);
    QCOMPARE(counted.count, 3);
    QCOMPARE(limits.decide(facts, snapshot, now).verdict, policy::Verdict::Hold);
    (void)limits.decide(facts, snapshot, now + later);
    limits.giveBack(counted);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(take(limits, facts, snapshot, now + later), policy::Verdict::Allow);
    QCOMPARE(take(limits, facts, snapshot, now + later), policy::Verdict::Hold);
}

void tst_SharedRecipients::farAboveTheLimitTheWholeMessageWaits()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot = trusting(QStringLiteral("192.0.2.0/24"));
    snapshot.settings.listedRecipientsPerHour = 1;
    const auto facts = at(policy::Stage::Recipient, QStringLiteral("192.0.2.1"));
    for (int i = 0; i < 9; ++i)
        (void)take(limits, facts, snapshot);
    SharedLimits::CountedRecipients counted;
    const QString domain = facts.recipientDomain;
    const auto decisions = limits.countRecipients(facts, {domain, domain}, snapshot, now, counted);
    QCOMPARE(decisions.size(), 2);
    QCOMPARE(decisions.last().verdict, policy::Verdict::Defer);
    QCOMPARE(counted.count, 0);
    QCOMPARE(take(limits, facts, snapshot), policy::Verdict::Hold);
}

void tst_SharedRecipients::anEntryHasALimitOfItsOwn()
{
    SharedLimits limits;
    policy::PolicySnapshot snapshot = trusting(QStringLiteral("192.0.2.0/24"));
    snapshot.settings.listedRecipientsPerHour = 10;
    int allowed = 0;
    for (int i = 0; i < 100; ++i) {
        const QString client = QStringLiteral("192.0.2.%1").arg(i);
        const auto facts = at(policy::Stage::Recipient, client);
        allowed += take(limits, facts, snapshot) == policy::Verdict::Allow ? 1 : 0;
    }
    QCOMPARE(allowed, 50);
}

void tst_SharedRecipients::aRecipientThatIsNoLongerAllowedEndsTheCount()
{
    SharedLimits limits;
    const QString local = QStringLiteral("here.test");
    const QString far = QStringLiteral("far.test");
    policy::PolicySnapshot listed = trusting(QStringLiteral("192.0.2.0/24"));
    listed.acceptedDomains = {local};
    policy::PolicySnapshot unlisted;
    unlisted.acceptedDomains = {local};
    const auto facts = at(policy::Stage::Recipient, QStringLiteral("192.0.2.1"));
    SharedLimits::CountedRecipients counted;
    QCOMPARE(limits.countRecipients(facts, {local, far, local}, listed, now, counted).size(), 3);
    QCOMPARE(counted.count, 1);
    const auto refused = limits.countRecipients(facts, {local, far, local}, unlisted, now, counted);
    QCOMPARE(refused.size(), 2);
    QCOMPARE(refused.first().reason, policy::Reason::AcceptedDomain);
    QCOMPARE(refused.last().verdict, policy::Verdict::Refuse);
    QCOMPARE(counted.count, 0);
    // Nobody who needs no entry goes unasked.
    QCOMPARE(limits.countRecipients(facts, {local}, policy::PolicySnapshot(), now, counted)
                 .last()
                 .verdict,
             policy::Verdict::Refuse);
}

void tst_SharedRecipients::memoryIsBounded()
{
    SharedLimits limits(1024, 4);
    policy::PolicySnapshot snapshot = trusting(QStringLiteral("10.0.0.0/8"));
    snapshot.settings.listedRecipientsPerHour = 0;
    snapshot.settings.listedRecipientsPerDay = 0;
    for (int i = 0; i < 5000; ++i) {
        const QString client = QStringLiteral("10.0.%1.%2").arg(i / 250).arg(i % 250);
        QCOMPARE(take(limits, at(policy::Stage::Recipient, client), snapshot),
                 policy::Verdict::Allow);
    }
    QVERIFY(limits.countedAddresses() > 0);
    QVERIFY(limits.countedAddresses() <= qsizetype(4 * SharedLimits::shardCount));
}

void tst_SharedRecipients::whoIsBusyIsNotForgotten()
{
    SharedLimits limits(1024, 4);
    policy::PolicySnapshot snapshot = trusting(QStringLiteral("10.0.0.0/8"));
    snapshot.settings.listedRecipientsPerHour = 2000;
    snapshot.settings.listedRecipientsPerDay = 0;
    const auto busy = at(policy::Stage::Recipient, QStringLiteral("10.9.9.9"));
    int allowed = 0;
    for (int i = 0; i < 3000; ++i) {
        const UtcMs time = now + i;
        const QString other = QStringLiteral("10.0.%1.%2").arg(i / 250).arg(i % 250);
        (void)take(limits, at(policy::Stage::Recipient, other), snapshot, time);
        const auto verdict = take(limits, busy, snapshot, time);
        allowed += verdict == policy::Verdict::Allow ? 1 : 0;
    }
    QCOMPARE(allowed, 2000);
}

void tst_SharedRecipients::sweepForgetsWhatCountsNoMore()
{
    SharedLimits limits;
    const policy::PolicySnapshot snapshot = trusting(QStringLiteral("192.0.2.0/24"));
    const auto facts = at(policy::Stage::Recipient, QStringLiteral("192.0.2.1"));
    QCOMPARE(take(limits, facts, snapshot), policy::Verdict::Allow);
    constexpr UtcMs twoDays = 2LL * 24 * 3600 * 1000;
    limits.sweep(now);
    QCOMPARE(limits.countedAddresses(), 1);
    limits.sweep(now + twoDays);
    QCOMPARE(limits.countedAddresses(), 0);
    QVERIFY(limits.decide(facts, snapshot, now + twoDays).isAllowed());
}

QTEST_APPLESS_MAIN(tst_SharedRecipients)
#include "tst_SharedRecipients.moc"
