// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/Migrator.h"
#include "server/storage/WhitelistStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QTest>

using namespace postern;
using namespace postern::storage;

class tst_Migrator : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void aFreshDatabaseGetsEveryStep();
    void everyStepKeepsTheRowsOfTheOneBefore();
    void loopbackIsListedForSmtpAlone();
    void aSecondRunChangesNothing();
    void aNewerSchemaIsRefused();
    void aFailingStepIsUndoneWhole();
    void aSuffixPicksTheEngine();

private:
    [[nodiscard]] qint64 number(const QString &sql);

    test::DatabaseFixture m_fixture;
    std::unique_ptr<Database> m_database;
};

void tst_Migrator::init()
{
    m_database.reset();
    const Result<DatabaseUrl> url = m_fixture.freshUrl();
    QVERIFY2(url.ok(), qPrintable(url.ok() ? QString() : url.error().text));
    Result<std::unique_ptr<Database>> opened = Database::open(*url);
    QVERIFY(opened.ok());
    m_database = std::move(opened).value();
}

qint64 tst_Migrator::number(const QString &sql)
{
    Result<Rows> rows = m_database->run(sql);
    return rows && rows.value().next() ? rows->integer(0) : -1;
}

void tst_Migrator::aFreshDatabaseGetsEveryStep()
{
    Migrator migrator(*m_database);
    QCOMPARE(*migrator.currentVersion(), 0);
    const Result<void> migrated = migrator.migrate();
    QVERIFY2(migrated.ok(), qPrintable(migrated.ok() ? QString() : migrated.error().text));
    QVERIFY(migrator.newestVersion() >= 2);
    QCOMPARE(*migrator.currentVersion(), migrator.newestVersion());
    QCOMPARE(number(QStringLiteral("SELECT COUNT(*) FROM schema_version")),
             migrator.newestVersion());
}

void tst_Migrator::everyStepKeepsTheRowsOfTheOneBefore()
{
    Migrator migrator(*m_database);
    QVERIFY(migrator.migrate(1).ok());
    QCOMPARE(*migrator.currentVersion(), 1);
    for (const char *sql :
         {"INSERT INTO setting VALUES ('smtp.message-size', '10MiB')",
          "INSERT INTO whitelist_entry VALUES ('e1', '192.0.2.0/24', '4c0000200', '4c00002ff', "
          "'Web farm', 1, 1, 0, 0, 1, 0, 0, 3, 10, 20, 'alice')",
          "INSERT INTO accepted_domain VALUES ('example.com', 1, 'alice')",
          "INSERT INTO route VALUES ('default', 'smtp://192.0.2.1:25', 1, 1, 'alice')",
          "INSERT INTO smtp_user VALUES ('bob', 1, 1, 1, 1, 'alice')",
          "INSERT INTO credential VALUES ('c1', 'bob', 'bob', '', 'SCRAM-SHA-256', 4096, 's', 'k', "
          "'k', 1, 0, '')",
          "INSERT INTO administrator VALUES ('alice', 'admin', 'h', 1, 1, 1, 'local', 0, '')",
          "INSERT INTO administrator_session VALUES ('t', 'alice', 99)",
          "INSERT INTO pairing_code VALUES ('p', '', 'admin', 99)",
          "INSERT INTO message VALUES ('M', 'a@example.com', '192.0.2.9', '4c0000209', 'e1', '', "
          "'h', 'relay', '<1>', 5, 0, 7, 0)",
          "INSERT INTO recipient VALUES ('M', 1, 'b@example.net', 'deferred', 9, '', 9, 1, '451', "
          "'', 0)",
          "INSERT INTO message_chunk VALUES ('M', 0, 'hello')",
          "INSERT INTO delivery_attempt VALUES ('M', 1, 1, 8, 'host', '', '451 later', 'deferred')",
          "INSERT INTO audit VALUES (1, 1, 'alice', 'local', 'test', 'whitelist.add', 'x', '', '', "
          "'')"}) {
        const Result<int> filled = m_database->change(QString::fromLatin1(sql));
        QVERIFY2(filled.ok(), qPrintable(filled.ok() ? QString() : filled.error().text));
    }
    for (int version = 2; version <= migrator.newestVersion(); ++version) {
        QVERIFY(migrator.migrate(version).ok());
        QCOMPARE(*migrator.currentVersion(), version);
        for (const char *table :
             {"setting", "accepted_domain", "route", "smtp_user", "credential", "administrator",
              "administrator_session", "pairing_code", "message", "recipient", "message_chunk",
              "delivery_attempt", "audit"}) {
            QCOMPARE(number(QStringLiteral("SELECT COUNT(*) FROM %1").arg(QLatin1String(table))),
                     1);
        }
        if (version >= 4)
            QCOMPARE(number(QStringLiteral("SELECT released_at FROM recipient")), 0);
        if (version >= 5)
            QCOMPARE(number(QStringLiteral("SELECT COUNT(*) FROM audit WHERE request = ''")), 1);
        if (version >= 6)
            QCOMPARE(number(QStringLiteral("SELECT hand_tries FROM recipient")), 0);
        if (version >= 7)
            QCOMPARE(number(QStringLiteral("SELECT COUNT(*) FROM route WHERE tls = 'may' AND "
                                           "login = ''")),
                     1);
        const Result<WhitelistEntry> entry = WhitelistStore(*m_database).find(QStringLiteral("e1"));
        QVERIFY(entry.ok());
        QCOMPARE(entry->range.toString(), QStringLiteral("192.0.2.0/24"));
        QCOMPARE(entry->revision, 3);
        QCOMPARE(entry->services, Service::Smtp | Service::SmtpAuthBypass);
    }
}

