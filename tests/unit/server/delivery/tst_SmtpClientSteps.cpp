// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClientScript.h"

#include <QTest>

using namespace postern;
using namespace postern::delivery;

/// What can go wrong at each step of a conversation, and what it then comes to.
class tst_SmtpClientSteps : public QObject
{
    Q_OBJECT

private slots:
    void beforeTheMessage_data();
    void beforeTheMessage();
    void inTheMessage_data();
    void inTheMessage();
    void codeWithoutText();
    void afterTheMessage_data();
    void afterTheMessage();
};

namespace
{

enum class Step
{
    Greeting,
    Ehlo,
    Helo,
    Mail,
    Recipient,
    Data,
    Content,
    EndOfData
};

struct Event
{
    const char *name;
    const char *bytes;     ///< null: closed; empty: nothing comes
    RecipientState result; ///< in a message
    const char *reply;     ///< null: not compared here
};

const Event events[] = {
    {"close", nullptr, RecipientState::Deferred, nullptr},
    {"stall", "", RecipientState::Deferred, nullptr},
    {"4xx", "450 4.2.0 busy\r\n", RecipientState::Deferred, "450 4.2.0 busy"},
    {"5xx", "550-5.7.1 no\r\n550 5.7.1 never\r\n", RecipientState::Failed,
     "550-5.7.1 no\n550 5.7.1 never"},
    {"421", "421 4.3.2 going down\r\n", RecipientState::Deferred, "421 4.3.2 going down"},
    {"code alone", "550\r\n", RecipientState::Failed, "550"},
    {"unknown code", "999 what\r\n", RecipientState::Deferred, nullptr},
    {"1xx", "150 wait\r\n", RecipientState::Deferred, nullptr},
    {"garbage", "SSH-2.0-OpenSSH_9.2\r\n", RecipientState::Deferred,
     "The other side sent a line that is no SMTP reply: \"SSH-2.0-OpenSSH_9.2\"."},
};

void comeTo(ClientScript &script, Step step, bool isPipelining)
{
    const auto isBefore = [step](Step other) { return step > other; };
    if (isBefore(Step::Greeting))
        script.server("220 hop\r\n");
    if (step == Step::Helo)
        script.server("500 what\r\n");
    else if (isBefore(Step::Helo))
        script.server(isPipelining ? "250-hop\r\n250 PIPELINING\r\n" : "250 hop\r\n");
    if (!isBefore(Step::Helo))
        return;
    script.begin(itemTo({"a@example.net"}));
    if (isBefore(Step::Mail))
        script.server("250 ok\r\n");
    if (isBefore(Step::Recipient))
        script.server("250 ok\r\n");
    if (isBefore(Step::Data))
        script.server("354 go\r\n");
    if (isBefore(Step::Content))
        script.content({"12345678\r\n"});
}

void happen(ClientScript &script, const Event &event)
{
    if (event.bytes == nullptr)
        script.take(script.session().closed(QStringLiteral("The next hop closed the connection")));
    else if (*event.bytes == 0)
        script.take(script.session().timedOut());
    else
        script.server(event.bytes);
}

const std::pair<Step, const char *> early[] = {
    {Step::Greeting, "greeting"}, {Step::Ehlo, "EHLO"}, {Step::Helo, "HELO"}};
const std::pair<Step, const char *> late[] = {{Step::Mail, "MAIL"},
                                              {Step::Recipient, "RCPT"},
                                              {Step::Data, "DATA"},
                                              {Step::Content, "content"},
                                              {Step::EndOfData, "end of data"}};

} // namespace

void tst_SmtpClientSteps::beforeTheMessage_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("event");
    for (const auto &[step, stepName] : early) {
        for (size_t i = 0; i < std::size(events); ++i) {
            if (step == Step::Ehlo && (i == 3 || i == 5))
                continue; // 5xx to EHLO is answered with HELO
            QTest::addRow("%s, %s", stepName, events[i].name)
                << static_cast<int>(step) << static_cast<int>(i);
        }
    }
}

