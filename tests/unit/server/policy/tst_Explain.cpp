// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/Explain.h"

#include "tests/unit/server/policy/PolicyWorld.h"

#include <QTest>

using namespace postern;
using namespace postern::policy;

namespace
{

Facts randomFacts(QRandomGenerator &random)
{
    const QStringList domains{QString(), QStringLiteral("example.com"),
                              QStringLiteral("other.example")};
    Facts facts;
    facts.stage = Stage::Recipient;
    facts.client = randomClient(random);
    facts.listener = random.bounded(2) == 0 ? ListenerRole::Relay : ListenerRole::Submission;
    facts.isAuthOffered = random.bounded(2) == 0;
    if (random.bounded(4) == 0) {
        facts.user = QStringLiteral("anna");
        facts.isLoginFresh = true;
    }
    facts.senderDomain = domains.at(qsizetype(random.bounded(3U)));
    facts.recipientDomain = domains.at(qsizetype(random.bounded(3U)));
    facts.usage.connectionsFromAddress = int(random.bounded(25U));
    facts.usage.connectionsTotal = random.bounded(20) == 0 ? 2000 : 0;
    facts.usage.addressRecipientsHour = random.bounded(6000U);
    facts.usage.entryRecipientsDay = random.bounded(11000U);
    return facts;
}

/// The first stage that refuses, or the last.
Decision decideInOrder(Facts facts, const PolicySnapshot &snapshot)
{
    Decision decision;
    for (const Stage stage : {Stage::Connect, Stage::Mail, Stage::Recipient}) {
        facts.stage = stage;
        decision = decide(facts, snapshot, testNow);
        if (!decision.isAllowed())
            break;
    }
    return decision;
}

} // namespace

class tst_Explain : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatDecideSays();
    void namesEveryGateInOrder();
    void saysWhyEachEntryLost();
    void leavesTheReferenceOpen();
};

void tst_Explain::saysWhatDecideSays()
{
    QRandomGenerator random(1066);
    PolicySnapshot snapshot;
    for (int i = 0; i < 4000; ++i) {
        if (i % 40 == 0)
            snapshot.table = AccessTable(randomEntries(random, 6));
        snapshot.acceptedDomains = {QStringLiteral("example.com")};
        snapshot.settings.unlistedAsLocalSenders = random.bounded(2) == 0;
        const Facts facts = randomFacts(random);
        const Decision decision = decideInOrder(facts, snapshot);
        const Explanation explanation = explain(facts, snapshot, testNow);
        QCOMPARE(explanation.verdict, verdictName(decision.verdict));
        QCOMPARE(explanation.reason, reasonName(decision.reason));
        QCOMPARE(explanation.reply.isEmpty(), decision.isAllowed());
        // Just one gate decides against, and only when something was refused or held.
        const auto failed = std::count_if(
            explanation.gates.begin(), explanation.gates.end(),
            [](const ExplainGate &g) { return g.state == ExplainGate::State::Failed; });
        QCOMPARE(failed, decision.verdict == Verdict::Allow ? 0 : 1);
        const auto won = std::count_if(explanation.considered.begin(), explanation.considered.end(),
                                       [](const ConsideredEntry &row) { return row.won; });
        QCOMPARE(won, decision.entry ? 1 : 0);
    }
}

void tst_Explain::namesEveryGateInOrder()
{
    Facts facts;
    facts.stage = Stage::Recipient;
    facts.client = addressOf(u"192.0.2.1");
    facts.listener = ListenerRole::Submission;
    const Explanation explanation = explain(facts, {}, testNow);
    QStringList names;
    for (const ExplainGate &gate : explanation.gates)
        names += gate.name;
    QCOMPARE(names.join(u' '),
             QStringLiteral("connection entry listener accepted-domain login limits"));
    QCOMPARE(explanation.gates.at(2).state, ExplainGate::State::Failed);
    QCOMPARE(explanation.gates.at(3).state, ExplainGate::State::NotReached);
    QCOMPARE(explanation.sentence, QStringLiteral("192.0.2.1 may not send without a login."));
}

void tst_Explain::saysWhyEachEntryLost()
{
    WhitelistEntry disabled = entryOf(u"10.1.2.3", Service::SmtpAuthBypass);
    disabled.enabled = false;
    WhitelistEntry expired = entryOf(u"10.1.2.0/24", Service::SmtpAuthBypass);
    expired.expiresAt = testNow - 1;
    PolicySnapshot snapshot;
    snapshot.table = AccessTable({entryOf(u"10.0.0.0/8", Service::SmtpAuthBypass),
                                  entryOf(u"10.1.0.0/16", Service::Smtp, QStringLiteral("Plant")),
                                  expired, disabled});
    Facts facts;
    facts.stage = Stage::Recipient;
    facts.client = addressOf(u"10.1.2.3");
    const Explanation explanation = explain(facts, snapshot, testNow);
    QStringList whys;
    for (const ConsideredEntry &row : explanation.considered)
        whys += row.why;
    QCOMPARE(whys.join(u' '), QStringLiteral("disabled expired decides wider"));
    QVERIFY(explanation.considered.at(2).text.startsWith(QStringLiteral("10.1.0.0/16 (Plant)")));
    QCOMPARE(explanation.verdict, QStringLiteral("refuse"));
}

void tst_Explain::leavesTheReferenceOpen()
{
    Facts facts;
    facts.stage = Stage::Recipient;
    facts.client = addressOf(u"10.1.2.3");
    facts.isAuthOffered = true;
    QCOMPARE(explain(facts, {}, testNow).reply,
             QStringLiteral("530 5.7.0 Authentication required; 10.1.2.3 is not listed for sending "
                            "without it (ref ...)"));
}

QTEST_APPLESS_MAIN(tst_Explain)
#include "tst_Explain.moc"