void tst_Migrator::loopbackIsListedForSmtpAlone()
{
    QVERIFY(Migrator(*m_database).migrate().ok());
    const Result<QList<WhitelistEntry>> entries = WhitelistStore(*m_database).list();
    QVERIFY(entries.ok());
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->at(0).range.toString(), QStringLiteral("127.0.0.1"));
    QCOMPARE(entries->at(1).range.toString(), QStringLiteral("::1"));
    for (const WhitelistEntry &entry : *entries) {
        QVERIFY(entry.builtIn && entry.enabled);
        QCOMPARE(entry.services, Services(Service::Smtp));
        QVERIFY(validate(entry).ok());
        // The keys written by hand in the migration are those that the store computes.
        QVERIFY(WhitelistStore(*m_database).findByRange(entry.range).ok());
    }
}

void tst_Migrator::aSecondRunChangesNothing()
{
    QVERIFY(Migrator(*m_database).migrate().ok());
    QVERIFY(
        m_database->change(QStringLiteral("UPDATE whitelist_entry SET description = 'mine'")).ok());
    QVERIFY(Migrator(*m_database).migrate().ok());
    QCOMPARE(
        number(QStringLiteral("SELECT COUNT(*) FROM whitelist_entry WHERE description = 'mine'")),
        2);
}

void tst_Migrator::aNewerSchemaIsRefused()
{
    QVERIFY(Migrator(*m_database).migrate().ok());
    QVERIFY(
        m_database->change(QStringLiteral("INSERT INTO schema_version VALUES (999, 'later', 1)"))
            .ok());
    const Result<void> refused = Migrator(*m_database).migrate();
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    QVERIFY2(refused.error().text.startsWith(
                 QStringLiteral("The database has schema version 999, and this program (")),
             qPrintable(refused.error().text));
}

void tst_Migrator::aFailingStepIsUndoneWhole()
{
    Migrator migrator(*m_database, QStringLiteral(POSTERN_TEST_DATA "/storage/migrations/failing"));
    const Result<void> failed = migrator.migrate();
    QVERIFY(!failed.ok());
    QVERIFY2(failed.error().text.startsWith(
                 QStringLiteral("Step 2 (breaks) of the database's schema failed and was undone.")),
             qPrintable(failed.error().text));
    QCOMPARE(*migrator.currentVersion(), 1);
    QCOMPARE(number(QStringLiteral("SELECT COUNT(*) FROM first")), 0);
    QCOMPARE(number(QStringLiteral("SELECT COUNT(*) FROM second")), -1);
}

void tst_Migrator::aSuffixPicksTheEngine()
{
    Migrator migrator(*m_database, QStringLiteral(POSTERN_TEST_DATA "/storage/migrations/good"));
    QCOMPARE(migrator.newestVersion(), 1);
    const Result<void> migrated = migrator.migrate();
    QVERIFY2(migrated.ok(), qPrintable(migrated.ok() ? QString() : migrated.error().text));
    Result<Rows> rows = m_database->run(QStringLiteral("SELECT name FROM engine"));
    QVERIFY(rows.ok());
    QVERIFY(rows.value().next());
    // A semicolon inside a statement separates nothing.
    QCOMPARE(rows->text(0), test::DatabaseFixture::isSqlite() ? QStringLiteral("sqlite; yes")
                                                              : QStringLiteral("postgres; yes"));
}

QTEST_GUILESS_MAIN(tst_Migrator)
#include "tst_Migrator.moc"
