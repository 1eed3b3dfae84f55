// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AuditStore.h"
#include "server/storage/DomainStore.h"
#include "server/storage/SettingStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace postern;
using namespace postern::storage;

/// Settings, accepted domains and the trail of their changes.
class tst_SettingStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void settings();
    void domains();
    void theTrailIsReadInPages();

private:
    const Actor m_actor{QStringLiteral("alice"), QStringLiteral("192.0.2.1"),
                        QStringLiteral("test"), QStringLiteral("why not")};
    test::DatabaseFixture m_fixture;
    std::unique_ptr<Database> m_database;
};

void tst_SettingStore::init()
{
    m_database.reset();
    Result<std::unique_ptr<Database>> fresh = m_fixture.freshDatabase();
    QVERIFY2(fresh.ok(), qPrintable(fresh.ok() ? QString() : fresh.error().text));
    m_database = std::move(fresh).value();
}

void tst_SettingStore::settings()
{
    SettingStore store(*m_database);
    const QString key = QStringLiteral("smtp.message-size");
    QVERIFY(store.reset(key, m_actor, 1).ok());
    QVERIFY(AuditStore(*m_database).list(0, 9)->isEmpty());
    QVERIFY(store.set(key, QStringLiteral("10MiB"), m_actor, 2).ok());
    QVERIFY(store.set(key, QStringLiteral("20MiB"), m_actor, 3).ok());
    QCOMPARE(store.all()->value(key), QStringLiteral("20MiB"));
    QVERIFY(store.reset(key, m_actor, 4).ok());
    QVERIFY(store.all()->isEmpty());
    const auto audit = AuditStore(*m_database).list(0, 9).value();
    QCOMPARE(audit.size(), 3);
    QCOMPARE(audit.at(0).action, QStringLiteral("settings.reset"));
    QCOMPARE(audit.at(1).subject, key);
    QCOMPARE(audit.at(1).before.value(QStringLiteral("value")).toString(), QStringLiteral("10MiB"));
    QCOMPARE(audit.at(1).after.value(QStringLiteral("value")).toString(), QStringLiteral("20MiB"));
}

void tst_SettingStore::domains()
{
    DomainStore store(*m_database);
    const QString name = QStringLiteral("example.com");
    const auto added = store.add(name, m_actor, 5);
    QVERIFY(added.ok());
    QCOMPARE(store.list().value(), QList<AcceptedDomain>{*added});
    const auto again = store.add(name, m_actor, 6);
    QCOMPARE(again.error().kind, ErrorKind::Refused);
    QCOMPARE(again.error().text, QStringLiteral("example.com is an accepted domain already."));
    QVERIFY(store.remove(name, m_actor, 7).ok());
    QCOMPARE(store.remove(name, m_actor, 7).error().kind, ErrorKind::NotFound);
    QCOMPARE(AuditStore(*m_database).list(0, 9)->size(), 2);
}

void tst_SettingStore::theTrailIsReadInPages()
{
    AuditStore store(*m_database);
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(store
                    .append(m_actor, i, QStringLiteral("x"), QString::number(i),
                            {{QStringLiteral("n"), i}}, {})
                    .ok());
    }
    const auto page = store.list(0, 2).value();
    QCOMPARE(page.size(), 2);
    QCOMPARE(page.at(0).subject, QStringLiteral("5"));
    QCOMPARE(page.at(0).before.value(QStringLiteral("n")).toInt(), 5);
    QCOMPARE(page.at(0).who, QStringLiteral("alice"));
    QCOMPARE(page.at(0).program, QStringLiteral("test"));
    const auto next = store.list(page.last().id, 9).value();
    QCOMPARE(next.size(), 3);
    QCOMPARE(next.first().subject, QStringLiteral("3"));
}

QTEST_GUILESS_MAIN(tst_SettingStore)
#include "tst_SettingStore.moc"
