// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AuditStore.h"
#include "server/storage/UserStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace postern;
using namespace postern::storage;

class tst_UserStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void addingFindingRemoving();
    void takenNamesAreRefused();
    void disablingIsSeenByTheLogin();
    void aNewPasswordReplacesTheOld();
    void useIsNoted();
    void noKeyReachesTheTrail();
    void theTrailKnowsWhatARequestMade();

private:
    [[nodiscard]] static Credential credentialFor(const QString &login, const QByteArray &key);

private:
    const Actor m_actor{QStringLiteral("alice"), QStringLiteral("192.0.2.1"),
                        QStringLiteral("test"), QStringLiteral("why not")};
    test::DatabaseFixture m_fixture;
    std::unique_ptr<Database> m_database;
};

void tst_UserStore::init()
{
    m_database.reset();
    Result<std::unique_ptr<Database>> fresh = m_fixture.freshDatabase();
    QVERIFY2(fresh.ok(), qPrintable(fresh.ok() ? QString() : fresh.error().text));
    m_database = std::move(fresh).value();
}

Credential tst_UserStore::credentialFor(const QString &login, const QByteArray &key)
{
    Credential credential;
    credential.login = login;
    credential.iterations = 4096;
    credential.salt = QByteArray("s\0lt", 4);
    credential.storedKeySealed = key;
    credential.serverKeySealed = key + "2";
    return credential;
}

void tst_UserStore::addingFindingRemoving()
{
    UserStore store(*m_database);
    const QString bob = QStringLiteral("bob");
    const auto added = store.addUser(bob, credentialFor(bob, "key"), m_actor, 7);
    QVERIFY(added.ok());
    QCOMPARE(*store.find(bob), *added);
    QCOMPARE(store.users()->size(), 1);
    const auto credential = store.findCredential(bob);
    QVERIFY(credential.ok());
    QVERIFY(!credential->id.isEmpty());
    QCOMPARE(credential->user, bob);
    QCOMPARE(credential->salt, QByteArray("s\0lt", 4));
    QCOMPARE(credential->storedKeySealed, QByteArray("key"));
    QCOMPARE(credential->serverKeySealed, QByteArray("key2"));
    QCOMPARE(credential->iterations, 4096);
    QCOMPARE(store.findCredential(QStringLiteral("BOB")).error().kind, ErrorKind::NotFound);
    QVERIFY(store.removeUser(bob, m_actor, 8).ok());
    QCOMPARE(store.findCredential(bob).error().kind, ErrorKind::NotFound);
    QCOMPARE(store.removeUser(bob, m_actor, 8).error().kind, ErrorKind::NotFound);
    const auto audit = AuditStore(*m_database).list(0, 9).value();
    QCOMPARE(audit.size(), 2);
    QCOMPARE(audit.at(0).action, QStringLiteral("user.remove"));
}

void tst_UserStore::takenNamesAreRefused()
{
    UserStore store(*m_database);
    const QString bob = QStringLiteral("bob");
    QVERIFY(store.addUser(bob, credentialFor(QStringLiteral("login"), "k"), m_actor, 1).ok());
    QCOMPARE(store.addUser(bob, credentialFor(bob, "k"), m_actor, 2).error().field,
             QStringLiteral("name"));
    const auto login = store.addUser(QStringLiteral("eve"),
                                     credentialFor(QStringLiteral("login"), "k"), m_actor, 2);
    QVERIFY(!login.ok());
    QCOMPARE(login.error().text,
             QStringLiteral("The login name login is taken by the SMTP user bob. "
                            "Choose another."));
    QCOMPARE(store.users()->size(), 1);
}

void tst_UserStore::disablingIsSeenByTheLogin()
{
    UserStore store(*m_database);
    const QString bob = QStringLiteral("bob");
    QVERIFY(store.addUser(bob, credentialFor(bob, "k"), m_actor, 1).ok());
    QVERIFY(!store.setUserEnabled(bob, false, m_actor, 2)->enabled);
    QVERIFY(!store.findCredential(bob)->isUserEnabled);
    QVERIFY(store.setUserEnabled(bob, true, m_actor, 3).ok());
    QVERIFY(store.findCredential(bob)->isUserEnabled);
    QCOMPARE(store.setUserEnabled(bob, true, m_actor, 4)->revision, 3);
    QCOMPARE(AuditStore(*m_database).list(0, 1)->first().action, QStringLiteral("user.enable"));
}

