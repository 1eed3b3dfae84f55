// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/SmtpSession.h"
#include "tests/support/BareScriptPeer.h"
#include "tests/support/EndOfDataVectors.h"

#include <QTest>

using namespace postern;
using namespace postern::smtp;
using namespace std::chrono_literals;

/// What the scripts cannot say: actions, envelopes, waits, bounds, timeouts.
class tst_SmtpSession : public QObject
{
    Q_OBJECT

private slots:
    void refusedAtTheStart();
    void envelopeTellsAll();
    void storedOnlyAfterTheAnswer();
    void answersThatDoNotFitAreIgnored();
    void endOfDataVectors_data();
    void endOfDataVectors();
    void piecesAreBounded();
    void tooLargeIsDiscardedOnce();
    void idleCommandsAreCounted();
    void loginsThatFailForNowAreCounted();
    void endlessContentIsCutOff();
    void pendingInputIsBounded();
    void overflowWhileStoringStillTellsOfTheMessage();
    void timesOut();
    void shutsDownAfterTheAnswer();
    void shutsDownInContent();
    void nothingIsReadAfterClose();
    void secretsAreNotLogged_data();
    void secretsAreNotLogged();
    void repliesKnowTheirCommand();
    void loginLastsUntilTls();
};

namespace
{

template<typename T>
int count(const Actions &actions)
{
    return static_cast<int>(std::count_if(actions.begin(), actions.end(), [](const Action &action) {
        return std::holds_alternative<T>(action);
    }));
}

QList<int> codes(const Actions &actions)
{
    QList<int> result;
    for (const Action &action : actions) {
        if (const auto *said = std::get_if<action::SendReply>(&action))
            result.append(said->reply.code);
    }
    return result;
}

SessionConfig plainConfig()
{
    SessionConfig config;
    config.hostname = "mx.test";
    config.listener = QStringLiteral("relay");
    config.clientAddress = QStringLiteral("192.0.2.7");
    config.isTlsAvailable = true;
    config.isAuthWithoutTls = true;
    config.mechanisms = {"PLAIN", "LOGIN"};
    return config;
}

PolicyAnswer yes(const QString &entry = {}, const QString &hold = {})
{
    return {true, {}, entry, hold};
}

/// A session up to "354".
std::unique_ptr<SmtpSession> inData(SessionConfig config = plainConfig())
{
    auto session = std::make_unique<SmtpSession>(std::move(config));
    (void)session->start();
    (void)session->feed("EHLO c.test\r\nMAIL FROM:<a@c.test>\r\n");
    (void)session->resume(yes());
    (void)session->feed("RCPT TO:<b@here.test>\r\n");
    (void)session->resume(yes());
    const Actions actions = session->feed("DATA\r\n");
    if (codes(actions) != QList<int>{354})
        qFatal("no 354");
    return session;
}

} // namespace

void tst_SmtpSession::refusedAtTheStart()
{
    SmtpSession session(plainConfig());
    const Actions actions = session.start(SmtpReply{421, "4.7.0", "Too many connections"});
    QCOMPARE(codes(actions), QList<int>{421});
    QCOMPARE(count<action::Close>(actions), 1);
    QVERIFY(session.feed("EHLO c.test\r\n").empty());
}

void tst_SmtpSession::envelopeTellsAll()
{
    SmtpSession session(plainConfig());
    (void)session.start();
    (void)session.feed("EHLO c.test\r\nMAIL FROM:<a@c.test> SIZE=7 BODY=8BITMIME\r\n");
    QVERIFY(session.envelope() != nullptr);
    QVERIFY(session.isWaiting());
    (void)session.resume(yes(QStringLiteral("entry-1")));
    (void)session.feed("RCPT TO:<b@here.test>\r\n");
    (void)session.resume(yes(QStringLiteral("entry-1"), QStringLiteral("over its limit")));
    const Actions actions = session.feed("DATA\r\n");
    QCOMPARE(count<action::BeginContent>(actions), 1);
    const mail::Envelope &envelope = std::get<action::BeginContent>(actions.back()).envelope;
    QCOMPARE(envelope.sender.toByteArray(), QByteArray("a@c.test"));
    QCOMPARE(envelope.declaredSize, 7);
    QVERIFY(envelope.isEightBit);
    QCOMPARE(envelope.helo, QByteArray("c.test"));
    QCOMPARE(envelope.clientAddress, QStringLiteral("192.0.2.7"));
    QCOMPARE(envelope.listener, QStringLiteral("relay"));
    QCOMPARE(envelope.entryId, QStringLiteral("entry-1"));
    QCOMPARE(envelope.recipients.size(), 1);
    QCOMPARE(envelope.recipients.first().holdReason, QStringLiteral("over its limit"));
    QVERIFY(session.isExtended());
}

