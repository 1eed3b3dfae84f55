// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/DecisionText.h"
#include "tests/support/NetworkScriptPeer.h"
#include "tests/support/SmtpTestServer.h"

#include <QtTest>

#include <functional>

using namespace postern;
using namespace postern::test;

/// What policy answers, in the words of a conversation and of the log.
class tst_SessionPolicy : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNoLongerAllowedIsRefusedAtTheEndOfData_data();
    void whatIsNoLongerAllowedIsRefusedAtTheEndOfData();
    void whatIsStillAllowedIsTaken();
    void namesTheReferenceInReplyAndLog();
    void holdsAboveTheLimit();
    void aMessageThatComesToNothingUsesUpNoLimit();
    void aCredentialThatIsNotKnownEnds();
    void aClientThatRepeatsItselfFillsNoLog();
    void throttlesLogins();
    void endsASessionWhoseLoginsFailForNow();

private:
    using Change = std::function<void(policy::PolicySnapshot &)>;
    static void greet(NetworkScriptPeer &peer);
    /// MAIL and RCPT, with the replies one after the other.
    [[nodiscard]] static QByteArray envelopeOf(NetworkScriptPeer &peer,
                                               const QByteArrayList &recipients);
    /// DATA with this text; the last reply.
    [[nodiscard]] static QByteArray sendText(NetworkScriptPeer &peer, const QByteArray &text = "x");
};

namespace
{

const Services bypass = Service::SmtpAuthBypass;

/// The client is on the whitelist.
SmtpTestServer::Options
listed(int recipientsPerHour = policy::PolicySettings().listedRecipientsPerHour)
{
    SmtpTestServer::Options options;
    options.entries = {makeEntry(QStringLiteral("entry-1"), QStringLiteral("127.0.0.1"), bypass)};
    options.settings.listedRecipientsPerHour = recipientsPerHour;
    return options;
}

} // namespace

void tst_SessionPolicy::greet(NetworkScriptPeer &peer)
{
    QVERIFY(peer.receiveReply().startsWith("220 mx.test"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
}

QByteArray tst_SessionPolicy::envelopeOf(NetworkScriptPeer &peer, const QByteArrayList &recipients)
{
    QByteArray replies = peer.command("MAIL FROM:<a@there.test>");
    for (const QByteArray &recipient : recipients)
        replies += peer.command("RCPT TO:<" + recipient + '>');
    return replies;
}

QByteArray tst_SessionPolicy::sendText(NetworkScriptPeer &peer, const QByteArray &text)
{
    const QByteArray asked = peer.command("DATA");
    return asked.startsWith("354") ? peer.command(text + "\r\n.") : asked;
}

void tst_SessionPolicy::whatIsNoLongerAllowedIsRefusedAtTheEndOfData_data()
{
    QTest::addColumn<bool>("isListed");
    QTest::addColumn<QByteArrayList>("recipients");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("recipient"); // named in the log; empty: the message as a whole
    const QByteArray here = "b@here.test";
    const QByteArray far = "c@far.test";
    QTest::newRow("the domain is no longer accepted")
        << false << QByteArrayList{here}
        << Change([](policy::PolicySnapshot &snapshot) { snapshot.acceptedDomains.clear(); })
        << QByteArray("login-required-after-starttls") << here;
    QTest::newRow("one of two domains")
        << false << QByteArrayList{here, "d@too.test"}
        << Change([](policy::PolicySnapshot &snapshot) {
               snapshot.acceptedDomains.remove(QStringLiteral("too.test"));
           })
        << QByteArray("login-required-after-starttls") << QByteArray("d@too.test");
    QTest::newRow("its senders need a login")
        << false << QByteArrayList{here} << Change([](policy::PolicySnapshot &snapshot) {
               snapshot.settings.unlistedAsLocalSenders = true;
               snapshot.acceptedDomains.insert(QStringLiteral("there.test"));
           })
        << QByteArray("local-sender-needs-login") << here;
    QTest::newRow("the entry is gone")
        << true << QByteArrayList{here, far}
        << Change([](policy::PolicySnapshot &snapshot) { snapshot.table = {}; })
        << QByteArray("bypass-gone") << QByteArray();
    QTest::newRow("the entry lifts no login any more")
        << true << QByteArrayList{far} << Change([](policy::PolicySnapshot &snapshot) {
               snapshot.table = policy::AccessTable({makeEntry(
                   QStringLiteral("entry-1"), QStringLiteral("127.0.0.1"), Service::Smtp)});
           })
        << QByteArray("bypass-gone") << QByteArray();
}

void tst_SessionPolicy::whatIsNoLongerAllowedIsRefusedAtTheEndOfData()
{
    QFETCH(bool, isListed);
    QFETCH(QByteArrayList, recipients);
    QFETCH(Change, change);
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, recipient);
    SmtpTestServer server(isListed ? listed() : SmtpTestServer::Options{});
    auto changed = std::make_shared<policy::PolicySnapshot>(*server.context().policy.get());
    changed->acceptedDomains.insert(QStringLiteral("too.test"));
    server.context().policy.publish(std::make_shared<const policy::PolicySnapshot>(*changed));
    NetworkScriptPeer peer(server.port());
    greet(peer);
    QCOMPARE(envelopeOf(peer, recipients).count("250 "), recipients.size() + 1);
    QVERIFY(peer.command("DATA").startsWith("354"));
    change(*changed);
    server.context().policy.publish(changed);
    QVERIFY(peer.command("x\r\n.").startsWith("530 5.7.0"));
    QVERIFY(server.stored().isEmpty());
    const QByteArray log = server.logText();
    QVERIFY2(log.contains("stage=end-of-data verdict=refuse reason=" + reason), log.constData());
    QVERIFY2(log.contains("command=DATA"), log.constData());
    QVERIFY2(log.contains("to=<" + recipient + '>'), log.constData());
    // The session goes on.
    QVERIFY(peer.command("NOOP").startsWith("250"));
}

void tst_SessionPolicy::whatIsStillAllowedIsTaken()
{
    SmtpTestServer server(listed());
    NetworkScriptPeer peer(server.port());
    greet(peer);
    QCOMPARE(envelopeOf(peer, {"b@here.test", "c@far.test"}).count("250 "), 3);
    QVERIFY(peer.command("DATA").startsWith("354"));
    // Another entry for the client by now, and no accepted domain: the bypass lets both in.
    auto changed = std::make_shared<policy::PolicySnapshot>();
    changed->table = policy::AccessTable(
        {makeEntry(QStringLiteral("entry-2"), QStringLiteral("127.0.0.0/8"), bypass)});
    server.context().policy.publish(changed);
    QVERIFY(peer.command("x\r\n.").startsWith("250"));
    QCOMPARE(server.stored().size(), 1);
}

void tst_SessionPolicy::namesTheReferenceInReplyAndLog()
{
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port(), QHostAddress(QStringLiteral("127.0.0.9")));
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    QVERIFY(peer.command("MAIL FROM:<a@there.test>").startsWith("250"));
    const QByteArray reply = peer.command("RCPT TO:<b@elsewhere.test>");
    QVERIFY(reply.startsWith("530 5.7.0"));
    QVERIFY(reply.contains("127.0.0.9"));
    const qsizetype at = reply.indexOf("(ref ");
    QVERIFY(at > 0);
    const QByteArray reference = reply.mid(at + 5, 7);
    QTRY_VERIFY(server.logText().contains("ref=" + reference));
    QVERIFY(server.logText().contains("client=127.0.0.9"));
}

