// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/server/policy/PolicyWorld.h"

#include <QFile>
#include <QTest>

using namespace postern;
using namespace postern::policy;

namespace
{

constexpr Services bypass = Service::SmtpAuthBypass;

PolicySnapshot snapshotOf(const QList<WhitelistEntry> &entries)
{
    PolicySnapshot snapshot;
    snapshot.table = AccessTable(entries);
    snapshot.acceptedDomains = {QStringLiteral("example.com")};
    return snapshot;
}

Facts factsAt(Stage stage, QStringView client, ListenerRole listener = ListenerRole::Relay)
{
    Facts facts;
    facts.stage = stage;
    facts.client = addressOf(client);
    facts.listener = listener;
    facts.isAuthOffered = true;
    facts.recipientDomain = QStringLiteral("elsewhere.example");
    return facts;
}

Reason reasonOf(const Facts &facts, const PolicySnapshot &snapshot)
{
    return decide(facts, snapshot, testNow).reason;
}

} // namespace

class tst_Decide : public QObject
{
    Q_OBJECT

private slots:
    void anEndedUserIsNobody();
    void bypassOpensBothListeners();
    void emptyListTrustsNobody();
    void builtInLoopbackSendsNothingOn();
    void narrowEntryTakesBypassAway();
    void winnersTogglesAreTheWholeAnswer();
    void smtpAloneDoesNotLetSend();
    void bypassAloneKeepsUnlistedConnectionLimit();
    void listedClientsHaveAConnectionLimitToo();
    void connectionsInAll();
    void submissionDecidesAtMail();
    void startTlsHintOnlyWhereAuthIsNotOffered();
    void acceptedDomainOnRelayOnly();
    void routeOpensNothing();
    void localSenderNeedsLoginWhenSwitchedOn();
    void userMaySendFromAnywhereBeyondLimits();
    void limits_data();
    void limits();
    void noLimitMeansNone();
    void acceptedDomainNeedsNoBypassLimit();
    void bypassThatIsGoneRefusesAtRecipientAndEnd();
    void otherBypassKeepsTheTransaction();
    void bruteForceLiftsTheLoginThrottle();
    void bypassClientWithWrongPasswordsKeepsItsBypass();
    void consoleLoginLiftsTheConsoleThrottle();
    void everyReasonHasItsReply();
    void replyNamesTheClientAndTheReference();
};

/// Removed or disabled while logged in: also in the middle of a transaction.
void tst_Decide::anEndedUserIsNobody()
{
    PolicySnapshot snapshot = snapshotOf({});
    Facts facts = factsAt(Stage::Recipient, u"192.0.2.1");
    facts.user = QStringLiteral("mary");
    snapshot.endedUsers = {QStringLiteral("john")};
    QCOMPARE(reasonOf(facts, snapshot), Reason::AuthenticatedUser);
    snapshot.endedUsers = {QStringLiteral("mary")};
    for (const ListenerRole listener : {ListenerRole::Relay, ListenerRole::Submission}) {
        for (const Stage stage : {Stage::Recipient, Stage::EndOfData}) {
            facts.listener = listener;
            facts.stage = stage;
            QCOMPARE(reasonOf(facts, snapshot), Reason::LoginRequired);
        }
    }
}

void tst_Decide::bypassOpensBothListeners()
{
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.1.2.0/24", bypass)});
    for (const ListenerRole role : {ListenerRole::Relay, ListenerRole::Submission}) {
        for (const Stage stage : {Stage::Mail, Stage::Recipient}) {
            const Decision decision = decide(factsAt(stage, u"10.1.2.3", role), snapshot, testNow);
            QCOMPARE(decision.reason, Reason::AuthBypass);
            QCOMPARE(decision.verdict, Verdict::Allow);
            QCOMPARE(decision.entry->range.toString(), QStringLiteral("10.1.2.0/24"));
        }
        QCOMPARE(reasonOf(factsAt(Stage::Recipient, u"10.1.3.3", role), snapshot),
                 Reason::LoginRequired);
    }
}