void tst_SmtpSession::storedOnlyAfterTheAnswer()
{
    auto session = inData();
    const Actions end = session->feed("x\r\n.\r\n");
    QCOMPARE(count<action::CommitMessage>(end), 1);
    QVERIFY(codes(end).isEmpty());
    QCOMPARE(session->stateName(), QByteArray("AwaitingStorage"));
    QVERIFY(session->envelope() != nullptr);
    const Actions stored = session->resume(StoreOutcome{StoreOutcome::Kind::Stored, u"Q1"_qs, {}});
    QCOMPARE(codes(stored), QList<int>{250});
    QVERIFY(session->envelope() == nullptr);
}

void tst_SmtpSession::answersThatDoNotFitAreIgnored()
{
    SmtpSession session(plainConfig());
    QVERIFY(session.feed("NOOP\r\n").empty());
    (void)session.start();
    QVERIFY(session.resume(yes()).empty());
    QVERIFY(session.resume(SaslOutcome{SaslOutcome::Kind::Success, {}, u"eve"_qs, {}}).empty());
    QVERIFY(session.resume(StoreOutcome{StoreOutcome::Kind::Stored, u"Q1"_qs, {}}).empty());
    QVERIFY(session.tlsStarted().empty());
    QVERIFY(session.user().isEmpty());
    QVERIFY(!session.isEncrypted());
}

void tst_SmtpSession::endOfDataVectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isEnd");
    for (const test::EndOfDataVector &vector : test::endOfDataVectors())
        QTest::newRow(vector.name.constData()) << vector.bytes << vector.isEnd;
}

void tst_SmtpSession::endOfDataVectors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isEnd);
    auto session = inData();
    Actions actions = session->feed(bytes);
    for (Action &action : session->feed("NOOP\r\n"))
        actions.push_back(action);
    QCOMPARE(count<action::CommitMessage>(actions), isEnd ? 1 : 0);
    QCOMPARE(count<action::Close>(actions), isEnd ? 0 : 1);
    QCOMPARE(count<action::DiscardContent>(actions), isEnd ? 0 : 1);
    QCOMPARE(codes(actions), isEnd ? QList<int>{} : QList<int>{554});
}

void tst_SmtpSession::piecesAreBounded()
{
    auto session = inData();
    QByteArray content;
    for (const Action &action : session->feed(QByteArray("0123456789abcde\r\n").repeated(20000))) {
        const QByteArray bytes = std::get<action::AppendContent>(action).bytes;
        QVERIFY(bytes.size() <= SmtpSession::maxContentPiece);
        content += bytes;
    }
    QCOMPARE(content, QByteArray("0123456789abcde\r\n").repeated(20000));
}

void tst_SmtpSession::tooLargeIsDiscardedOnce()
{
    SessionConfig config = plainConfig();
    config.maxMessageSize = 100;
    auto session = inData(config);
    Actions actions = session->feed(QByteArray(101, 'x'));
    QCOMPARE(count<action::DiscardContent>(actions), 1);
    QCOMPARE(count<action::AppendContent>(actions), 0);
    QVERIFY(session->feed(QByteArray(100000, 'x')).empty());
    actions = session->feed("\r\n.\r\n");
    QCOMPARE(codes(actions), QList<int>{552});
    QCOMPARE(count<action::CommitMessage>(actions), 0);
    QCOMPARE(count<action::DiscardContent>(actions), 0);
    QCOMPARE(session->stateName(), QByteArray("Ready"));
}

