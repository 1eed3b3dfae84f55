// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"
#include "shared/model/WhitelistEntry.h"

#include <QJsonArray>
#include <QTest>

using namespace postern;
using namespace postern::test;

/// What is sent again because the answer to it was lost: whitelist.add with the id that the asker
/// chose, the others with the same content by the same administrator.
class tst_RepeatedAdd : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void theChosenIdIsTheEntrys();
    void aRepetitionMakesNothingNew();
    void aRepetitionAsksForNoConfirmation();
    void anotherRangeWithTheSameIdIsAConflict();
    void aChangeMeanwhileIsAConflict();
    void aSecondEntryForTheRangeIsStillRefused();
    void aPreviewOfWhatIsMadeAlreadyRefusesNothing();
    void othersAreRepeatable_data();
    void othersAreRepeatable();
    void anotherPasswordIsNoRepetition();
    void aRouteThatWasSetIsRepeatable();

private:
    [[nodiscard]] Result<QJsonObject> ask(const QString &method, const QJsonObject &params);
    [[nodiscard]] QJsonArray itemsOf(const QString &method);

    std::unique_ptr<ControlFixture> m_fixture;
    QJsonObject m_entry;
};

namespace
{

const QString add = QStringLiteral("whitelist.add");

QJsonObject asParams(const QJsonObject &entry)
{
    return {{QStringLiteral("entry"), entry}};
}

QJsonObject entryOf(const Result<QJsonObject> &answer)
{
    return answer.ok() ? answer->value(QLatin1String("entry")).toObject() : QJsonObject();
}

} // namespace

void tst_RepeatedAdd::init()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
    m_entry = {{QStringLiteral("id"), newEntryId()},
               {QStringLiteral("address"), QStringLiteral("192.0.2.10")},
               {QStringLiteral("services"), QJsonArray{QStringLiteral("smtp-auth-bypass")}}};
}

Result<QJsonObject> tst_RepeatedAdd::ask(const QString &method, const QJsonObject &params)
{
    return m_fixture->local().call(method, params);
}

QJsonArray tst_RepeatedAdd::itemsOf(const QString &method)
{
    const auto answer = ask(method, {});
    return answer.ok() ? answer->value(QLatin1String("items")).toArray() : QJsonArray();
}

void tst_RepeatedAdd::theChosenIdIsTheEntrys()
{
    const auto added = ask(add, asParams(m_entry));
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().text));
    QCOMPARE(entryOf(added)[u"id"], m_entry[u"id"]);
}

void tst_RepeatedAdd::aRepetitionMakesNothingNew()
{
    const QJsonObject first = entryOf(ask(add, asParams(m_entry)));
    const auto listed = itemsOf(QStringLiteral("whitelist.list")).size();
    m_fixture->ahead = 5000;
    const auto again = ask(add, asParams(m_entry));
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().text));
    QCOMPARE(entryOf(again), first);
    QCOMPARE(again->value(QLatin1String("effects")).toArray(), QJsonArray());
    QCOMPARE(itemsOf(QStringLiteral("whitelist.list")).size(), listed);
    QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), 1);
}

void tst_RepeatedAdd::aRepetitionAsksForNoConfirmation()
{
    const QString wide = QStringLiteral("198.51.100.0/22");
    m_entry.insert(QStringLiteral("address"), wide);
    QJsonObject params = asParams(m_entry);
    QCOMPARE(ask(add, params).error().kind, ErrorKind::Confirm);
    params.insert(QStringLiteral("confirmWide"), wide);
    QVERIFY(ask(add, params).ok());
    QVERIFY(ask(add, params).ok());
}

void tst_RepeatedAdd::anotherRangeWithTheSameIdIsAConflict()
{
    const QJsonObject first = entryOf(ask(add, asParams(m_entry)));
    m_entry.insert(QStringLiteral("address"), QStringLiteral("192.0.2.11"));
    const auto again = ask(add, asParams(m_entry));
    QVERIFY(!again.ok());
    QCOMPARE(again.error().kind, ErrorKind::Conflict);
    QCOMPARE(again.error().data[u"current"].toObject(), first);
    QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), 1);
}

void tst_RepeatedAdd::aChangeMeanwhileIsAConflict()
{
    QJsonObject changed = entryOf(ask(add, asParams(m_entry)));
    changed.insert(QStringLiteral("description"), QStringLiteral("Another's words"));
    const QJsonObject current = entryOf(ask(QStringLiteral("whitelist.update"), asParams(changed)));
    const auto again = ask(add, asParams(m_entry));
    QVERIFY(!again.ok());
    QCOMPARE(again.error().kind, ErrorKind::Conflict);
    QCOMPARE(again.error().data[u"current"].toObject(), current);
}

