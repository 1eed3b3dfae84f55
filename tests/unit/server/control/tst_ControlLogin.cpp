// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace postern;
using namespace postern::test;

class tst_ControlLogin : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void helloTellsWhoIsThere();
    void theLocalSocketNeedsNoLogin();
    void aLoginAnswersTheAdministratorAndAToken();
    void wrongNameAndWrongPasswordLookTheSame();
    void bothLeaveAnAuditRow();
    void whatNobodyIsCalledIsNotKept();
    void aSecondLoginIsRefused();
    void tooManyWrongPasswordsWait();
    void consoleLoginLiftsTheWait();
    void aRightPasswordForgivesTheWrongOnes();
    void aRightPasswordForgivesNothingElse();
    void theWindowIsOneOfItsOwn();
    void guessedTokensWait();
    void aTokenResumes();
    void aTokenIsNoUseAfterLogout();
    void aTokenIsNoUseAfterANewPassword();
    void aTokenSlidesAndEnds();
    void theSettingSaysHowLongASessionLasts();
    void aShortSessionGoesOnWhileItIsUsed();
    void anIdleSessionEndsByTheSetting();
    void aNewRoleEndsTheSession();
    void removalEndsTheSession();
    void onesOwnPasswordNeedsNoRole();
    void pipelinedRequestsAreAnsweredInOrder();

private:
    [[nodiscard]] QStringList auditActions();
    void addAdmin(const QString &name, Role role);
    void set(const QString &key, const QString &value);
    [[nodiscard]] bool resumes(const QString &token);

    std::unique_ptr<ControlFixture> m_fixture;
};

namespace
{

const QString anna = QStringLiteral("anna");

} // namespace

void tst_ControlLogin::init()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
}

QStringList tst_ControlLogin::auditActions()
{
    QStringList actions;
    const auto page = m_fixture->local().call(QStringLiteral("audit.list"));
    const QJsonArray items = page.value().value(QLatin1String("items")).toArray();
    for (const QJsonValue &item : items) {
        const QJsonObject row = item.toObject();
        actions.append(QStringLiteral("%1 %2 %3")
                           .arg(row.value(QLatin1String("action")).toString(),
                                row.value(QLatin1String("who")).toString(),
                                row.value(QLatin1String("from")).toString()));
    }
    return actions;
}

void tst_ControlLogin::addAdmin(const QString &name, Role role)
{
    const auto added = m_fixture->local().call(
        QStringLiteral("admin.add"), {{QStringLiteral("name"), name},
                                      {QStringLiteral("password"), ControlFixture::password},
                                      {QStringLiteral("role"), roleName(role)}});
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().text));
}

void tst_ControlLogin::set(const QString &key, const QString &value)
{
    const auto done =
        m_fixture->local().call(QStringLiteral("settings.set"),
                                {{QStringLiteral("key"), key}, {QStringLiteral("value"), value}});
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().text));
}

bool tst_ControlLogin::resumes(const QString &token)
{
    auto client = m_fixture->connection();
    return client->call(QStringLiteral("login.resume"), {{QStringLiteral("token"), token}}).ok();
}

void tst_ControlLogin::helloTellsWhoIsThere()
{
    const QJsonObject params{{QStringLiteral("program"), QStringLiteral("test")},
                             {QStringLiteral("version"), QStringLiteral("1")}};
    auto client = m_fixture->connection();
    const QJsonObject before = client->call(QStringLiteral("hello"), params).value();
    QCOMPARE(before.value(QLatin1String("hostname")).toString(),
             QStringLiteral("mail.example.com"));
    QCOMPARE(before.value(QLatin1String("loggedIn")).toBool(), false);
    QCOMPARE(before.value(QLatin1String("local")).toBool(), false);
    QCOMPARE(before.value(QLatin1String("protocol")).toInt(), 1);

    const QJsonObject local = m_fixture->local().call(QStringLiteral("hello"), params).value();
    QCOMPARE(local.value(QLatin1String("name")).toString(), QStringLiteral("local"));
    QCOMPARE(local.value(QLatin1String("role")).toString(), QStringLiteral("admin"));
    QCOMPARE(local.value(QLatin1String("local")).toBool(), true);
}

