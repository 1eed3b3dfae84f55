// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/server/policy/DecideFacts.h"

#include <QFile>
#include <QTest>

using namespace postern;
using namespace postern::policy;

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
    void submissionDecidesAtMail();
    void startTlsHintOnlyWhereAuthIsNotOffered();
    void acceptedDomainOnRelayOnly();
    void whatIsNotAcceptedNeedsALogin();
    void localSenderNeedsLoginWhenSwitchedOn();
    void userMaySendFromAnywhereBeyondLimits();
    void bypassThatIsGoneRefusesAtRecipientAndEnd();
    void otherBypassKeepsTheTransaction();
    void everyReasonHasItsReply();
    void replyNamesTheClientAndTheReference();
};

/// Removed, disabled or given another password while logged in: also in the middle of a
/// transaction.
void tst_Decide::anEndedUserIsNobody()
{
    PolicySnapshot snapshot = snapshotOf({});
    Facts facts = factsAt(Stage::Recipient, u"192.0.2.1");
    facts.user = QStringLiteral("mary");
    facts.credential = QStringLiteral("her present one");
    snapshot.credentials = {QStringLiteral("her present one")};
    QCOMPARE(reasonOf(facts, snapshot), Reason::AuthenticatedUser);
    facts.credential = QStringLiteral("her former one");
    // As long as nothing was read since the login began, it may be newer than what is known.
    facts.isLoginFresh = true;
    QCOMPARE(reasonOf(facts, snapshot), Reason::AuthenticatedUser);
    facts.isLoginFresh = false;
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

void tst_Decide::whatIsNotAcceptedNeedsALogin()
{
    PolicySnapshot snapshot;
    snapshot.acceptedDomains = {QStringLiteral("accepted.example")};
    Facts facts = factsAt(Stage::Recipient, u"192.0.2.1");
    for (const char16_t *domain :
         {u"other.example", u"sub.accepted.example", u"example", u"xaccepted.example", u""}) {
        facts.recipientDomain = QString::fromUtf16(domain);
        QCOMPARE(reasonOf(facts, snapshot), Reason::LoginRequired);
    }
    facts.recipientDomain = QStringLiteral("accepted.example");
    QCOMPARE(reasonOf(facts, snapshot), Reason::AcceptedDomain);
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
            facts.isLoginFresh = true;
            facts.usage.addressRecipientsHour = 100000;
            QCOMPARE(reasonOf(facts, snapshot), Reason::AuthenticatedUser);
        }
    }
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