void tst_SessionPolicy::holdsAboveTheLimit()
{
    SmtpTestServer server(listed(2));
    NetworkScriptPeer peer(server.port());
    greet(peer);
    QCOMPARE(envelopeOf(peer, {"b@far.test", "b@far.test", "b@far.test"}).count("250 "), 4);
    QVERIFY(sendText(peer).startsWith("250"));
    const mail::Envelope envelope = server.stored().first().message.envelope;
    QCOMPARE(envelope.entryId, QStringLiteral("entry-1"));
    QVERIFY(envelope.recipients.at(1).holdReason.isEmpty());
    QCOMPARE(envelope.recipients.at(2).holdReason, QStringLiteral("over its limit of 2 an hour"));
    QVERIFY(server.logText().contains("held=1"));
}

void tst_SessionPolicy::aMessageThatComesToNothingUsesUpNoLimit()
{
    SmtpTestServer server(listed(2));
    NetworkScriptPeer peer(server.port());
    greet(peer);
    const QByteArrayList two{"b@far.test", "c@far.test"};
    const QByteArray taken = envelopeOf(peer, two);
    QCOMPARE(taken.count("250 "), 3);
    QVERIFY(peer.command("RSET").startsWith("250"));
    QCOMPARE(envelopeOf(peer, two), taken);
    QVERIFY(sendText(peer, QByteArray("Received: from x\r\n").repeated(101) + "\r\nx")
                .startsWith("554 5.4.6"));
    QCOMPARE(envelopeOf(peer, two), taken);
    server.releaseStorage(Error{ErrorKind::StorageFull, QStringLiteral("no room")});
    QVERIFY(sendText(peer).startsWith("452 4.3.1"));
    server.releaseStorage();
    QCOMPARE(envelopeOf(peer, two), taken);
    QVERIFY(sendText(peer).startsWith("250"));
    QCOMPARE(net::heldRecipients(server.stored().last().message.envelope), 0);
    // Now the limit is used up.
    QCOMPARE(envelopeOf(peer, two), taken);
    QVERIFY(sendText(peer).startsWith("250"));
    QCOMPARE(net::heldRecipients(server.stored().last().message.envelope), 2);
}