void tst_Decide::emptyListTrustsNobody()
{
    const PolicySnapshot snapshot;
    for (const char16_t *client : {u"127.0.0.1", u"10.0.0.1", u"::1", u"fe80::1"})
        QCOMPARE(decide(factsAt(Stage::Recipient, client), snapshot, testNow).verdict,
                 Verdict::Refuse);
}

void tst_Decide::builtInLoopbackSendsNothingOn()
{
    const PolicySnapshot snapshot =
        snapshotOf({entryOf(u"127.0.0.1", Service::Smtp), entryOf(u"::1", Service::Smtp)});
    for (const char16_t *client : {u"127.0.0.1", u"::1", u"127.0.0.2"})
        QCOMPARE(reasonOf(factsAt(Stage::Recipient, client), snapshot), Reason::LoginRequired);
}

void tst_Decide::narrowEntryTakesBypassAway()
{
    const PolicySnapshot snapshot = snapshotOf(
        {entryOf(u"10.0.0.0/8", bypass | Service::Smtp), entryOf(u"10.1.2.3", Service::Smtp)});
    QCOMPARE(reasonOf(factsAt(Stage::Recipient, u"10.1.2.3"), snapshot), Reason::LoginRequired);
    QCOMPARE(reasonOf(factsAt(Stage::Recipient, u"10.1.2.4"), snapshot), Reason::AuthBypass);
}

void tst_Decide::winnersTogglesAreTheWholeAnswer()
{
    const PolicySnapshot snapshot =
        snapshotOf({entryOf(u"10.0.0.0/8", Service::Smtp), entryOf(u"10.1.2.3", bypass)});
    Facts facts = factsAt(Stage::Connect, u"10.1.2.3");
    facts.usage.connectionsFromAddress = 10; // the wider entry's SMTP lifts nothing here
    QCOMPARE(reasonOf(facts, snapshot), Reason::TooManyConnectionsFromAddress);
    QCOMPARE(decide(facts, snapshot, testNow).services, bypass);
}

void tst_Decide::smtpAloneDoesNotLetSend()
{
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.0/8", Service::Smtp)});
    QCOMPARE(reasonOf(factsAt(Stage::Mail, u"10.0.0.1"), snapshot), Reason::SenderNotYetNeeded);
    QCOMPARE(reasonOf(factsAt(Stage::Recipient, u"10.0.0.1"), snapshot), Reason::LoginRequired);
}

void tst_Decide::bypassAloneKeepsUnlistedConnectionLimit()
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

void tst_Decide::listedClientsHaveAConnectionLimitToo()
{
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.0/8", Service::Smtp)});
    Facts facts = factsAt(Stage::Connect, u"10.0.0.1");
    facts.usage.connectionsFromAddress = 19;
    QCOMPARE(reasonOf(facts, snapshot), Reason::Connected);
    facts.usage.connectionsFromAddress = 20;
    QCOMPARE(decide(facts, snapshot, testNow).verdict, Verdict::Defer);
}

void tst_Decide::connectionsInAll()
{
    Facts facts = factsAt(Stage::Connect, u"10.0.0.1");
    facts.usage.connectionsTotal = 1999;
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::Connected);
    facts.usage.connectionsTotal = 2000;
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::TooManyConnections);
}

void tst_Decide::submissionDecidesAtMail()
{
    const PolicySnapshot snapshot = snapshotOf({});
    QCOMPARE(reasonOf(factsAt(Stage::Mail, u"192.0.2.1", ListenerRole::Submission), snapshot),
             Reason::LoginRequired);
    QCOMPARE(reasonOf(factsAt(Stage::Mail, u"192.0.2.1"), snapshot), Reason::SenderNotYetNeeded);
}