void tst_ControlLogin::theLocalSocketNeedsNoLogin()
{
    QVERIFY(m_fixture->local().call(QStringLiteral("admin.list")).ok());
}

void tst_ControlLogin::aLoginAnswersTheAdministratorAndAToken()
{
    addAdmin(anna, Role::Operator);
    auto client = m_fixture->connection();
    const auto done = client->login(anna, ControlFixture::password);
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().text));
    const QJsonObject who = done->value(QLatin1String("administrator")).toObject();
    QCOMPARE(who.value(QLatin1String("name")).toString(), anna);
    QCOMPARE(who.value(QLatin1String("role")).toString(), QStringLiteral("operator"));
    QCOMPARE(who.value(QLatin1String("lastLoginFrom")).toString(), QStringLiteral("127.0.0.1"));
    QCOMPARE(done->value(QLatin1String("token")).toString().size(), 43);
    QVERIFY(client->call(QStringLiteral("whitelist.list")).ok());
    QCOMPARE(m_fixture->server().administratorAddresses(),
             QList<IpAddress>{IpAddress::fromV4(0x7f000001)});
}

void tst_ControlLogin::wrongNameAndWrongPasswordLookTheSame()
{
    addAdmin(anna, Role::Admin);
    auto client = m_fixture->connection();
    const auto wrongPassword = client->login(anna, QStringLiteral("another pass phrase"));
    const auto wrongName = client->login(QStringLiteral("nobody"), ControlFixture::password);
    QVERIFY(!wrongPassword.ok() && !wrongName.ok());
    QCOMPARE(wrongPassword.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(wrongPassword.error().text, wrongName.error().text);
    QCOMPARE(wrongPassword.error().data, wrongName.error().data);
    QVERIFY(!client->call(QStringLiteral("whitelist.list")).ok());
}

void tst_ControlLogin::bothLeaveAnAuditRow()
{
    addAdmin(anna, Role::Admin);
    auto client = m_fixture->connection();
    (void)client->login(anna, QStringLiteral("another pass phrase"));
    QVERIFY(client->login(anna, ControlFixture::password).ok());
    const QStringList actions = auditActions();
    QVERIFY2(actions.contains(QStringLiteral("admin.login-failed anna 127.0.0.1")),
             qPrintable(actions.join(QLatin1Char('\n'))));
    QVERIFY(actions.contains(QStringLiteral("admin.login anna 127.0.0.1")));
}

void tst_ControlLogin::whatNobodyIsCalledIsNotKept()
{
    auto client = m_fixture->connection();
    // The second could be a name; it is a password all the same.
    QVERIFY(!client->login(QStringLiteral("my secret pass phrase"), QString()).ok());
    QVERIFY(!client->login(QStringLiteral("secret-42"), QString()).ok());
    const QString trail = auditActions().join(QLatin1Char('\n'));
    QCOMPARE(trail.count(QLatin1String("admin.login-failed (unknown name) 127.0.0.1")), 2);
    const auto page = m_fixture->local().call(QStringLiteral("audit.list"));
    const QByteArray all = QJsonDocument(page.value()).toJson();
    QVERIFY2(!all.contains("secret"), all.constData());
}

void tst_ControlLogin::aSecondLoginIsRefused()
{
    auto client = m_fixture->as(anna, Role::Admin);
    const auto again = client->login(anna, ControlFixture::password);
    QVERIFY(!again.ok());
    QCOMPARE(again.error().kind, ErrorKind::Refused);
}

void tst_ControlLogin::tooManyWrongPasswordsWait()
{
    addAdmin(anna, Role::Admin);
    QVERIFY(m_fixture->local()
                .call(QStringLiteral("settings.set"),
                      {{QStringLiteral("key"), QStringLiteral("control.login-failures")},
                       {QStringLiteral("value"), QStringLiteral("3")}})
                .ok());
    auto client = m_fixture->connection();
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(client->login(anna, QStringLiteral("wrong pass phrase")).error().kind,
                 ErrorKind::Unauthorized);
    }
    const auto throttled = client->login(anna, ControlFixture::password);
    QVERIFY(!throttled.ok());
    QCOMPARE(throttled.error().kind, ErrorKind::Throttled);
    QVERIFY(throttled.error().data.value(QLatin1String("retryAfterSeconds")).toInt() > 0);
    QVERIFY2(throttled.error().text.contains(QLatin1String("127.0.0.1")),
             qPrintable(throttled.error().text));
    QCOMPARE(throttled.error().data.value(QLatin1String("retryAfterSeconds")).toInt(), 600);
    // Wrong codes count the same.
    const auto code = client->call(QStringLiteral("pair.redeem"),
                                   {{QStringLiteral("code"), QStringLiteral("0000")},
                                    {QStringLiteral("name"), QStringLiteral("bert")},
                                    {QStringLiteral("password"), ControlFixture::password}});
    QCOMPARE(code.error().kind, ErrorKind::Throttled);
    m_fixture->ahead += 60 * 60 * 1000;
    QVERIFY(client->login(anna, ControlFixture::password).ok());
}

