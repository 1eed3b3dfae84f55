// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/AuditStore.h"
#include "server/storage/RouteStore.h"
#include "tests/support/DatabaseFixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace postern;
using namespace postern::storage;

/// Routes, their passwords, and the trail of their changes.
class tst_RouteStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void routes();
    void aStaleRouteOverwritesNothing();
    void protectionIsKept();
    void aPasswordGoesWithItsUserAndHost();
    void aPasswordIsInNoTrail();

private:
    [[nodiscard]] static Route smarthost(QStringView target, const QString &user);
    [[nodiscard]] QByteArray password();

    const Actor m_actor{QStringLiteral("alice"), QStringLiteral("192.0.2.1"),
                        QStringLiteral("test"), QStringLiteral("why not")};
    test::DatabaseFixture m_fixture;
    std::unique_ptr<Database> m_database;
};

void tst_RouteStore::init()
{
    m_database.reset();
    Result<std::unique_ptr<Database>> fresh = m_fixture.freshDatabase();
    QVERIFY2(fresh.ok(), qPrintable(fresh.ok() ? QString() : fresh.error().text));
    m_database = std::move(fresh).value();
}

Route tst_RouteStore::smarthost(QStringView target, const QString &user)
{
    Route route = Route::parseTarget(target).value();
    route.domain = QStringLiteral("default");
    route.tls = RouteTls::Verify;
    route.user = user;
    return route;
}

QByteArray tst_RouteStore::password()
{
    return RouteStore(*m_database).sealedPasswords()->value(QStringLiteral("default"));
}

void tst_RouteStore::routes()
{
    RouteStore store(*m_database);
    Route route = Route::parseTarget(u"smtp://192.0.2.1:25").value();
    route.domain = QStringLiteral("default");
    const auto first = store.set({route, {}}, m_actor, 5);
    QVERIFY(first.ok());
    QCOMPARE(first->revision, 1);
    QCOMPARE(store.list().value(), QList<Route>{*first});
    Route box = Route::parseTarget(u"maildir:/var/mail/x").value();
    box.domain = QStringLiteral("default");
    QCOMPARE(store.set({box, {}}, m_actor, 6)->revision, 2);
    QCOMPARE(store.list()->first().target(), QStringLiteral("maildir:/var/mail/x"));
    QVERIFY(store.remove(box.domain, m_actor, 7).ok());
    QCOMPARE(store.remove(box.domain, m_actor, 7).error().kind, ErrorKind::NotFound);
    const auto audit = AuditStore(*m_database).list(0, 9).value();
    QCOMPARE(audit.size(), 3);
    QCOMPARE(audit.at(1).before.value(QStringLiteral("target")).toString(),
             QStringLiteral("smtp://192.0.2.1:25"));
}

void tst_RouteStore::aStaleRouteOverwritesNothing()
{
    RouteStore store(*m_database);
    Route route = Route::parseTarget(u"smtp://192.0.2.1:25").value();
    route.domain = QStringLiteral("example.com");
    const Route first = *store.set({route, {}}, m_actor, 1);
    QVERIFY(store.set({first, {}}, m_actor, 2).ok());
    const auto stale = store.set({first, {}}, m_actor, 3);
    QCOMPARE(stale.error().kind, ErrorKind::Conflict);
    QCOMPARE(stale.error()
                 .data.value(QStringLiteral("current"))
                 .toObject()
                 .value(QStringLiteral("revision"))
                 .toInt(),
             2);
    QVERIFY(store.remove(route.domain, m_actor, 4).ok());
    QCOMPARE(store.set({first, {}}, m_actor, 5).error().kind, ErrorKind::Conflict);
    QVERIFY(store.list()->isEmpty());
}

void tst_RouteStore::protectionIsKept()
{
    RouteStore store(*m_database);
    for (const RouteTls tls :
         {RouteTls::None, RouteTls::May, RouteTls::Encrypt, RouteTls::Verify}) {
        Route route = smarthost(u"smtp://relay.example.com:587", {});
        route.tls = tls;
        route.fingerprint = tls == RouteTls::Verify ? QString(64, u'a') : QString();
        QVERIFY(store.set({route, {}}, m_actor, 1).ok());
        const Route kept = store.find(route.domain).value();
        QCOMPARE(kept.tls, tls);
        QCOMPARE(kept.fingerprint, route.fingerprint);
        QCOMPARE(kept.user, QString());
    }
    QVERIFY(store.sealedPasswords()->isEmpty());
}

/// Whoever changes the host of a route shall not be able to have its password sent there.
void tst_RouteStore::aPasswordGoesWithItsUserAndHost()
{
    RouteStore store(*m_database);
    const QString mary = QStringLiteral("mary");
    const Route first = smarthost(u"smtp://relay.example.com:587", mary);
    QCOMPARE(store.set({first, {}}, m_actor, 1).error().field, QStringLiteral("password"));
    QVERIFY(store.list()->isEmpty());
    QVERIFY(store.set({first, QByteArray("sealed")}, m_actor, 2).ok());
    QCOMPARE(password(), QByteArray("sealed"));

    QVERIFY(store.set({smarthost(u"smtps://relay.example.com", mary), {}}, m_actor, 3).ok());
    QCOMPARE(password(), QByteArray("sealed")); // another port of the same host
    const Route elsewhere = smarthost(u"smtps://relay.example.net", mary);
    QCOMPARE(store.set({elsewhere, {}}, m_actor, 4).error().field, QStringLiteral("password"));
    const Route another = smarthost(u"smtps://relay.example.com", QStringLiteral("bob"));
    QCOMPARE(store.set({another, {}}, m_actor, 5).error().field, QStringLiteral("password"));
    QCOMPARE(store.find(first.domain)->user, mary);

    QVERIFY(store.set({another, QByteArray("new")}, m_actor, 6).ok());
    QCOMPARE(password(), QByteArray("new"));
    QVERIFY(store.set({smarthost(u"smtp://relay.example.com:25", {}), {}}, m_actor, 7).ok());
    QVERIFY(store.sealedPasswords()->isEmpty());
    QCOMPARE(store.set({another, {}}, m_actor, 8).error().field, QStringLiteral("password"));
}

void tst_RouteStore::aPasswordIsInNoTrail()
{
    RouteStore store(*m_database);
    const Route route = smarthost(u"smtp://relay.example.com:587", QStringLiteral("mary"));
    QVERIFY(store.set({route, QByteArray("sealed-bytes")}, m_actor, 1).ok());
    QVERIFY(store.set({route, {}}, m_actor, 2).ok());
    const auto audit = AuditStore(*m_database).list(0, 9).value();
    QCOMPARE(audit.size(), 2);
    QVERIFY(!audit.at(0).after.contains(QStringLiteral("password")));
    QCOMPARE(audit.at(1).after.value(QStringLiteral("password")).toString(), QStringLiteral("set"));
    QCOMPARE(audit.at(1).after.value(QStringLiteral("user")).toString(), QStringLiteral("mary"));
    for (const AuditRecord &row : audit)
        QVERIFY(!QJsonDocument(row.after).toJson().contains("sealed-bytes"));
}

QTEST_GUILESS_MAIN(tst_RouteStore)
#include "tst_RouteStore.moc"