void tst_Decide::startTlsHintOnlyWhereAuthIsNotOffered()
{
    Facts facts = factsAt(Stage::Recipient, u"192.0.2.1");
    facts.isAuthOffered = false;
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::LoginRequiredAfterStartTls);
    facts.isAuthOffered = true;
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::LoginRequired);
}

void tst_Decide::acceptedDomainOnRelayOnly()
{
    Facts facts = factsAt(Stage::Recipient, u"192.0.2.1");
    facts.recipientDomain = QStringLiteral("example.com");
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::AcceptedDomain);
    facts.recipientDomain = QStringLiteral("sub.example.com");
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::LoginRequired);
    facts.recipientDomain = QString();
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::LoginRequired);
    facts = factsAt(Stage::Recipient, u"192.0.2.1", ListenerRole::Submission);
    facts.recipientDomain = QStringLiteral("example.com");
    QCOMPARE(reasonOf(facts, snapshotOf({})), Reason::LoginRequired);
}

void tst_Decide::routeOpensNothing()
{
    // A domain that only has a route is in no snapshot: what is not accepted needs a login.
    PolicySnapshot snapshot;
    Facts facts = factsAt(Stage::Recipient, u"192.0.2.1");
    facts.recipientDomain = QStringLiteral("routed.example");
    QCOMPARE(reasonOf(facts, snapshot), Reason::LoginRequired);
}

void tst_Decide::localSenderNeedsLoginWhenSwitchedOn()
{
    PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.1", Service::Smtp)});
    Facts facts = factsAt(Stage::Recipient, u"192.0.2.1");
    facts.senderDomain = facts.recipientDomain = QStringLiteral("example.com");
    QCOMPARE(reasonOf(facts, snapshot), Reason::AcceptedDomain);
    snapshot.settings.unlistedAsLocalSenders = true;
    QCOMPARE(reasonOf(facts, snapshot), Reason::LocalSenderNeedsLogin);
    facts.client = addressOf(u"10.0.0.1");
    QCOMPARE(reasonOf(facts, snapshot), Reason::AcceptedDomain);
    facts.client = addressOf(u"192.0.2.1");
    facts.senderDomain = QString(); // a bounce
    QCOMPARE(reasonOf(facts, snapshot), Reason::AcceptedDomain);
}

void tst_Decide::userMaySendFromAnywhereBeyondLimits()
{
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.1", bypass)});
    for (const char16_t *client : {u"192.0.2.1", u"10.0.0.1"}) {
        for (const Stage stage : {Stage::Mail, Stage::Recipient, Stage::EndOfData}) {
            Facts facts = factsAt(stage, client, ListenerRole::Submission);
            facts.user = QStringLiteral("anna");
            facts.usage.addressRecipientsHour = 100000;
            QCOMPARE(reasonOf(facts, snapshot), Reason::AuthenticatedUser);
        }
    }
}

void tst_Decide::limits_data()
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

void tst_Decide::limits()
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

void tst_Decide::noLimitMeansNone()
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

void tst_Decide::acceptedDomainNeedsNoBypassLimit()
{
    Facts facts = factsAt(Stage::Recipient, u"10.0.0.1");
    facts.recipientDomain = QStringLiteral("example.com");
    facts.usage.addressRecipientsHour = 100000;
    QCOMPARE(reasonOf(facts, snapshotOf({entryOf(u"10.0.0.0/8", bypass)})), Reason::AcceptedDomain);
}