void tst_ControlLogin::consoleLoginLiftsTheWait()
{
    addAdmin(anna, Role::Admin);
    (void)m_fixture->local().call(
        QStringLiteral("settings.set"),
        {{QStringLiteral("key"), QStringLiteral("control.login-failures")},
         {QStringLiteral("value"), QStringLiteral("2")}});
    auto client = m_fixture->connection();
    for (int i = 0; i < 3; ++i)
        (void)client->login(anna, QStringLiteral("wrong pass phrase"));
    QCOMPARE(client->login(anna, ControlFixture::password).error().kind, ErrorKind::Throttled);
    const QJsonObject entry = m_fixture->local()
                                  .call(QStringLiteral("whitelist.get"),
                                        {{QStringLiteral("address"), QStringLiteral("127.0.0.1")}})
                                  .value()
                                  .value(QLatin1String("entry"))
                                  .toObject();
    QJsonObject changed = entry;
    changed.insert(QStringLiteral("services"), QJsonArray{QStringLiteral("console-login")});
    const auto updated = m_fixture->local().call(QStringLiteral("whitelist.update"),
                                                 {{QStringLiteral("entry"), changed}});
    QVERIFY2(updated.ok(), updated.ok() ? "" : qPrintable(updated.error().text));
    QVERIFY(client->login(anna, ControlFixture::password).ok());
}

void tst_ControlLogin::aRightPasswordForgivesTheWrongOnes()
{
    addAdmin(anna, Role::Admin);
    (void)m_fixture->local().call(
        QStringLiteral("settings.set"),
        {{QStringLiteral("key"), QStringLiteral("control.login-failures")},
         {QStringLiteral("value"), QStringLiteral("2")}});
    for (int round = 0; round < 3; ++round) {
        auto client = m_fixture->connection();
        (void)client->login(anna, QStringLiteral("wrong pass phrase"));
        QVERIFY(client->login(anna, ControlFixture::password).ok());
    }
}

void tst_ControlLogin::aRightPasswordForgivesNothingElse()
{
    addAdmin(anna, Role::Auditor);
    addAdmin(QStringLiteral("bert"), Role::Admin);
    (void)m_fixture->local().call(
        QStringLiteral("settings.set"),
        {{QStringLiteral("key"), QStringLiteral("control.login-failures")},
         {QStringLiteral("value"), QStringLiteral("2")}});
    // Who may log in guesses at another's password, and logs in between.
    for (int round = 0; round < 2; ++round) {
        auto client = m_fixture->connection();
        QCOMPARE(
            client->login(QStringLiteral("bert"), QStringLiteral("wrong pass phrase")).error().kind,
            ErrorKind::Unauthorized);
        if (round == 0)
            QVERIFY(client->login(anna, ControlFixture::password).ok());
    }
    auto client = m_fixture->connection();
    QCOMPARE(client->login(QStringLiteral("bert"), ControlFixture::password).error().kind,
             ErrorKind::Throttled);
}

