// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"

#include "server/auth/SealedCredential.h"
#include "server/storage/UserStore.h"

#include <QJsonArray>
#include <QTest>

using namespace postern;
using namespace postern::test;

class tst_AccountHandlers : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void aUserIsAddedWithItsPassword();
    void theServerMakesAPasswordAndTellsItOnce();
    void aNewPasswordReplacesTheOld();
    void anOperatorMayDisableAUserButNotEnableIt();
    void refusesABadUser_data();
    void refusesABadUser();
    void userChangesReachTheOthers();
    void administratorsAreListedWithoutSecrets();
    void theLastAdministratorStays();
    void theSameRoleAgainEndsNothing();
    void administratorChangesReachTheOthers();
    void listsComeInPagesByName();
    void whoWasRemovedMeanwhileChangesNothing();

private:
    [[nodiscard]] Result<QJsonObject> local(const QString &method, const QJsonObject &params = {})
    {
        return m_fixture->local().call(method, params);
    }
    /// Whether the stored verifier takes this password.
    [[nodiscard]] bool fits(const QString &user, const QString &password);

    std::unique_ptr<ControlFixture> m_fixture;
};

namespace
{

QJsonObject named(const QString &name)
{
    return {{QStringLiteral("name"), name}};
}

QJsonObject withPassword(const QString &name, const QString &password)
{
    return {{QStringLiteral("name"), name}, {QStringLiteral("password"), password}};
}

const QString shop = QStringLiteral("webshop");

} // namespace

void tst_AccountHandlers::init()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
}

bool tst_AccountHandlers::fits(const QString &user, const QString &password)
{
    const auto credential = storage::UserStore(m_fixture->reading()).findCredential(user);
    if (!credential.ok())
        return false;
    const auto verifier = auth::SealedCredential::open(*credential, m_fixture->secretKey());
    return verifier.ok() && auth::PasswordVerifier::check(*verifier, password.toUtf8()).isMatch;
}

void tst_AccountHandlers::aUserIsAddedWithItsPassword()
{
    const auto added =
        local(QStringLiteral("user.add"), withPassword(shop, ControlFixture::password));
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().text));
    QVERIFY(!added->contains(QLatin1String("password")));
    QCOMPARE(added->value(QLatin1String("user")).toObject().value(QLatin1String("name")).toString(),
             shop);
    QVERIFY(fits(shop, ControlFixture::password));
    QCOMPARE(local(QStringLiteral("user.add"), named(shop)).error().kind, ErrorKind::Refused);
    QVERIFY(local(QStringLiteral("user.remove"), named(shop)).ok());
    QVERIFY(!fits(shop, ControlFixture::password));
    QCOMPARE(local(QStringLiteral("user.remove"), named(shop)).error().kind, ErrorKind::NotFound);
}

void tst_AccountHandlers::theServerMakesAPasswordAndTellsItOnce()
{
    const auto added = local(QStringLiteral("user.add"), named(shop));
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().text));
    const QString made = added->value(QLatin1String("password")).toString();
    QCOMPARE(made.size(), 24);
    QVERIFY(fits(shop, made));
    const auto trail = local(QStringLiteral("audit.list"));
    QVERIFY(!encode(control::Answer{1, trail}).contains(made.toUtf8()));
    QVERIFY(
        !encode(control::Answer{1, local(QStringLiteral("user.list"))}).contains(made.toUtf8()));
}

void tst_AccountHandlers::aNewPasswordReplacesTheOld()
{
    QVERIFY(local(QStringLiteral("user.add"), withPassword(shop, ControlFixture::password)).ok());
    const auto made = local(QStringLiteral("user.set-password"), named(shop));
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().text));
    QVERIFY(!fits(shop, ControlFixture::password));
    QVERIFY(fits(shop, made->value(QLatin1String("password")).toString()));
    QCOMPARE(
        local(QStringLiteral("user.set-password"), named(QStringLiteral("nobody"))).error().kind,
        ErrorKind::NotFound);
}

void tst_AccountHandlers::anOperatorMayDisableAUserButNotEnableIt()
{
    QVERIFY(local(QStringLiteral("user.add"), named(shop)).ok());
    auto bert = m_fixture->as(QStringLiteral("bert"), Role::Operator);
    const auto disabled = bert->call(QStringLiteral("user.disable"), named(shop));
    QVERIFY2(disabled.ok(), disabled.ok() ? "" : qPrintable(disabled.error().text));
    QCOMPARE(
        disabled->value(QLatin1String("user")).toObject().value(QLatin1String("enabled")).toBool(),
        false);
    QCOMPARE(bert->call(QStringLiteral("user.enable"), named(shop)).error().kind,
             ErrorKind::Forbidden);
    QVERIFY(local(QStringLiteral("user.enable"), named(shop)).ok());
}

void tst_AccountHandlers::refusesABadUser_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("field");
    QTest::newRow("blank") << "web shop" << ControlFixture::password << "name";
    QTest::newRow("empty") << "" << ControlFixture::password << "name";
    QTest::newRow("long") << QString(65, QLatin1Char('x')) << ControlFixture::password << "name";
    QTest::newRow("short password") << "webshop"
                                    << "123456789"
                                    << "password";
    QTest::newRow("line break in the password") << "webshop"
                                                << "a long\npass phrase"
                                                << "password";
}

void tst_AccountHandlers::refusesABadUser()
{
    QFETCH(QString, name);
    QFETCH(QString, password);
    QFETCH(QString, field);
    const auto refused = local(QStringLiteral("user.add"), withPassword(name, password));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::Invalid);
    QCOMPARE(refused.error().field, field);
}

