// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/SaslExchange.h"

#include <QTest>

using postern::auth::SaslExchange;
using Kind = SaslExchange::Step::Kind;

class tst_SaslExchange : public QObject
{
    Q_OBJECT

private slots:
    void offersAFixedList();
    void plain_data();
    void plain();
    void plainWithoutInitialResponse();
    void login();
    void loginWithInitialResponse();
    void loginRefuses_data();
    void loginRefuses();
    void nothingAfterTheEnd();
};

namespace
{

const QByteArray nul(1, '\0');

} // namespace

void tst_SaslExchange::offersAFixedList()
{
    QCOMPARE(SaslExchange::mechanisms(), (QList<QByteArray>{"PLAIN", "LOGIN"}));
    for (const char *name : {"ANONYMOUS", "EXTERNAL", "CRAM-MD5", "SCRAM-SHA-1", "plain", ""})
        QVERIFY(SaslExchange::start(name) == nullptr);
}

void tst_SaslExchange::plain_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("ordinary") << nul + "mary" + nul + "pass word" << Kind::Collected;
    QTest::newRow("as oneself") << "mary" + nul + "mary" + nul + "pass word" << Kind::Collected;
    QTest::newRow("as another") << "bob" + nul + "mary" + nul + "pass word" << Kind::Malformed;
    QTest::newRow("no login") << nul + nul + "pass word" << Kind::Malformed;
    QTest::newRow("one NUL") << "mary" + nul + "pass word" << Kind::Malformed;
    QTest::newRow("no NUL") << QByteArray("mary") << Kind::Malformed;
    QTest::newRow("three NUL") << nul + "mary" + nul + "pass word" + nul << Kind::Malformed;
    QTest::newRow("empty") << QByteArray() << Kind::Malformed;
    QTest::newRow("no UTF-8") << nul + "m\xff" + nul + "pass word" << Kind::Malformed;
}

void tst_SaslExchange::plain()
{
    QFETCH(QByteArray, message);
    QFETCH(Kind, kind);
    const auto exchange = SaslExchange::start("PLAIN");
    const auto step = exchange->step(message);
    QCOMPARE(step.kind, kind);
    if (kind != Kind::Collected)
        return;
    QCOMPARE(step.attempt.login, QStringLiteral("mary"));
    QCOMPARE(step.attempt.password, QByteArray("pass word"));
}

void tst_SaslExchange::plainWithoutInitialResponse()
{
    const auto exchange = SaslExchange::start("PLAIN");
    const auto first = exchange->step(std::nullopt);
    QCOMPARE(first.kind, Kind::Challenge);
    QCOMPARE(first.challenge, QByteArray());
    const auto second = exchange->step(nul + "mary" + nul + "\xc3\xbc");
    QCOMPARE(second.kind, Kind::Collected);
    QCOMPARE(second.attempt.password, QByteArray("\xc3\xbc"));
}

void tst_SaslExchange::login()
{
    const auto exchange = SaslExchange::start("LOGIN");
    const auto first = exchange->step(std::nullopt);
    QCOMPARE(first.kind, Kind::Challenge);
    QCOMPARE(first.challenge.toBase64(), QByteArray("VXNlcm5hbWU6"));
    const auto second = exchange->step("mary");
    QCOMPARE(second.kind, Kind::Challenge);
    QCOMPARE(second.challenge.toBase64(), QByteArray("UGFzc3dvcmQ6"));
    const auto third = exchange->step("pass word");
    QCOMPARE(third.kind, Kind::Collected);
    QCOMPARE(third.attempt.login, QStringLiteral("mary"));
    QCOMPARE(third.attempt.password, QByteArray("pass word"));
}

void tst_SaslExchange::loginWithInitialResponse()
{
    const auto exchange = SaslExchange::start("LOGIN");
    const auto first = exchange->step("mary");
    QCOMPARE(first.kind, Kind::Challenge);
    QCOMPARE(first.challenge, QByteArray("Password:"));
    const auto second = exchange->step("pass word");
    QCOMPARE(second.kind, Kind::Collected);
    QCOMPARE(second.attempt.login, QStringLiteral("mary"));
}

void tst_SaslExchange::loginRefuses_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("empty name") << QByteArray() << QByteArray("pass word");
    QTest::newRow("NUL in the name") << "ma" + nul + "ry" << QByteArray("pass word");
    QTest::newRow("NUL in the password") << QByteArray("mary") << "pass" + nul + "word";
    QTest::newRow("no UTF-8") << QByteArray("m\xff") << QByteArray("pass word");
}

void tst_SaslExchange::loginRefuses()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, password);
    const auto exchange = SaslExchange::start("LOGIN");
    (void)exchange->step(std::nullopt);
    auto step = exchange->step(name);
    if (step.kind == Kind::Challenge)
        step = exchange->step(password);
    QCOMPARE(step.kind, Kind::Malformed);
}

void tst_SaslExchange::nothingAfterTheEnd()
{
    const auto exchange = SaslExchange::start("LOGIN");
    (void)exchange->step(std::nullopt);
    QCOMPARE(exchange->step(std::nullopt).kind, Kind::Malformed);
}

QTEST_APPLESS_MAIN(tst_SaslExchange)
#include "tst_SaslExchange.moc"
