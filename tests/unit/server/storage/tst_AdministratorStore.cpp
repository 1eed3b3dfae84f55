// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AdministratorSessionStore.h"
#include "server/storage/AdministratorStore.h"
#include "server/storage/AuditStore.h"
#include "server/storage/PairingStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace postern;
using namespace postern::storage;

class tst_AdministratorStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void addingAndFinding();
    void aTakenNameIsRefused();
    void theLastAdminStays();
    void loginsAreNoted();
    void sessions();
    void changesEndSessions();
    void aPairingCodeWorksOnce();
    void aPairingCodeEnds();
    void aPairingCodeEndsWithItsMakersRights();
    void noSecretReachesTheTrail();

private:
    const Actor m_actor{QStringLiteral("alice"), QStringLiteral("192.0.2.1"),
                        QStringLiteral("test"), QStringLiteral("why not")};
    test::DatabaseFixture m_fixture;
    std::unique_ptr<Database> m_database;
};

void tst_AdministratorStore::init()
{
    m_database.reset();
    Result<std::unique_ptr<Database>> fresh = m_fixture.freshDatabase();
    QVERIFY2(fresh.ok(), qPrintable(fresh.ok() ? QString() : fresh.error().text));
    m_database = std::move(fresh).value();
}

void tst_AdministratorStore::addingAndFinding()
{
    AdministratorStore store(*m_database);
    const auto added =
        store.addAdministrator(QStringLiteral("bob"), Role::Operator, "hash", m_actor, 10);
    QVERIFY(added.ok());
    QCOMPARE(*store.find(QStringLiteral("bob")), *added);
    QCOMPARE(added->role, Role::Operator);
    QCOMPARE(store.administrators()->size(), 1);
    QCOMPARE(*store.administratorHash(QStringLiteral("bob")), QByteArray("hash"));
    QCOMPARE(store.administratorHash(QStringLiteral("eve")).error().kind, ErrorKind::NotFound);
}

void tst_AdministratorStore::aTakenNameIsRefused()
{
    AdministratorStore store(*m_database);
    QVERIFY(store.addAdministrator(QStringLiteral("bob"), Role::Admin, "1", m_actor, 1).ok());
    const auto again = store.addAdministrator(QStringLiteral("bob"), Role::Admin, "2", m_actor, 2);
    QVERIFY(!again.ok());
    QCOMPARE(again.error().text, QStringLiteral("There is an administrator named bob already. "
                                                "Choose another name."));
    QCOMPARE(*store.administratorHash(QStringLiteral("bob")), QByteArray("1"));
}

void tst_AdministratorStore::theLastAdminStays()
{
    AdministratorStore store(*m_database);
    const QString bob = QStringLiteral("bob");
    QVERIFY(store.addAdministrator(bob, Role::Admin, "1", m_actor, 1).ok());
    QVERIFY(store.addAdministrator(QStringLiteral("op"), Role::Operator, "1", m_actor, 1).ok());
    const auto removed = store.removeAdministrator(bob, m_actor, 2);
    QVERIFY(!removed.ok());
    QCOMPARE(removed.error().text,
             QStringLiteral("bob is the last System Administrator and cannot be removed. Give "
                            "another administrator that role first."));
    QCOMPARE(store.setRole(bob, Role::Auditor, m_actor, 2).error().kind, ErrorKind::Refused);
    QVERIFY(store.setRole(QStringLiteral("op"), Role::Admin, m_actor, 3).ok());
    QVERIFY(store.setRole(bob, Role::Auditor, m_actor, 4).ok());
    QVERIFY(store.removeAdministrator(bob, m_actor, 5).ok());
    QCOMPARE(store.administrators()->size(), 1);
}

void tst_AdministratorStore::loginsAreNoted()
{
    AdministratorStore store(*m_database);
    QVERIFY(store.addAdministrator(QStringLiteral("bob"), Role::Admin, "1", m_actor, 1).ok());
    QVERIFY(store.noteLogin(QStringLiteral("bob"), false, m_actor, 5).ok());
    QCOMPARE(store.find(QStringLiteral("bob"))->lastLoginAt, 0);
    QVERIFY(store.noteLogin(QStringLiteral("bob"), true, m_actor, 6).ok());
    QVERIFY(store.noteLogin(QStringLiteral("nobody"), false, m_actor, 7).ok());
    QCOMPARE(store.find(QStringLiteral("bob"))->lastLoginAt, 6);
    QCOMPARE(store.find(QStringLiteral("bob"))->lastLoginFrom, QStringLiteral("192.0.2.1"));
    const auto audit = AuditStore(*m_database).list(0, 3).value();
    QCOMPARE(audit.at(0).action, QStringLiteral("admin.login-failed"));
    QCOMPARE(audit.at(0).subject, QStringLiteral("nobody"));
    QCOMPARE(audit.at(1).action, QStringLiteral("admin.login"));
}

void tst_AdministratorStore::sessions()
{
    QVERIFY(AdministratorStore(*m_database)
                .addAdministrator(QStringLiteral("bob"), Role::Admin, "1", m_actor, 1)
                .ok());
    AdministratorSessionStore sessions(*m_database);
    QVERIFY(sessions.addSession("token", QStringLiteral("bob"), 100).ok());
    QCOMPARE(sessions.resumeSession("token", 99, 200)->name, QStringLiteral("bob"));
    QCOMPARE(sessions.resumeSession("token", 150, 250)->name, QStringLiteral("bob"));
    QCOMPARE(sessions.resumeSession("wrong", 150, 250).error().kind, ErrorKind::Unauthorized);
    QCOMPARE(sessions.resumeSession("token", 250, 350).error().kind, ErrorKind::Unauthorized);
    QVERIFY(sessions.addSession("other", QStringLiteral("bob"), 900).ok());
    QVERIFY(sessions.sweep(300).ok());
    QVERIFY(sessions.endSession("other").ok());
    QVERIFY(sessions.endSession("other").ok());
    QCOMPARE(sessions.resumeSession("other", 301, 900).error().kind, ErrorKind::Unauthorized);
    QVERIFY(!sessions.addSession("x", QStringLiteral("nobody"), 900).ok());
}

