// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/Message.h"

#include <QTest>

using namespace postern;
using namespace postern::control;

class tst_Message : public QObject
{
    Q_OBJECT

private slots:
    void aRequestComesBackAsItWas();
    void anAnswerComesBackAsItWas();
    void anErrorKeepsKindFieldAndData();
    void anEventComesBackAsItWas();
    void isOneLine();
    void refusesWhatIsNoRequest_data();
    void refusesWhatIsNoRequest();
    void answersWithTheIdWhereThereIsOne();
    void refusesWhatIsNeitherAnswerNorEvent_data();
    void refusesWhatIsNeitherAnswerNorEvent();
    void ignoresFieldsOfANewerServer();
};

void tst_Message::aRequestComesBackAsItWas()
{
    const Request request{7,
                          QStringLiteral("whitelist.list"),
                          {{QStringLiteral("limit"), 10}, {QStringLiteral("cursor"), QString()}}};
    const auto back = decodeRequest(encode(request));
    QVERIFY(back.ok());
    QCOMPARE(back->id, request.id);
    QCOMPARE(back->method, request.method);
    QCOMPARE(back->params, request.params);
}

void tst_Message::anAnswerComesBackAsItWas()
{
    const QJsonObject result{{QStringLiteral("items"), 3}};
    const auto back = decodeFromServer(encode(Answer{QStringLiteral("a-1"), result}));
    QVERIFY(back.ok());
    const auto &answer = std::get<Answer>(*back);
    QCOMPARE(answer.id, QJsonValue(QStringLiteral("a-1")));
    QVERIFY(answer.result.ok());
    QCOMPARE(answer.result.value(), result);
}

void tst_Message::anErrorKeepsKindFieldAndData()
{
    const Error error{ErrorKind::Conflict,
                      QStringLiteral("Changed meanwhile."),
                      QStringLiteral("address"),
                      {{QStringLiteral("current"), 5}}};
    const QByteArray line = encode(Answer{1, error, RpcCode::Refused});
    const auto back = decodeFromServer(line);
    QVERIFY(back.ok());
    const auto &answer = std::get<Answer>(*back);
    QVERIFY(!answer.result.ok());
    QCOMPARE(answer.code, RpcCode::Refused);
    QCOMPARE(answer.result.error().kind, ErrorKind::Conflict);
    QCOMPARE(answer.result.error().text, error.text);
    QCOMPARE(answer.result.error().field, error.field);
    QCOMPARE(answer.result.error().data, error.data);
}

void tst_Message::anEventComesBackAsItWas()
{
    const QJsonObject data{{QStringLiteral("id"), QStringLiteral("x")}};
    const auto back = decodeFromServer(encode(Event{QStringLiteral("whitelist.removed"), data}));
    QVERIFY(back.ok());
    const auto &event = std::get<Event>(*back);
    QCOMPARE(event.topic, QStringLiteral("whitelist.removed"));
    QCOMPARE(event.data, data);
}

void tst_Message::isOneLine()
{
    const QByteArray line =
        encode(Event{QStringLiteral("x"),
                     {{QStringLiteral("text"), QStringLiteral("two\nlines\r\nand \u2028 more")}}});
    QVERIFY(!line.contains('\n'));
    QVERIFY(!line.contains('\r'));
}

void tst_Message::refusesWhatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<RpcCode>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray("") << RpcCode::NotJson << "not JSON";
    QTest::newRow("text") << QByteArray("GET / HTTP/1.1") << RpcCode::NotJson << "not JSON";
    QTest::newRow("cut short") << QByteArray("{\"jsonrpc\":\"2.0\"") << RpcCode::NotJson
                               << "not JSON";
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}") << RpcCode::NotJson
                               << "not JSON";
    QTest::newRow("batch") << QByteArray("[{}]") << RpcCode::NotJson << "not a list";
    QTest::newRow("no version") << QByteArray("{\"id\":1,\"method\":\"hello\"}")
                                << RpcCode::NotARequest << "\"jsonrpc\": \"2.0\"";
    QTest::newRow("no id") << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"hello\"}")
                           << RpcCode::NotARequest << "needs an \"id\"";
    QTest::newRow("half an id") << QByteArray(
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"hello\"}")
                                << RpcCode::NotARequest << "needs an \"id\"";
    QTest::newRow("endless id") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":\"")
                                       + QByteArray(65, 'x') + "\",\"method\":\"hello\"}"
                                << RpcCode::NotARequest << "64 characters";
    QTest::newRow("no method") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":1}")
                               << RpcCode::NotARequest << "\"method\" that is a text";
    QTest::newRow("method is a number") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":4}")
                                        << RpcCode::NotARequest << "\"method\" that is a text";
    QTest::newRow("params by position")
        << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":[1]}")
        << RpcCode::NotARequest << "\"params\" must be an object";
}

void tst_Message::refusesWhatIsNoRequest()
{
    QFETCH(QByteArray, line);
    QFETCH(RpcCode, code);
    QFETCH(QString, says);
    const auto request = decodeRequest(line);
    QVERIFY(!request.ok());
    QCOMPARE(request.error().code, code);
    QCOMPARE(request.error().error.kind, ErrorKind::Invalid);
    QVERIFY2(request.error().error.text.contains(says), qPrintable(request.error().error.text));
}

void tst_Message::answersWithTheIdWhereThereIsOne()
{
    QCOMPARE(decodeRequest("{\"jsonrpc\":\"2.0\",\"id\":9}").error().id, QJsonValue(9));
    QVERIFY(decodeRequest("{\"jsonrpc\":\"2.0\",\"id\":{}}").error().id.isNull());
}

void tst_Message::refusesWhatIsNeitherAnswerNorEvent_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("text") << QByteArray("220 mail.example.com ESMTP");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("request") << encode(Request{1, QStringLiteral("hello"), {}});
    QTest::newRow("event without topic")
        << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":{}}");
    QTest::newRow("result is a number")
        << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}");
}

void tst_Message::refusesWhatIsNeitherAnswerNorEvent()
{
    QFETCH(QByteArray, line);
    QVERIFY(!decodeFromServer(line).ok());
}

void tst_Message::ignoresFieldsOfANewerServer()
{
    const auto back =
        decodeFromServer("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"took\":5,\"node\":\"b\"}");
    QVERIFY(back.ok());
    QVERIFY(std::get<Answer>(*back).result.ok());
}

QTEST_APPLESS_MAIN(tst_Message)
#include "tst_Message.moc"