void tst_AccountHandlers::userChangesReachTheOthers()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    QVERIFY(local(QStringLiteral("user.add"), named(shop)).ok());
    QCOMPARE(anna->waitForEvent(QStringLiteral("user.changed")).data,
             anna->call(QStringLiteral("user.list")).value());
}

void tst_AccountHandlers::administratorsAreListedWithoutSecrets()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    const QJsonArray items =
        anna->call(QStringLiteral("admin.list")).value().value(QLatin1String("items")).toArray();
    QCOMPARE(items.size(), 1);
    QCOMPARE(items.first().toObject().keys(),
             (QStringList{QStringLiteral("changedAt"), QStringLiteral("changedBy"),
                          QStringLiteral("createdAt"), QStringLiteral("lastLoginAt"),
                          QStringLiteral("lastLoginFrom"), QStringLiteral("name"),
                          QStringLiteral("revision"), QStringLiteral("role")}));
}

void tst_AccountHandlers::theLastAdministratorStays()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    const QJsonObject demotion{{QStringLiteral("name"), QStringLiteral("anna")},
                               {QStringLiteral("role"), QStringLiteral("operator")}};
    QCOMPARE(local(QStringLiteral("admin.remove"), named(QStringLiteral("anna"))).error().kind,
             ErrorKind::Refused);
    QCOMPARE(local(QStringLiteral("admin.set-role"), demotion).error().kind, ErrorKind::Refused);
    QVERIFY(anna->isOpen());
    auto bert = m_fixture->as(QStringLiteral("bert"), Role::Admin);
    QVERIFY(local(QStringLiteral("admin.set-role"), demotion).ok());
    QVERIFY(anna->waitForClose());
    QCOMPARE(local(QStringLiteral("admin.remove"), named(QStringLiteral("bert"))).error().kind,
             ErrorKind::Refused);
    QVERIFY(bert->isOpen());
}

void tst_AccountHandlers::theSameRoleAgainEndsNothing()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    const QJsonObject same{{QStringLiteral("name"), QStringLiteral("anna")},
                           {QStringLiteral("role"), QStringLiteral("admin")}};
    QVERIFY(local(QStringLiteral("admin.set-role"), same).ok());
    QVERIFY(anna->call(QStringLiteral("domain.list")).ok());
}

void tst_AccountHandlers::administratorChangesReachTheOthers()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    anna->forgetEvents();
    QVERIFY(
        local(QStringLiteral("admin.add"), {{QStringLiteral("name"), QStringLiteral("carl")},
                                            {QStringLiteral("password"), ControlFixture::password},
                                            {QStringLiteral("role"), QStringLiteral("auditor")}})
            .ok());
    QCOMPARE(anna->waitForEvent(QStringLiteral("admin.changed")).data,
             anna->call(QStringLiteral("admin.list")).value());
}

void tst_AccountHandlers::listsComeInPagesByName()
{
    for (const QString &name : {QStringLiteral("dora"), QStringLiteral("Bert"),
                                QStringLiteral("anna"), QStringLiteral("carl")})
        QVERIFY(local(QStringLiteral("user.add"), named(name)).ok());
    QStringList names;
    QJsonObject params{{QStringLiteral("limit"), 3}};
    QString cursor;
    int pages = 0;
    do {
        const auto page = local(QStringLiteral("user.list"), params);
        QVERIFY2(page.ok(), page.ok() ? "" : qPrintable(page.error().text));
        const QJsonArray items = page->value(QLatin1String("items")).toArray();
        for (const QJsonValue &item : items)
            names.append(item.toObject().value(QLatin1String("name")).toString());
        cursor = page->value(QLatin1String("nextCursor")).toString();
        params.insert(QStringLiteral("cursor"), cursor);
        ++pages;
    } while (!cursor.isEmpty());
    QCOMPARE(pages, 2);
    QCOMPARE(names, (QStringList{QStringLiteral("Bert"), QStringLiteral("anna"),
                                 QStringLiteral("carl"), QStringLiteral("dora")}));
}

void tst_AccountHandlers::whoWasRemovedMeanwhileChangesNothing()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Operator);
    QVERIFY(
        local(QStringLiteral("admin.add"), {{QStringLiteral("name"), QStringLiteral("bert")},
                                            {QStringLiteral("password"), ControlFixture::password},
                                            {QStringLiteral("role"), QStringLiteral("admin")}})
            .ok());
    auto bert = m_fixture->connection();
    QVERIFY(bert->login(QStringLiteral("bert"), ControlFixture::password).ok());
    (void)m_fixture->as(QStringLiteral("carl"), Role::Admin);
    // Strangers keep the password pool busy, so that bert's addition waits while he is removed.
    QList<std::shared_ptr<ControlClient>> strangers;
    for (int i = 0; i < 4; ++i) {
        strangers.append(m_fixture->connection());
        strangers.last()->sendLine(encode(control::Request{
            1, QStringLiteral("login"), withPassword(QStringLiteral("x"), QStringLiteral("y"))}));
    }
    QTest::qWait(1);
    bert->sendLine(encode(control::Request{2, QStringLiteral("user.add"),
                                           withPassword(shop, ControlFixture::password)}));
    QVERIFY(local(QStringLiteral("admin.remove"), named(QStringLiteral("bert"))).ok());
    QVERIFY(bert->waitForClose());
    // Whatever was in the pool is through once somebody else's addition is.
    QVERIFY(local(QStringLiteral("user.add"), named(QStringLiteral("printer"))).ok());
    const QJsonArray users =
        local(QStringLiteral("user.list")).value().value(QLatin1String("items")).toArray();
    QCOMPARE(users.size(), 1);
}

QTEST_GUILESS_MAIN(tst_AccountHandlers)
#include "tst_AccountHandlers.moc"