void tst_UserStore::aNewPasswordReplacesTheOld()
{
    UserStore store(*m_database);
    const QString bob = QStringLiteral("bob");
    QVERIFY(store.addUser(bob, credentialFor(bob, "old"), m_actor, 1).ok());
    const QString former = store.findCredential(bob)->id;
    QCOMPARE(*store.usableCredentials(), QSet<QString>{former});
    QVERIFY(store.setUserCredential(bob, credentialFor(bob, "new"), m_actor, 2).ok());
    QCOMPARE(store.findCredential(bob)->storedKeySealed, QByteArray("new"));
    QVERIFY(store.findCredential(bob)->id != former);
    QCOMPARE(*store.usableCredentials(), QSet<QString>{store.findCredential(bob)->id});
    QVERIFY(store.setUserEnabled(bob, false, m_actor, 2).ok());
    QCOMPARE(*store.usableCredentials(), QSet<QString>());
    QVERIFY(store.setUserEnabled(bob, true, m_actor, 2).ok());
    QCOMPARE(store.find(bob)->revision, 4);
    QCOMPARE(store.setUserCredential(QStringLiteral("eve"), credentialFor(bob, "k"), m_actor, 2)
                 .error()
                 .kind,
             ErrorKind::NotFound);
}

void tst_UserStore::useIsNoted()
{
    UserStore store(*m_database);
    const QString bob = QStringLiteral("bob");
    QVERIFY(store.addUser(bob, credentialFor(bob, "k"), m_actor, 1).ok());
    QVERIFY(store.noteUse(store.findCredential(bob)->id, QStringLiteral("192.0.2.9"), 55).ok());
    QCOMPARE(store.find(bob)->lastUsedAt, 55);
    QCOMPARE(store.users()->first().lastUsedFrom, QStringLiteral("192.0.2.9"));
}

void tst_UserStore::noKeyReachesTheTrail()
{
    UserStore store(*m_database);
    const QString bob = QStringLiteral("bob");
    QVERIFY(store.addUser(bob, credentialFor(bob, "SECRET"), m_actor, 1).ok());
    QVERIFY(store.setUserCredential(bob, credentialFor(bob, "SECRET"), m_actor, 2).ok());
    const auto audit = AuditStore(*m_database).list(0, 9).value();
    QCOMPARE(audit.size(), 2);
    for (const AuditRecord &record : audit)
        QVERIFY(!QJsonDocument(record.after).toJson().contains("SECRET"));
}

void tst_UserStore::theTrailKnowsWhatARequestMade()
{
    UserStore store(*m_database);
    AuditStore trail(*m_database);
    const QString bob = QStringLiteral("bob");
    const QString eve = QStringLiteral("eve");
    Actor asked = m_actor;
    asked.request = QStringLiteral("5f0c1c1e-0000-4000-8000-000000000001");
    QVERIFY(store.addUser(eve, credentialFor(eve, "k"), m_actor, 1).ok());
    QVERIFY(!trail.newestOf(asked.request)->has_value());
    QVERIFY(store.addUser(bob, credentialFor(bob, "k"), asked, 2).ok());
    const auto added = trail.newestOf(asked.request).value();
    QVERIFY(added.has_value());
    QCOMPARE(added->action, QStringLiteral("user.add"));
    QCOMPARE(added->subject, bob);
    QCOMPARE(added->who, m_actor.who);
    // Another's change is not the request's, and a later one of the request is its newest.
    QVERIFY(store.setUserEnabled(bob, false, m_actor, 3).ok());
    QCOMPARE(trail.newestOf(asked.request).value()->id, added->id);
    QVERIFY(store.setUserCredential(bob, credentialFor(bob, "k2"), asked, 4).ok());
    QCOMPARE(trail.newestOf(asked.request).value()->after[u"revision"].toInt(), 3);
    // Rows without an id are those of no request.
    QVERIFY(!trail.newestOf(QString())->has_value());
}

QTEST_GUILESS_MAIN(tst_UserStore)
#include "tst_UserStore.moc"
