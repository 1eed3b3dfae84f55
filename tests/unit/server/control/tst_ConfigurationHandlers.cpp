// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"
#include "shared/model/Route.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace postern;
using namespace postern::test;

class tst_ConfigurationHandlers : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void anAcceptedDomainWarns();
    void aDomainIsNamedCanonically();
    void domainChangesReachTheOthers();
    void aRouteIsSetAndRemoved();
    void aMaildirThatCannotBeWrittenIsRefused();
    void aRouteConflictsWhenStale();
    void aPlainRouteWarnsOutsidePrivateNetworks_data();
    void aPlainRouteWarnsOutsidePrivateNetworks();
    void aRouteWithALogin();
    void refusesABadRoute();
    void aSettingHasADefaultAndTakesAValue();
    void refusesABadSetting();
    void settingChangesReachTheOthers();
    void theTrailComesInPages();
    void statusTellsWhereItListens();

private:
    [[nodiscard]] Result<QJsonObject> local(const QString &method, const QJsonObject &params = {})
    {
        return m_fixture->local().call(method, params);
    }

    std::unique_ptr<ControlFixture> m_fixture;
};

namespace
{

QJsonObject named(const QString &name)
{
    return {{QStringLiteral("name"), name}};
}

QJsonObject routeTo(const QString &target, const QString &domain = QStringLiteral("default"))
{
    return {{QStringLiteral("route"),
             QJsonObject{{QStringLiteral("domain"), domain}, {QStringLiteral("target"), target}}}};
}

} // namespace

void tst_ConfigurationHandlers::init()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
}

void tst_ConfigurationHandlers::anAcceptedDomainWarns()
{
    const auto added = local(QStringLiteral("domain.add"), named(QStringLiteral("example.com")));
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().text));
    QCOMPARE(added->value(QLatin1String("warning")).toString(),
             QStringLiteral("Anyone may now send to example.com through this server."));
    // Later than any repetition of a request whose answer was lost.
    m_fixture->ahead += 11 * 60 * 1000;
    QCOMPARE(local(QStringLiteral("domain.add"), named(QStringLiteral("example.com"))).error().kind,
             ErrorKind::Refused);
    QVERIFY(local(QStringLiteral("domain.remove"), named(QStringLiteral("example.com"))).ok());
    QCOMPARE(
        local(QStringLiteral("domain.remove"), named(QStringLiteral("example.com"))).error().kind,
        ErrorKind::NotFound);
}

void tst_ConfigurationHandlers::aDomainIsNamedCanonically()
{
    const auto added =
        local(QStringLiteral("domain.add"), named(QStringLiteral("B\u00fccher.Example.")));
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().text));
    QCOMPARE(
        added->value(QLatin1String("domain")).toObject().value(QLatin1String("name")).toString(),
        QStringLiteral("xn--bcher-kva.example"));
    QCOMPARE(
        local(QStringLiteral("domain.add"), named(QStringLiteral("not a domain"))).error().kind,
        ErrorKind::Invalid);
}

void tst_ConfigurationHandlers::domainChangesReachTheOthers()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    QVERIFY(local(QStringLiteral("domain.add"), named(QStringLiteral("example.com"))).ok());
    const auto event = anna->waitForEvent(QStringLiteral("domain.changed"));
    QCOMPARE(event.data.value(QLatin1String("items")).toArray().size(), 1);
    QCOMPARE(event.data, anna->call(QStringLiteral("domain.list")).value());
}

void tst_ConfigurationHandlers::aRouteIsSetAndRemoved()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    const auto set = local(QStringLiteral("route.set"), routeTo(QStringLiteral("maildir:/tmp/x"),
                                                                QStringLiteral("Example.com")));
    QVERIFY2(set.ok(), set.ok() ? "" : qPrintable(set.error().text));
    const QJsonObject route = set->value(QLatin1String("route")).toObject();
    QCOMPARE(route.value(QLatin1String("domain")).toString(), QStringLiteral("example.com"));
    QVERIFY(set->value(QLatin1String("warnings")).toArray().isEmpty());
    QCOMPARE(anna->waitForEvent(QStringLiteral("route.changed"))
                 .data.value(QLatin1String("items"))
                 .toArray()
                 .first()
                 .toObject(),
             route);
    const QJsonObject domain{{QStringLiteral("domain"), QStringLiteral("example.com")}};
    QVERIFY(local(QStringLiteral("route.remove"), domain).ok());
    QCOMPARE(local(QStringLiteral("route.remove"), domain).error().kind, ErrorKind::NotFound);
}