void tst_ControlLogin::theWindowIsOneOfItsOwn()
{
    addAdmin(anna, Role::Admin);
    const auto set = [this](const QString &key, const QString &value) {
        return m_fixture->local()
            .call(QStringLiteral("settings.set"),
                  {{QStringLiteral("key"), key}, {QStringLiteral("value"), value}})
            .ok();
    };
    QVERIFY(set(QStringLiteral("control.login-failures"), QStringLiteral("1")));
    QVERIFY(set(QStringLiteral("control.login-failure-window"), QStringLiteral("2m")));
    QVERIFY(set(QStringLiteral("smtp.login-failure-window"), QStringLiteral("1h")));
    auto client = m_fixture->connection();
    QCOMPARE(client->login(anna, QStringLiteral("wrong pass phrase")).error().kind,
             ErrorKind::Unauthorized);
    const auto throttled = client->login(anna, ControlFixture::password);
    QVERIFY(!throttled.ok());
    QCOMPARE(throttled.error().data.value(QLatin1String("retryAfterSeconds")).toInt(), 120);
    m_fixture->ahead += 3 * 60 * 1000;
    QVERIFY(client->login(anna, ControlFixture::password).ok());
}

void tst_ControlLogin::guessedTokensWait()
{
    addAdmin(anna, Role::Admin);
    (void)m_fixture->local().call(
        QStringLiteral("settings.set"),
        {{QStringLiteral("key"), QStringLiteral("control.login-failures")},
         {QStringLiteral("value"), QStringLiteral("3")}});
    const QString token = m_fixture->connection()
                              ->login(anna, ControlFixture::password)
                              .value()
                              .value(QLatin1String("token"))
                              .toString();
    const auto resume = [this](const QString &with) {
        auto client = m_fixture->connection();
        const auto answer =
            client->call(QStringLiteral("login.resume"), {{QStringLiteral("token"), with}});
        return answer.ok() ? std::nullopt : std::optional(answer.error().kind);
    };
    // A right one neither counts nor forgives.
    for (int i = 0; i < 5; ++i)
        QCOMPARE(resume(token), std::nullopt);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(resume(QStringLiteral("guess %1").arg(i)), ErrorKind::Unauthorized);
        if (i == 0)
            QCOMPARE(resume(token), std::nullopt);
    }
    QCOMPARE(resume(QStringLiteral("guess")), ErrorKind::Throttled);
    m_fixture->ahead += 60 * 60 * 1000;
    QCOMPARE(resume(token), std::nullopt);
}

void tst_ControlLogin::aTokenResumes()
{
    addAdmin(anna, Role::Admin);
    QString token;
    {
        auto client = m_fixture->connection();
        token = client->login(anna, ControlFixture::password)
                    .value()
                    .value(QLatin1String("token"))
                    .toString();
    }
    auto client = m_fixture->connection();
    const auto resumed =
        client->call(QStringLiteral("login.resume"), {{QStringLiteral("token"), token}});
    QVERIFY2(resumed.ok(), resumed.ok() ? "" : qPrintable(resumed.error().text));
    QCOMPARE(resumed->value(QLatin1String("administrator"))
                 .toObject()
                 .value(QLatin1String("name"))
                 .toString(),
             anna);
    QVERIFY(client->call(QStringLiteral("whitelist.list")).ok());
    auto other = m_fixture->connection();
    QCOMPARE(
        other->call(QStringLiteral("login.resume"), {{QStringLiteral("token"), token.chopped(1)}})
            .error()
            .kind,
        ErrorKind::Unauthorized);
}