/// No message is open yet: the connection ends and says why.
void tst_SmtpClientSteps::beforeTheMessage()
{
    QFETCH(int, step);
    QFETCH(int, event);
    ClientScript script;
    comeTo(script, static_cast<Step>(step), false);
    happen(script, events[event]);
    QVERIFY(script.session().isClosed());
    QCOMPARE(script.closings.size(), 1);
    QVERIFY(!script.closings.first().isEmpty());
    QVERIFY(script.results.isEmpty());
}

void tst_SmtpClientSteps::inTheMessage_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("event");
    QTest::addColumn<bool>("isPipelining");
    for (const bool isPipelining : {false, true}) {
        for (const auto &[step, stepName] : late) {
            for (size_t i = 0; i < std::size(events); ++i) {
                QTest::addRow("%s, %s%s", stepName, events[i].name,
                              isPipelining ? ", pipelining" : "")
                    << static_cast<int>(step) << static_cast<int>(i) << isPipelining;
            }
        }
    }
}

void tst_SmtpClientSteps::inTheMessage()
{
    QFETCH(int, step);
    QFETCH(int, event);
    QFETCH(bool, isPipelining);
    ClientScript script;
    comeTo(script, static_cast<Step>(step), isPipelining);
    QVERIFY(script.results.isEmpty());
    happen(script, events[event]);
    QCOMPARE(script.results.size(), 1);
    const RecipientResult result = script.results.first().first();
    QCOMPARE(result.recipientId, QStringLiteral("id-a@example.net"));
    QCOMPARE(result.result, events[event].result);
    if (events[event].reply != nullptr)
        QCOMPARE(result.reply, QString::fromUtf8(events[event].reply));
    QVERIFY(!result.reply.isEmpty());
    // Whatever comes later says nothing about it any more.
    script.take(script.session().closed(QStringLiteral("Gone")));
    QCOMPARE(script.results.size(), 1);
    QCOMPARE(script.closings.size(), 1);
}

void tst_SmtpClientSteps::codeWithoutText()
{
    ClientScript script;
    script.server("220\r\n");
    script.server("250\r\n");
    script.begin(itemTo({"a@example.net"}));
    QCOMPARE(script.server("250\r\n"), QByteArray("RCPT TO:<a@example.net>\r\n"));
    QCOMPARE(script.server("250\r\n"), QByteArray("DATA\r\n"));
    script.server("354\r\n");
    script.content({"12345678\r\n"});
    script.server("250\r\n");
    QCOMPARE(script.results.first().first().result, RecipientState::Delivered);
    QVERIFY(script.session().isReady());
}

void tst_SmtpClientSteps::afterTheMessage_data()
{
    QTest::addColumn<int>("event");
    for (size_t i = 0; i < std::size(events); ++i)
        QTest::newRow(events[i].name) << static_cast<int>(i);
}

/// What happens to an idle connection, or one that was said QUIT to, changes no result.
void tst_SmtpClientSteps::afterTheMessage()
{
    QFETCH(int, event);
    for (const bool isQuitting : {false, true}) {
        ClientScript script;
        comeTo(script, Step::EndOfData, false);
        script.server("250 2.0.0 taken as 4711\r\n");
        QCOMPARE(script.results.size(), 1);
        if (isQuitting) {
            script.take(script.session().quit());
            QCOMPARE(script.sent(), QByteArray("QUIT\r\n"));
        }
        happen(script, events[event]);
        QVERIFY(script.session().isClosed());
        QCOMPARE(script.results.size(), 1);
        QCOMPARE(script.results.first().first().result, RecipientState::Delivered);
        QCOMPARE(script.results.first().first().reply, QStringLiteral("250 2.0.0 taken as 4711"));
    }
}

QTEST_GUILESS_MAIN(tst_SmtpClientSteps)
#include "tst_SmtpClientSteps.moc"