void tst_Decide::bypassThatIsGoneRefusesAtRecipientAndEnd()
{
    WhitelistEntry expired = entryOf(u"10.0.0.1", bypass);
    expired.expiresAt = testNow;
    WhitelistEntry disabled = entryOf(u"10.0.0.1", bypass);
    disabled.enabled = false;
    const QList<QList<WhitelistEntry>> lists{
        {}, {expired}, {disabled}, {entryOf(u"10.0.0.1", Service::Smtp)}};
    for (const QList<WhitelistEntry> &entries : lists) {
        for (const Stage stage : {Stage::Recipient, Stage::EndOfData}) {
            Facts facts = factsAt(stage, u"10.0.0.1");
            facts.transactionEntry = QStringLiteral("id-10.0.0.1");
            const Decision decision = decide(facts, snapshotOf(entries), testNow);
            QCOMPARE(decision.reason, Reason::BypassGone);
            QCOMPARE(decision.verdict, Verdict::Refuse);
        }
    }
}

void tst_Decide::otherBypassKeepsTheTransaction()
{
    Facts facts = factsAt(Stage::EndOfData, u"10.0.0.1");
    facts.transactionEntry = QStringLiteral("removed");
    const PolicySnapshot snapshot = snapshotOf({entryOf(u"10.0.0.0/8", bypass)});
    QCOMPARE(reasonOf(facts, snapshot), Reason::AuthBypass);
    facts.transactionEntry = QString();
    facts.client = addressOf(u"192.0.2.1");
    QCOMPARE(reasonOf(facts, snapshot), Reason::AcceptedDomain);
    facts.listener = ListenerRole::Submission;
    QCOMPARE(reasonOf(facts, snapshot), Reason::LoginRequired);
}

void tst_Decide::bruteForceLiftsTheLoginThrottle()
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

void tst_Decide::bypassClientWithWrongPasswordsKeepsItsBypass()
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

void tst_Decide::consoleLoginLiftsTheConsoleThrottle()
{
    const PolicySnapshot snapshot = snapshotOf(
        {entryOf(u"10.0.0.0/8", Service::ConsoleLogin), entryOf(u"10.0.0.1", Service::BruteForce)});
    Facts facts = factsAt(Stage::Console, u"10.0.0.1");
    facts.usage.loginFailures = 1000;
    QCOMPARE(reasonOf(facts, snapshot), Reason::LoginAllowed);
    facts.client = addressOf(u"192.0.2.1");
    QCOMPARE(reasonOf(facts, snapshot), Reason::TooManyLoginFailures);
}

void tst_Decide::everyReasonHasItsReply()
{
    QStringList lines{
        QStringLiteral("# Every reason of a decision, and the reply when it refuses."),
        QStringLiteral("# 10.1.2.3 is the client, 7K3F-Q2 the reference.")};
    for (int i = 0; i <= int(Reason::LoginAllowed); ++i) {
        Decision decision;
        decision.reason = Reason(i);
        const PolicyReply reply = replyFor(decision, addressOf(u"10.1.2.3"), "7K3F-Q2");
        QString line = reasonName(decision.reason) + QStringLiteral(": ");
        line += reply.code == 0 ? QStringLiteral("refuses nothing")
                                : QStringLiteral("%1 %2 %3")
                                      .arg(reply.code)
                                      .arg(QString::fromLatin1(reply.enhanced),
                                           QString::fromLatin1(reply.text));
        lines += line;
    }
    const QString path = QStringLiteral(POSTERN_TEST_DATA "/policy/reasons");
    QFile file(path);
    if (qEnvironmentVariableIsSet("POSTERN_WRITE_GOLDEN")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(lines.join(u'\n').toUtf8() + '\n');
        file.close();
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(lines.join(u'\n') + u'\n', QString::fromUtf8(file.readAll()));
}

void tst_Decide::replyNamesTheClientAndTheReference()
{
    const Decision refused;
    QCOMPARE(replyFor(refused, addressOf(u"2001:db8::1"), {}).text,
             QByteArray("Authentication required; 2001:db8::1 is not listed for sending without "
                        "it"));
    Decision allowed;
    allowed.verdict = Verdict::Allow;
    QCOMPARE(replyFor(allowed, addressOf(u"10.0.0.1"), "X").code, 0);
}

QTEST_APPLESS_MAIN(tst_Decide)
#include "tst_Decide.moc"