void tst_ConfigurationHandlers::aMaildirThatCannotBeWrittenIsRefused()
{
    QFile file(m_fixture->dataDir() + QStringLiteral("/file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString inside = file.fileName() + QStringLiteral("/box");
    const auto refused =
        local(QStringLiteral("route.set"),
              routeTo(QStringLiteral("maildir:") + inside, QStringLiteral("example.com")));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    QCOMPARE(refused.error().field, QStringLiteral("route"));
    QVERIFY2(refused.error().text.contains(inside)
                 && refused.error().text.contains(QLatin1String("Not a directory")),
             qPrintable(refused.error().text));
    QVERIFY(local(QStringLiteral("route.list"), {})
                .value()
                .value(QLatin1String("items"))
                .toArray()
                .isEmpty());
    // Looked at, and not made: a route that is not kept leaves nothing behind.
    const QString fresh = m_fixture->dataDir() + QStringLiteral("/a/b/box");
    QVERIFY(local(QStringLiteral("route.set"),
                  routeTo(QStringLiteral("maildir:") + fresh, QStringLiteral("example.com")))
                .ok());
    QVERIFY(!QFile::exists(m_fixture->dataDir() + QStringLiteral("/a")));
}

void tst_ConfigurationHandlers::aRouteConflictsWhenStale()
{
    const auto first =
        local(QStringLiteral("route.set"), routeTo(QStringLiteral("smtp://10.0.0.25:25")));
    QJsonObject route = first->value(QLatin1String("route")).toObject();
    QVERIFY(
        local(QStringLiteral("route.set"), routeTo(QStringLiteral("smtp://10.0.0.26:25"))).ok());
    route.insert(QStringLiteral("target"), QStringLiteral("smtp://10.0.0.27:25"));
    const auto stale = local(QStringLiteral("route.set"), {{QStringLiteral("route"), route}});
    QCOMPARE(stale.error().kind, ErrorKind::Conflict);
    QCOMPARE(stale.error()
                 .data.value(QLatin1String("current"))
                 .toObject()
                 .value(QLatin1String("target"))
                 .toString(),
             QStringLiteral("smtp://10.0.0.26:25"));
}

void tst_ConfigurationHandlers::aPlainRouteWarnsOutsidePrivateNetworks_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("warns");
    QTest::newRow("private") << "smtp://192.168.1.25:25" << false;
    QTest::newRow("this machine") << "smtp://127.0.0.1:2526" << false;
    QTest::newRow("this machine by name") << "smtp://localhost:2526" << false;
    QTest::newRow("private IPv6") << "smtp://[fd00::25]:25" << false;
    QTest::newRow("public") << "smtp://192.0.2.25:25" << true;
    QTest::newRow("a carrier's") << "smtp://100.64.0.1:25" << true;
    QTest::newRow("public IPv6") << "smtp://[2001:db8::25]:25" << true;
    QTest::newRow("a name that nobody has") << "smtp://relay.invalid:25" << true;
}

void tst_ConfigurationHandlers::aPlainRouteWarnsOutsidePrivateNetworks()
{
    QFETCH(QString, target);
    QFETCH(bool, warns);
    const std::pair<RouteTls, QLatin1String> protections[] = {
        {RouteTls::None, QLatin1String("without encryption")},
        {RouteTls::May, QLatin1String("encrypted only if")},
        {RouteTls::Encrypt, QLatin1String()}};
    for (const auto &[tls, words] : protections) {
        QJsonObject params = routeTo(target);
        QJsonObject route = params.value(QLatin1String("route")).toObject();
        route.insert(QStringLiteral("tls"), routeTlsName(tls));
        params.insert(QStringLiteral("route"), route);
        const auto set = local(QStringLiteral("route.set"), params);
        QVERIFY2(set.ok(), set.ok() ? "" : qPrintable(set.error().text));
        const QJsonArray warnings = set->value(QLatin1String("warnings")).toArray();
        const bool mayBeRead = tls != RouteTls::Encrypt;
        QCOMPARE(!warnings.isEmpty(), warns && mayBeRead);
        if (warns && mayBeRead)
            QVERIFY(warnings.first().toString().contains(words));
    }
}

/// A password reaches nobody but the next hop, and is asked for where none is.
void tst_ConfigurationHandlers::aRouteWithALogin()
{
    QJsonObject params = routeTo(QStringLiteral("smtp://relay.invalid:587"));
    QJsonObject route = params.value(QLatin1String("route")).toObject();
    route.insert(QStringLiteral("user"), QStringLiteral("mary"));
    params.insert(QStringLiteral("route"), route);
    QCOMPARE(local(QStringLiteral("route.set"), params).error().field, QStringLiteral("password"));
    params.insert(QStringLiteral("password"), QStringLiteral("open sesame"));
    const auto set = local(QStringLiteral("route.set"), params);
    QVERIFY2(set.ok(), set.ok() ? "" : qPrintable(set.error().text));
    const QJsonObject stored = set->value(QLatin1String("route")).toObject();
    QCOMPARE(stored.value(QLatin1String("tls")).toString(), QStringLiteral("verify"));
    for (const char *method : {"route.list", "audit.list"}) {
        const auto answer = local(QString::fromLatin1(method), {});
        QVERIFY(answer.ok());
        QVERIFY(!QJsonDocument(*answer).toJson().contains("sesame"));
    }

    const auto refusedWith = [&](const QString &field, const QString &value) {
        QJsonObject wrong = params;
        QJsonObject parts = route;
        if (field == QStringLiteral("password"))
            wrong.insert(field, value);
        else
            parts.insert(field, value);
        wrong.insert(QStringLiteral("route"), parts);
        return local(QStringLiteral("route.set"), wrong).error();
    };
    QCOMPARE(refusedWith(QStringLiteral("tls"), QStringLiteral("may")).kind, ErrorKind::Invalid);
    QCOMPARE(refusedWith(QStringLiteral("tls"), QStringLiteral("always")).kind, ErrorKind::Invalid);
    QCOMPARE(refusedWith(QStringLiteral("user"), QString()).field, QStringLiteral("password"));
    QCOMPARE(refusedWith(QStringLiteral("password"), QString()).kind, ErrorKind::Invalid);
    QCOMPARE(refusedWith(QStringLiteral("password"), QString(5000, u'x')).kind, ErrorKind::Invalid);
}

void tst_ConfigurationHandlers::refusesABadRoute()
{
    QCOMPARE(
        local(QStringLiteral("route.set"), routeTo(QStringLiteral("pigeon:home"))).error().kind,
        ErrorKind::Invalid);
    QCOMPARE(local(QStringLiteral("route.set"),
                   routeTo(QStringLiteral("maildir:/x"), QStringLiteral("a b")))
                 .error()
                 .kind,
             ErrorKind::Invalid);
}

void tst_ConfigurationHandlers::aSettingHasADefaultAndTakesAValue()
{
    const QJsonObject key{{QStringLiteral("key"), QStringLiteral("smtp.message-size")}};
    const QJsonObject before =
        local(QStringLiteral("settings.get"), key).value().value(QLatin1String("item")).toObject();
    QCOMPARE(before.value(QLatin1String("value")), before.value(QLatin1String("default")));
    QJsonObject change = key;
    change.insert(QStringLiteral("value"), QStringLiteral("10240KiB"));
    const auto set = local(QStringLiteral("settings.set"), change);
    QVERIFY2(set.ok(), set.ok() ? "" : qPrintable(set.error().text));
    QCOMPARE(set->value(QLatin1String("item")).toObject().value(QLatin1String("value")).toString(),
             QStringLiteral("10MiB"));
    QCOMPARE(local(QStringLiteral("settings.get"), key).value(), *set);
    QCOMPARE(local(QStringLiteral("settings.reset"), key)
                 .value()
                 .value(QLatin1String("item"))
                 .toObject(),
             before);
    const QJsonArray all =
        local(QStringLiteral("settings.list")).value().value(QLatin1String("items")).toArray();
    QVERIFY(all.contains(before));
}

void tst_ConfigurationHandlers::refusesABadSetting()
{
    const auto unknown = local(QStringLiteral("settings.get"),
                               {{QStringLiteral("key"), QStringLiteral("smtp.mesage-size")}});
    QCOMPARE(unknown.error().kind, ErrorKind::NotFound);
    QVERIFY(unknown.error().text.contains(QLatin1String("smtp.message-size")));
    const auto bad = local(QStringLiteral("settings.set"),
                           {{QStringLiteral("key"), QStringLiteral("smtp.message-size")},
                            {QStringLiteral("value"), QStringLiteral("large")}});
    QCOMPARE(bad.error().kind, ErrorKind::Invalid);
    QCOMPARE(bad.error().field, QStringLiteral("value"));
}

void tst_ConfigurationHandlers::settingChangesReachTheOthers()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    (void)local(QStringLiteral("settings.set"),
                {{QStringLiteral("key"), QStringLiteral("trace.keep")},
                 {QStringLiteral("value"), QStringLiteral("240h")}});
    const auto event = anna->waitForEvent(QStringLiteral("settings.changed"));
    QCOMPARE(event.data.value(QLatin1String("key")).toString(), QStringLiteral("trace.keep"));
    QCOMPARE(event.data.value(QLatin1String("value")).toString(), QStringLiteral("10d"));
}