/// Made, used and replaced before the policy was read anew: no list of what was ever known has it.
void tst_SessionPolicy::aCredentialThatIsNotKnownEnds()
{
    SmtpTestServer::Options options;
    options.tls = net::ListenerTls::None;
    options.isAuthWithoutTls = true;
    SmtpTestServer server(options);
    const auto known = [&server](const QSet<QString> &credentials) {
        auto snapshot = std::make_shared<policy::PolicySnapshot>();
        snapshot->credentials = credentials;
        server.context().policy.publish(snapshot);
    };
    known({});
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    QVERIFY(peer.command("AUTH PLAIN " + QByteArray("\0mary\0open sesame 42", 20).toBase64())
                .startsWith("235"));
    QVERIFY(peer.command("MAIL FROM:<mary@away.test>").startsWith("250"));
    QVERIFY(peer.command("RCPT TO:<one@away.test>").startsWith("250"));
    known({QStringLiteral("another one of mary")});
    QVERIFY(peer.command("RCPT TO:<two@away.test>").startsWith("530 5.7.0"));
    // A policy that was read too early for it is followed by one that knows it.
    known({QStringLiteral("credential of mary")});
    QVERIFY(peer.command("RCPT TO:<two@away.test>").startsWith("250"));
}

/// 30 refusals of a kind: 20 lines, and one at the end that stands for the other ten.
void tst_SessionPolicy::aClientThatRepeatsItselfFillsNoLog()
{
    SmtpTestServer::Options options = listed(1000);
    options.limits.recipients = 1;
    SmtpTestServer server(options);
    NetworkScriptPeer peer(server.port());
    greet(peer);
    QCOMPARE(envelopeOf(peer, QByteArrayList(31, "b@far.test")).count("452 4.5.3"), 30);
    QVERIFY(peer.command("QUIT").startsWith("221"));
    QTRY_VERIFY(server.logText().contains("event=disconnect"));
    const QByteArray log = server.logText();
    QCOMPARE(log.count("event=refused"), 21);
    QCOMPARE(log.count("more="), 1);
    QVERIFY2(log.contains("more=9"), log.constData());
}

void tst_SessionPolicy::throttlesLogins()
{
    SmtpTestServer::Options options;
    options.tls = net::ListenerTls::None;
    options.isAuthWithoutTls = true;
    options.settings.loginFailures = 2;
    SmtpTestServer server(options);
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    const QByteArray wrong = "AUTH PLAIN " + QByteArray("\0mary\0wrong", 11).toBase64();
    QVERIFY(peer.command(wrong).startsWith("535 5.7.8"));
    QVERIFY(peer.command(wrong).startsWith("535 5.7.8"));
    const QByteArray right = "AUTH PLAIN " + QByteArray("\0mary\0open sesame 42", 20).toBase64();
    QVERIFY(peer.command(right).startsWith("454 4.7.0"));
    server.publish(
        {makeEntry(QStringLiteral("e"), QStringLiteral("127.0.0.1"), Service::BruteForce)},
        options.settings);
    QVERIFY(peer.command(right).startsWith("235"));
}

void tst_SessionPolicy::endsASessionWhoseLoginsFailForNow()
{
    class Busy : public net::LoginExchange
    {
    public:
        void step(const std::optional<QByteArray> &,
                  std::function<void(const net::LoginStep &)> done) override
        {
            net::LoginStep step;
            step.kind = net::LoginStep::Kind::Busy;
            done(step);
        }
    };
    SmtpTestServer::Options options;
    options.tls = net::ListenerTls::None;
    options.isAuthWithoutTls = true;
    options.limits.errors = 4;
    SmtpTestServer server(options);
    server.context().credentials.begin = [](const QByteArray &, const QString &) {
        return std::make_unique<Busy>();
    };
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.receiveReply().startsWith("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    const QByteArray login = "AUTH PLAIN " + QByteArray("\0mary\0open sesame 42", 20).toBase64();
    for (int i = 0; i < 4; ++i)
        QVERIFY(peer.command(login).startsWith("454 4.7.0"));
    QVERIFY(peer.receiveReply().startsWith("421 4.7.0"));
    QTRY_VERIFY(server.logText().contains("event=disconnect"));
    QCOMPARE(server.logText().count("result=busy"), 4);
    QVERIFY(server.logText().contains("why=server"));
}

QTEST_GUILESS_MAIN(tst_SessionPolicy)
#include "tst_SessionPolicy.moc"