void tst_ControlLogin::aTokenIsNoUseAfterLogout()
{
    addAdmin(anna, Role::Admin);
    auto client = m_fixture->connection();
    const QString token = client->login(anna, ControlFixture::password)
                              .value()
                              .value(QLatin1String("token"))
                              .toString();
    QVERIFY(client->call(QStringLiteral("logout")).ok());
    QVERIFY(client->waitForClose());
    auto again = m_fixture->connection();
    QVERIFY(!again->call(QStringLiteral("login.resume"), {{QStringLiteral("token"), token}}).ok());
}

void tst_ControlLogin::aTokenIsNoUseAfterANewPassword()
{
    addAdmin(anna, Role::Admin);
    auto client = m_fixture->connection();
    const QString token = client->login(anna, ControlFixture::password)
                              .value()
                              .value(QLatin1String("token"))
                              .toString();
    const QString fresh = QStringLiteral("quite another pass phrase");
    QVERIFY(m_fixture->local()
                .call(QStringLiteral("admin.set-password"),
                      {{QStringLiteral("name"), anna}, {QStringLiteral("password"), fresh}})
                .ok());
    QCOMPARE(client->waitForEvent(QStringLiteral("session.ended"))
                 .data.value(QLatin1String("reason"))
                 .toString(),
             QStringLiteral("Your password was changed. Log in with the new one."));
    QVERIFY(client->waitForClose());
    auto again = m_fixture->connection();
    QCOMPARE(again->call(QStringLiteral("login.resume"), {{QStringLiteral("token"), token}})
                 .error()
                 .kind,
             ErrorKind::Unauthorized);
    QVERIFY(!again->login(anna, ControlFixture::password).ok());
    QVERIFY(again->login(anna, fresh).ok());
}

void tst_ControlLogin::aTokenSlidesAndEnds()
{
    constexpr qint64 hour = 60 * 60 * 1000;
    addAdmin(anna, Role::Admin);
    const auto resume = [this](const QString &token) {
        auto client = m_fixture->connection();
        return client->call(QStringLiteral("login.resume"), {{QStringLiteral("token"), token}})
            .ok();
    };
    const QString token = m_fixture->connection()
                              ->login(anna, ControlFixture::password)
                              .value()
                              .value(QLatin1String("token"))
                              .toString();
    m_fixture->ahead += 11 * hour;
    QVERIFY(resume(token));
    m_fixture->ahead += 11 * hour;
    QVERIFY(resume(token));
    m_fixture->ahead += 13 * hour;
    QVERIFY(!resume(token));
}

void tst_ControlLogin::theSettingSaysHowLongASessionLasts()
{
    constexpr qint64 minute = 60 * 1000;
    addAdmin(anna, Role::Admin);
    set(QStringLiteral("control.session"), QStringLiteral("10m"));
    const QString token = m_fixture->connection()
                              ->login(anna, ControlFixture::password)
                              .value()
                              .value(QLatin1String("token"))
                              .toString();
    m_fixture->ahead += 9 * minute;
    QVERIFY(resumes(token));
    m_fixture->ahead += 9 * minute;
    QVERIFY(resumes(token));
    m_fixture->ahead += 11 * minute;
    QVERIFY(!resumes(token));

    // A resumed one is good for as long as the setting says at that time.
    set(QStringLiteral("control.session"), QStringLiteral("30d"));
    const QString longer = m_fixture->connection()
                               ->login(anna, ControlFixture::password)
                               .value()
                               .value(QLatin1String("token"))
                               .toString();
    set(QStringLiteral("control.session"), QStringLiteral("1m"));
    QVERIFY(resumes(longer));
    m_fixture->ahead += 2 * minute;
    QVERIFY(!resumes(longer));
}

void tst_ControlLogin::aShortSessionGoesOnWhileItIsUsed()
{
    constexpr qint64 second = 1000;
    set(QStringLiteral("control.session"), QStringLiteral("2m"));
    addAdmin(anna, Role::Admin);
    auto client = m_fixture->connection();
    const QString token = client->login(anna, ControlFixture::password)
                              .value()
                              .value(QLatin1String("token"))
                              .toString();
    for (int i = 0; i < 4; ++i) {
        m_fixture->ahead += 50 * second;
        QVERIFY(client->call(QStringLiteral("whitelist.list")).ok());
    }
    QVERIFY(resumes(token));
}