void tst_ConfigurationHandlers::theTrailComesInPages()
{
    for (int i = 0; i < 7; ++i) {
        QVERIFY(
            local(QStringLiteral("domain.add"), named(QStringLiteral("d%1.example").arg(i))).ok());
    }
    QStringList subjects;
    QString cursor;
    do {
        QJsonObject params{{QStringLiteral("limit"), 3}};
        if (!cursor.isEmpty())
            params.insert(QStringLiteral("cursor"), cursor);
        const auto page = local(QStringLiteral("audit.list"), params);
        QVERIFY2(page.ok(), page.ok() ? "" : qPrintable(page.error().text));
        const QJsonArray items = page->value(QLatin1String("items")).toArray();
        for (const QJsonValue &item : items)
            subjects.append(item.toObject().value(QLatin1String("subject")).toString());
        cursor = page->value(QLatin1String("nextCursor")).toString();
        // The trail grows at its other end; a page already begun does not shift.
        QVERIFY(local(QStringLiteral("domain.add"),
                      named(QStringLiteral("later%1.example").arg(subjects.size())))
                    .ok());
    } while (!cursor.isEmpty());
    subjects = subjects.filter(QStringLiteral("d"));
    QStringList expected;
    for (int i = 6; i >= 0; --i)
        expected.append(QStringLiteral("d%1.example").arg(i));
    QCOMPARE(subjects, expected);
}

void tst_ConfigurationHandlers::statusTellsWhereItListens()
{
    const auto status = local(QStringLiteral("status.get"));
    QVERIFY(status.ok());
    QCOMPARE(status->value(QLatin1String("control")).toArray(),
             QJsonArray{QStringLiteral("127.0.0.1:%1").arg(m_fixture->port())});
    QCOMPARE(status->value(QLatin1String("fingerprint")).toString().toLatin1(),
             m_fixture->certificate().fingerprint().toHex());
    QCOMPARE(status->value(QLatin1String("hostname")).toString(),
             QStringLiteral("mail.example.com"));
}

QTEST_GUILESS_MAIN(tst_ConfigurationHandlers)
#include "tst_ConfigurationHandlers.moc"