void tst_RepeatedAdd::aSecondEntryForTheRangeIsStillRefused()
{
    QVERIFY(ask(add, asParams(m_entry)).ok());
    m_entry.insert(QStringLiteral("id"), newEntryId());
    QCOMPARE(ask(add, asParams(m_entry)).error().kind, ErrorKind::Refused);
}

void tst_RepeatedAdd::aPreviewOfWhatIsMadeAlreadyRefusesNothing()
{
    QVERIFY(ask(add, asParams(m_entry)).ok());
    QJsonObject params = asParams(m_entry);
    params.insert(QStringLiteral("change"), QStringLiteral("add"));
    const auto same = ask(QStringLiteral("whitelist.preview"), params);
    QVERIFY2(same.ok(), same.ok() ? "" : qPrintable(same.error().text));
    QCOMPARE(same->value(QLatin1String("effects")).toArray(), QJsonArray());
}

void tst_RepeatedAdd::othersAreRepeatable_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<QString>("value");
    const QString name = QStringLiteral("name");
    const QString password = QStringLiteral("password");
    QTest::newRow("domain") << QStringLiteral("domain.add")
                            << QJsonObject{{name, QStringLiteral("example.com")}}
                            << QStringLiteral("domain");
    QTest::newRow("user") << QStringLiteral("user.add")
                          << QJsonObject{{name, QStringLiteral("erp")},
                                         {password, ControlFixture::password}}
                          << QStringLiteral("user");
    QTest::newRow("administrator")
        << QStringLiteral("admin.add")
        << QJsonObject{{name, QStringLiteral("bert")},
                       {password, ControlFixture::password},
                       {QStringLiteral("role"), QStringLiteral("auditor")}}
        << QStringLiteral("administrator");
}

void tst_RepeatedAdd::othersAreRepeatable()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    QFETCH(QString, value);
    const auto admin = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    const auto first = ask(method, params);
    QVERIFY2(first.ok(), first.ok() ? "" : qPrintable(first.error().text));
    const auto changes = itemsOf(QStringLiteral("audit.list")).size();
    m_fixture->ahead = 5000;
    const auto again = ask(method, params);
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().text));
    QVERIFY(!first->value(value).toObject().isEmpty());
    QCOMPARE(again->value(value), first->value(value));
    QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), changes);
    // Another administrator means another one, and so does one who comes back much later.
    const auto other = admin->call(method, params);
    QCOMPARE(other.error().kind, ErrorKind::Refused);
    m_fixture->ahead = 11 * 60 * 1000;
    QCOMPARE(ask(method, params).error().kind, ErrorKind::Refused);
}

void tst_RepeatedAdd::anotherPasswordIsNoRepetition()
{
    const QString method = QStringLiteral("user.add");
    QJsonObject params{{QStringLiteral("name"), QStringLiteral("erp")},
                       {QStringLiteral("password"), ControlFixture::password}};
    QVERIFY(ask(method, params).ok());
    params.insert(QStringLiteral("password"), QStringLiteral("quite another pass phrase"));
    QCOMPARE(ask(method, params).error().kind, ErrorKind::Refused);
    params.remove(QStringLiteral("password")); // the server makes one
    QCOMPARE(ask(method, params).error().kind, ErrorKind::Refused);
}

void tst_RepeatedAdd::aRouteThatWasSetIsRepeatable()
{
    const auto set = [this](const QString &target, qint64 revision) {
        return ask(QStringLiteral("route.set"),
                   {{QStringLiteral("route"),
                     QJsonObject{{QStringLiteral("domain"), QStringLiteral("default")},
                                 {QStringLiteral("target"), target},
                                 {QStringLiteral("revision"), revision}}}});
    };
    const QString one = QStringLiteral("smtp://127.0.0.1:25");
    const QString two = QStringLiteral("smtp://127.0.0.1:26");
    const QString route = QStringLiteral("route");
    QVERIFY(set(one, 0).ok());
    const auto changed = set(two, 1);
    QVERIFY2(changed.ok(), changed.ok() ? "" : qPrintable(changed.error().text));
    const auto again = set(two, 1);
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().text));
    QCOMPARE(again->value(route), changed->value(route));
    QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), 2);
    QCOMPARE(set(one, 1).error().kind, ErrorKind::Conflict);
}

QTEST_GUILESS_MAIN(tst_RepeatedAdd)
#include "tst_RepeatedAdd.moc"