void tst_SmtpSession::idleCommandsAreCounted()
{
    SessionConfig config;
    config.hostname = "mx.test";
    config.maxIdleCommands = 3;
    SmtpSession session(config);
    (void)session.start();
    QCOMPARE(codes(session.feed("NOOP\r\nRSET\r\nNOOP\r\n")).size(), 3);
    const auto last = codes(session.feed("RSET\r\n"));
    QCOMPARE(last.size(), 1);
    QCOMPARE(last.first(), 421);
}

void tst_SmtpSession::loginsThatFailForNowAreCounted()
{
    SessionConfig config = plainConfig();
    config.maxErrors = 3;
    SmtpSession session(config);
    (void)session.start();
    (void)session.feed("EHLO c.test\r\n");
    const auto tryOnce = [&session] {
        (void)session.feed("AUTH PLAIN AG1hcnkAeA==\r\n");
        return session.resume(SaslOutcome{SaslOutcome::Kind::TemporaryFailure, {}, {}, {}});
    };
    QCOMPARE(codes(tryOnce()), QList<int>{454});
    QCOMPARE(codes(tryOnce()), QList<int>{454});
    const Actions last = tryOnce();
    QCOMPARE(codes(last), (QList<int>{454, 421}));
    QCOMPARE(count<action::Close>(last), 1);
    QVERIFY(session.feed("NOOP\r\n").empty());
}

void tst_SmtpSession::endlessContentIsCutOff()
{
    auto session = inData();
    const QByteArray lines = QByteArray("0123456789012\r\n").repeated(64 * 1024); // 15 bytes each
    const qint64 most = SessionConfig().maxMessageSize + SmtpSession::maxExcess;
    qint64 sent = 0;
    Actions last;
    while (count<action::Close>(last) == 0 && sent < most + 2 * lines.size()) {
        last = session->feed(lines);
        sent += lines.size();
    }
    QCOMPARE(codes(last), QList<int>{552});
    QVERIFY(sent > most);
    QVERIFY(sent <= most + lines.size());
}

void tst_SmtpSession::pendingInputIsBounded()
{
    SmtpSession session(plainConfig());
    (void)session.start();
    (void)session.feed("EHLO c.test\r\nMAIL FROM:<a@c.test>\r\n");
    for (int i = 0; i < 4; ++i)
        QVERIFY(session.feed(QByteArray("NOOP\r\n").repeated(5000)).empty());
    QVERIFY(session.feed(QByteArray("NOOP\r\n").repeated(5000)).empty());
    const Actions actions = session.resume(yes());
    QCOMPARE(codes(actions), (QList<int>{250, 421}));
    QCOMPARE(count<action::Close>(actions), 1);
}

void tst_SmtpSession::overflowWhileStoringStillTellsOfTheMessage()
{
    auto session = inData();
    (void)session->feed(".\r\n");
    (void)session->feed(QByteArray(SmtpSession::maxPendingInput + 1, 'x'));
    const Actions actions = session->resume(StoreOutcome{StoreOutcome::Kind::Stored, u"Q1"_qs, {}});
    QCOMPARE(codes(actions), (QList<int>{250, 421}));
}

void tst_SmtpSession::timesOut()
{
    SmtpSession session(plainConfig());
    (void)session.start();
    QCOMPARE(session.timeout(), 300s);
    (void)session.feed("EHLO c.test\r\nMAIL FROM:<a@c.test>\r\n");
    QVERIFY(session.timedOut().empty());
    QVERIFY(session.isWaiting());
    (void)session.resume(yes());
    const Actions actions = session.timedOut();
    QCOMPARE(codes(actions), QList<int>{421});
    QCOMPARE(count<action::Close>(actions), 1);
    auto data = inData();
    QCOMPARE(data->timeout(), 180s);
    QCOMPARE(count<action::DiscardContent>(data->timedOut()), 1);
}

void tst_SmtpSession::shutsDownAfterTheAnswer()
{
    auto session = inData();
    (void)session->feed(".\r\nNOOP\r\n");
    QVERIFY(session->shutDown().empty());
    const Actions actions = session->resume(StoreOutcome{StoreOutcome::Kind::Stored, u"Q1"_qs, {}});
    QCOMPARE(codes(actions), (QList<int>{250, 421}));
    QCOMPARE(count<action::Close>(actions), 1);

    SmtpSession sasl(plainConfig());
    (void)sasl.start();
    (void)sasl.feed("EHLO c.test\r\nAUTH LOGIN\r\n");
    QVERIFY(sasl.shutDown().empty());
    const Actions end = sasl.resume(SaslOutcome{SaslOutcome::Kind::Challenge, "Username:", {}, {}});
    QCOMPARE(codes(end), (QList<int>{334, 421}));
    QCOMPARE(count<action::AbortSasl>(end), 1);
}