void tst_ControlLogin::anIdleSessionEndsByTheSetting()
{
    m_fixture = std::make_unique<ControlFixture>();
    m_fixture->setup.sessionCheck = std::chrono::milliseconds(20);
    QVERIFY(m_fixture->start().ok());
    addAdmin(anna, Role::Admin);
    auto client = m_fixture->connection();
    QVERIFY(client->login(anna, ControlFixture::password).ok());
    m_fixture->ahead += 61 * 1000;
    // Shorter from now on, also for who is signed in already.
    set(QStringLiteral("control.session"), QStringLiteral("1m"));
    QCOMPARE(client->waitForEvent(QStringLiteral("session.ended"))
                 .data.value(QLatin1String("reason"))
                 .toString(),
             QStringLiteral("The session is over because no request came for 1m. Log in again."));
    QVERIFY(client->waitForClose());
}

void tst_ControlLogin::aNewRoleEndsTheSession()
{
    auto client = m_fixture->as(anna, Role::Admin);
    addAdmin(QStringLiteral("bert"), Role::Admin);
    QVERIFY(m_fixture->local()
                .call(QStringLiteral("admin.set-role"),
                      {{QStringLiteral("name"), anna},
                       {QStringLiteral("role"), QStringLiteral("auditor")}})
                .ok());
    QVERIFY(client->waitForClose());
    auto again = m_fixture->connection();
    QVERIFY(again->login(anna, ControlFixture::password).ok());
    QCOMPARE(again
                 ->call(QStringLiteral("domain.add"),
                        {{QStringLiteral("name"), QStringLiteral("example.com")}})
                 .error()
                 .kind,
             ErrorKind::Forbidden);
}

void tst_ControlLogin::removalEndsTheSession()
{
    auto client = m_fixture->as(anna, Role::Operator);
    QVERIFY(m_fixture->local()
                .call(QStringLiteral("admin.remove"), {{QStringLiteral("name"), anna}})
                .ok());
    QVERIFY(client->waitForClose());
    QVERIFY(!m_fixture->connection()->login(anna, ControlFixture::password).ok());
}

void tst_ControlLogin::onesOwnPasswordNeedsNoRole()
{
    auto client = m_fixture->as(anna, Role::Auditor);
    addAdmin(QStringLiteral("bert"), Role::Auditor);
    const QString fresh = QStringLiteral("quite another pass phrase");
    QCOMPARE(client
                 ->call(QStringLiteral("admin.set-password"),
                        {{QStringLiteral("name"), QStringLiteral("bert")},
                         {QStringLiteral("password"), fresh}})
                 .error()
                 .kind,
             ErrorKind::Forbidden);
    QVERIFY(
        client->call(QStringLiteral("admin.set-password"), {{QStringLiteral("password"), fresh}})
            .ok());
    QVERIFY(client->waitForClose());
    QVERIFY(m_fixture->connection()->login(anna, fresh).ok());
}

void tst_ControlLogin::pipelinedRequestsAreAnsweredInOrder()
{
    addAdmin(anna, Role::Admin);
    auto client = m_fixture->connection();
    // The list is asked for before the login is through, and must not be judged by then.
    client->sendLine(encode(control::Request{
        QStringLiteral("first"),
        QStringLiteral("login"),
        {{QStringLiteral("name"), anna}, {QStringLiteral("password"), ControlFixture::password}}}));
    client->sendLine(
        encode(control::Request{QStringLiteral("second"), QStringLiteral("whitelist.list"), {}}));
    client->sendLine(
        encode(control::Request{QStringLiteral("third"), QStringLiteral("nonsense"), {}}));
    QVERIFY(client->answerTo(QStringLiteral("first")).ok());
    QVERIFY(client->answerTo(QStringLiteral("second")).ok());
    QCOMPARE(client->answerTo(QStringLiteral("third")).error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(tst_ControlLogin)
#include "tst_ControlLogin.moc"