void tst_AdministratorStore::changesEndSessions()
{
    AdministratorStore store(*m_database);
    AdministratorSessionStore sessions(*m_database);
    const QString bob = QStringLiteral("bob");
    QVERIFY(store.addAdministrator(QStringLiteral("al"), Role::Admin, "1", m_actor, 1).ok());
    QVERIFY(store.addAdministrator(bob, Role::Admin, "1", m_actor, 1).ok());
    QVERIFY(sessions.addSession("1", bob, 100).ok());
    QVERIFY(sessions.addSession("al", QStringLiteral("al"), 100).ok());
    QVERIFY(store.setAdministratorPassword(bob, "2", m_actor, 2).ok());
    QVERIFY(!sessions.resumeSession("1", 3, 100).ok());
    QVERIFY(sessions.addSession("2", bob, 100).ok());
    QVERIFY(store.setRole(bob, Role::Auditor, m_actor, 3).ok());
    QVERIFY(!sessions.resumeSession("2", 4, 100).ok());
    QVERIFY(sessions.addSession("3", bob, 100).ok());
    QVERIFY(store.removeAdministrator(bob, m_actor, 4).ok());
    QVERIFY(!sessions.resumeSession("3", 5, 100).ok());
    QVERIFY(sessions.resumeSession("al", 5, 100).ok());
}

void tst_AdministratorStore::aPairingCodeWorksOnce()
{
    PairingStore pairing(*m_database);
    QVERIFY(pairing.addPairingCode("code", QStringLiteral("bob"), Role::Operator, 100, m_actor, 1)
                .ok());
    QCOMPARE(pairing.redeemPairingCode("wrong", 50).error().kind, ErrorKind::Unauthorized);
    const auto grant = pairing.redeemPairingCode("code", 50);
    QVERIFY(grant.ok());
    QCOMPARE(grant->administrator, QStringLiteral("bob"));
    QCOMPARE(grant->role, Role::Operator);
    QCOMPARE(pairing.redeemPairingCode("code", 50).error().kind, ErrorKind::Unauthorized);
}

void tst_AdministratorStore::aPairingCodeEnds()
{
    PairingStore pairing(*m_database);
    QVERIFY(pairing.addPairingCode("code", {}, Role::Admin, 100, m_actor, 1).ok());
    QCOMPARE(pairing.redeemPairingCode("code", 100).error().kind, ErrorKind::Unauthorized);
    QVERIFY(pairing.redeemPairingCode("code", 99).ok());
}

void tst_AdministratorStore::aPairingCodeEndsWithItsMakersRights()
{
    AdministratorStore store(*m_database);
    PairingStore pairing(*m_database);
    const QString bob = QStringLiteral("bob");
    Actor maker = m_actor;
    maker.who = bob;
    QVERIFY(store.addAdministrator(QStringLiteral("al"), Role::Admin, "1", m_actor, 1).ok());
    QVERIFY(store.addAdministrator(bob, Role::Admin, "1", m_actor, 1).ok());
    QVERIFY(pairing.addPairingCode("al's", {}, Role::Admin, 100, m_actor, 1).ok());
    QVERIFY(pairing.addPairingCode("1", {}, Role::Admin, 100, maker, 1).ok());
    QVERIFY(store.setAdministratorPassword(bob, "2", m_actor, 2).ok());
    QVERIFY(!pairing.redeemPairingCode("1", 3).ok());
    QVERIFY(pairing.addPairingCode("2", {}, Role::Admin, 100, maker, 3).ok());
    QVERIFY(store.setRole(bob, Role::Auditor, m_actor, 4).ok());
    QVERIFY(!pairing.redeemPairingCode("2", 5).ok());
    QVERIFY(pairing.addPairingCode("3", {}, Role::Admin, 100, maker, 6).ok());
    QVERIFY(store.removeAdministrator(bob, m_actor, 7).ok());
    QVERIFY(!pairing.redeemPairingCode("3", 8).ok());
    QVERIFY(pairing.redeemPairingCode("al's", 9).ok());
}

void tst_AdministratorStore::noSecretReachesTheTrail()
{
    AdministratorStore store(*m_database);
    QVERIFY(store.addAdministrator(QStringLiteral("b"), Role::Admin, "SECRET", m_actor, 1).ok());
    QVERIFY(store.setAdministratorPassword(QStringLiteral("b"), "SECRET", m_actor, 2).ok());
    QVERIFY(
        PairingStore(*m_database).addPairingCode("SECRET", {}, Role::Admin, 9, m_actor, 3).ok());
    const auto audit = AuditStore(*m_database).list(0, 9).value();
    QCOMPARE(audit.size(), 3);
    for (const AuditRecord &record : audit) {
        QVERIFY(!QJsonDocument(record.before).toJson().contains("SECRET"));
        QVERIFY(!QJsonDocument(record.after).toJson().contains("SECRET"));
    }
}

QTEST_GUILESS_MAIN(tst_AdministratorStore)
#include "tst_AdministratorStore.moc"