void tst_SmtpSession::shutsDownInContent()
{
    auto session = inData();
    const Actions actions = session->shutDown();
    QCOMPARE(codes(actions), QList<int>{421});
    QCOMPARE(count<action::DiscardContent>(actions), 1);
    QCOMPARE(count<action::Close>(actions), 1);
    QVERIFY(session->shutDown().empty());
}

void tst_SmtpSession::nothingIsReadAfterClose()
{
    SmtpSession session(plainConfig());
    (void)session.start();
    const Actions actions = session.feed("QUIT\r\nEHLO c.test\r\n");
    QCOMPARE(codes(actions), QList<int>{221});
    QVERIFY(session.feed("EHLO c.test\r\n").empty());
    QVERIFY(session.timedOut().empty());
}

void tst_SmtpSession::secretsAreNotLogged_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("logged");
    QTest::newRow("initial response")
        << QByteArray("auth plain AGEAYg==") << QByteArray("AUTH PLAIN");
    QTest::newRow("response out of turn") << QByteArray("c2VjcmV0") << QByteArray("(unknown)");
    QTest::newRow("wrong mechanism") << QByteArray("AUTH c2VjcmV0") << QByteArray("AUTH");
    QTest::newRow("glued") << QByteArray("AUTHPLAIN c2VjcmV0") << QByteArray("(unknown)");
    QTest::newRow("mechanism alone") << QByteArray("AUTH LOGIN") << QByteArray("AUTH LOGIN");
    QTest::newRow("ordinary") << QByteArray("rcpt to:<b@here.test>")
                              << QByteArray("RCPT to:<b@here.test>");
}

void tst_SmtpSession::secretsAreNotLogged()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, logged);
    SmtpSession session(plainConfig());
    (void)session.start();
    (void)session.feed("EHLO c.test\r\n");
    (void)session.feed(line + "\r\n");
    QCOMPARE(session.loggableCommand(), logged);
}

void tst_SmtpSession::repliesKnowTheirCommand()
{
    SmtpSession session(plainConfig());
    (void)session.start();
    const Actions actions = session.feed("RSET\r\nc2VjcmV0\r\nDATA\r\n");
    QCOMPARE(actions.size(), 3U);
    QCOMPARE(std::get<action::SendReply>(actions[0]).command, QByteArray("RSET"));
    QCOMPARE(std::get<action::SendReply>(actions[1]).command, QByteArray("(unknown)"));
    QCOMPARE(std::get<action::SendReply>(actions[2]).command, QByteArray("DATA"));
}

void tst_SmtpSession::loginLastsUntilTls()
{
    SmtpSession session(plainConfig());
    (void)session.start();
    (void)session.feed("EHLO c.test\r\nAUTH PLAIN AGEAYg==\r\n");
    (void)session.resume(SaslOutcome{SaslOutcome::Kind::Success, {}, u"a"_qs, {}});
    QCOMPARE(session.user(), u"a"_qs);
    (void)session.feed("MAIL FROM:<a@c.test>\r\n");
    QCOMPARE(session.envelope()->user, u"a"_qs);
    (void)session.resume(yes());
    (void)session.feed("RSET\r\nSTARTTLS\r\nMAIL FROM:<x@c.test>\r\n");
    QCOMPARE(session.stateName(), QByteArray("AwaitingTls"));
    QVERIFY(session.feed("NOOP\r\n").empty());
    QVERIFY(session.tlsStarted().empty());
    QVERIFY(session.isEncrypted());
    QVERIFY(session.user().isEmpty());
    QVERIFY(session.helo().isEmpty());
    QVERIFY(!session.isExtended());
    QVERIFY(session.envelope() == nullptr);
}

QTEST_APPLESS_MAIN(tst_SmtpSession)
#include "tst_SmtpSession.moc"
