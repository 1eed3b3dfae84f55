// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"
#include "shared/model/ChosenId.h"
#include "shared/model/WhitelistEntry.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace postern;
using namespace postern::test;

/// What is sent again because the answer to it was lost, with the id that the asker chose.
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
    void anotherAdministratorsAddIsNoRepetition();
    void anIdThatIsAnotherEntrysMakesNothing();
    void anEntryThatWasRemovedSinceIsNotMadeAgain();
    void twoAtOnceMakeOne_data();
    void twoAtOnceMakeOne();
    void aSecondEntryForTheRangeIsStillRefused();
    void aPreviewOfWhatIsMadeAlreadyRefusesNothing();
    void othersAreRepeatable_data();
    void othersAreRepeatable();
    void withoutItsIdItIsAnotherRequest_data();
    void withoutItsIdItIsAnotherRequest();
    void onlyAUuidInLowerCaseIsAnId();
    void whatWasRemovedSinceIsNotMadeAgain();
    void aRouteThatAnotherSetSinceIsAConflict();
    void aPasswordThatTheServerMadeIsMadeAnew();

private:
    [[nodiscard]] Result<QJsonObject> ask(const QString &method, const QJsonObject &params);
    [[nodiscard]] QJsonArray itemsOf(const QString &method);

    std::unique_ptr<ControlFixture> m_fixture;
    QJsonObject m_entry;
};

namespace
{

const QString add = QStringLiteral("whitelist.add");

const QString id = QStringLiteral("id");

QJsonObject with(QJsonObject params, const QString &field, const QString &value)
{
    params.insert(field, value);
    return params;
}

QJsonObject routeTo(int port)
{
    return {
        {QStringLiteral("route"),
         QJsonObject{{QStringLiteral("domain"), QStringLiteral("default")},
                     {QStringLiteral("target"), QStringLiteral("smtp://127.0.0.1:%1").arg(port)}}}};
}

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
    m_entry = {{QStringLiteral("id"), newChosenId()},
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

void tst_RepeatedAdd::anotherAdministratorsAddIsNoRepetition()
{
    const auto admin = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    const QJsonObject first = entryOf(ask(add, asParams(m_entry)));
    const auto changes = itemsOf(QStringLiteral("audit.list")).size();
    const auto others = admin->call(add, asParams(m_entry));
    QVERIFY(!others.ok());
    QCOMPARE(others.error().kind, ErrorKind::Conflict);
    QCOMPARE(others.error().field, id);
    QCOMPARE(others.error().data[u"current"].toObject(), first);
    QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), changes);
}

void tst_RepeatedAdd::anIdThatIsAnotherEntrysMakesNothing()
{
    QJsonObject unnamed = m_entry;
    unnamed.remove(id);
    const QJsonObject first = entryOf(ask(add, asParams(unnamed)));
    unnamed.insert(id, first[u"id"]);
    unnamed.insert(QStringLiteral("address"), QStringLiteral("192.0.2.11"));
    const auto taken = ask(add, asParams(unnamed));
    QVERIFY(!taken.ok());
    QCOMPARE(taken.error().kind, ErrorKind::Conflict);
    QCOMPARE(taken.error().data[u"current"].toObject(), first);
}

void tst_RepeatedAdd::anEntryThatWasRemovedSinceIsNotMadeAgain()
{
    QVERIFY(ask(add, asParams(m_entry)).ok());
    const auto listed = itemsOf(QStringLiteral("whitelist.list")).size();
    QVERIFY(ask(QStringLiteral("whitelist.remove"),
                {{QStringLiteral("entries"), QJsonArray{QJsonObject{{id, m_entry[u"id"]}}}}})
                .ok());
    QCOMPARE(ask(add, asParams(m_entry)).error().kind, ErrorKind::Conflict);
    QCOMPARE(itemsOf(QStringLiteral("whitelist.list")).size(), listed - 1);
}

void tst_RepeatedAdd::twoAtOnceMakeOne_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    const QJsonObject entry{{QStringLiteral("id"), newChosenId()},
                            {QStringLiteral("address"), QStringLiteral("192.0.2.10")},
                            {QStringLiteral("services"), QJsonArray{QStringLiteral("smtp")}}};
    QTest::newRow("whitelist entry") << add << asParams(entry);
    QTest::newRow("domain") << QStringLiteral("domain.add")
                            << QJsonObject{{id, newChosenId()},
                                           {QStringLiteral("name"), QStringLiteral("example.com")}};
    QTest::newRow("route") << QStringLiteral("route.set") << with(routeTo(25), id, newChosenId());
    QTest::newRow("user") << QStringLiteral("user.add")
                          << QJsonObject{{id, newChosenId()},
                                         {QStringLiteral("name"), QStringLiteral("erp")},
                                         {QStringLiteral("password"), ControlFixture::password}};
}

void tst_RepeatedAdd::twoAtOnceMakeOne()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    const auto one = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    const auto other = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    const auto changes = itemsOf(QStringLiteral("audit.list")).size();
    const QByteArray line = encode(control::Request{1000, method, params});
    one->sendLine(line);
    other->sendLine(line);
    const auto first = one->answerTo(1000);
    const auto second = other->answerTo(1000);
    QVERIFY2(first.ok(), first.ok() ? "" : qPrintable(first.error().text));
    QVERIFY2(second.ok(), second.ok() ? "" : qPrintable(second.error().text));
    for (const QString &value : {QStringLiteral("entry"), QStringLiteral("domain"),
                                 QStringLiteral("route"), QStringLiteral("user")}) {
        QCOMPARE(first->value(value), second->value(value));
    }
    QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), changes + 1);
}

void tst_RepeatedAdd::aSecondEntryForTheRangeIsStillRefused()
{
    QVERIFY(ask(add, asParams(m_entry)).ok());
    m_entry.insert(QStringLiteral("id"), newChosenId());
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
    QTest::addColumn<QJsonObject>("different");
    const QString name = QStringLiteral("name");
    const QString password = QStringLiteral("password");
    const QString role = QStringLiteral("role");
    const QString other = QStringLiteral("quite another pass phrase");
    const QJsonObject erp{{name, QStringLiteral("erp")}, {password, ControlFixture::password}};
    const QJsonObject bert{{name, QStringLiteral("bert")},
                           {password, ControlFixture::password},
                           {role, QStringLiteral("auditor")}};
    QTest::newRow("domain") << QStringLiteral("domain.add")
                            << QJsonObject{{name, QStringLiteral("example.com")}}
                            << QStringLiteral("domain")
                            << QJsonObject{{name, QStringLiteral("example.net")}};
    QTest::newRow("route") << QStringLiteral("route.set") << routeTo(25) << QStringLiteral("route")
                           << routeTo(26);
    QTest::newRow("user") << QStringLiteral("user.add") << erp << QStringLiteral("user")
                          << with(erp, name, QStringLiteral("crm"));
    QTest::newRow("user's password") << QStringLiteral("user.add") << erp << QStringLiteral("user")
                                     << with(erp, password, other);
    QTest::newRow("administrator")
        << QStringLiteral("admin.add") << bert << QStringLiteral("administrator")
        << with(bert, role, QStringLiteral("operator"));
    QTest::newRow("administrator's password")
        << QStringLiteral("admin.add") << bert << QStringLiteral("administrator")
        << with(bert, password, other);
}

void tst_RepeatedAdd::othersAreRepeatable()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    QFETCH(QString, value);
    QFETCH(QJsonObject, different);
    const auto admin = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    const QString chosen = newChosenId();
    const auto first = ask(method, with(params, id, chosen));
    QVERIFY2(first.ok(), first.ok() ? "" : qPrintable(first.error().text));
    QVERIFY(!first->value(value).toObject().isEmpty());
    const auto changes = itemsOf(QStringLiteral("audit.list")).size();
    m_fixture->ahead = qint64{24} * 3600 * 1000; // however late it comes
    const auto again = ask(method, with(params, id, chosen));
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().text));
    QCOMPARE(again->value(value), first->value(value));
    // The id is that of one request by one administrator.
    const auto mixed = ask(method, with(different, id, chosen));
    QCOMPARE(mixed.error().kind, ErrorKind::Conflict);
    QCOMPARE(mixed.error().field, id);
    m_fixture->ahead = 0;
    const auto others = admin->call(method, with(params, id, chosen));
    QCOMPARE(others.error().kind, ErrorKind::Conflict);
    QCOMPARE(others.error().field, id);
    QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), changes);
}

void tst_RepeatedAdd::withoutItsIdItIsAnotherRequest_data()
{
    othersAreRepeatable_data();
}

void tst_RepeatedAdd::withoutItsIdItIsAnotherRequest()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    QVERIFY(ask(method, with(params, id, newChosenId())).ok());
    const auto changes = itemsOf(QStringLiteral("audit.list")).size();
    const auto again = ask(method, params);
    const auto renewed = ask(method, with(params, id, newChosenId()));
    if (method == QLatin1String("route.set")) { // to set it again is a change
        QVERIFY(again.ok() && renewed.ok());
        QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), changes + 2);
        return;
    }
    QCOMPARE(again.error().kind, ErrorKind::Refused);
    QCOMPARE(renewed.error().kind, ErrorKind::Refused);
    QCOMPARE(itemsOf(QStringLiteral("audit.list")).size(), changes);
}

void tst_RepeatedAdd::onlyAUuidInLowerCaseIsAnId()
{
    const QJsonObject domain{{QStringLiteral("name"), QStringLiteral("example.com")}};
    for (const QString &text :
         {newChosenId().toUpper(), QStringLiteral("1"), u'{' + newChosenId() + u'}'}) {
        const auto answer = ask(QStringLiteral("domain.add"), with(domain, id, text));
        QCOMPARE(answer.error().kind, ErrorKind::Invalid);
        QCOMPARE(answer.error().field, id);
    }
    QCOMPARE(itemsOf(QStringLiteral("domain.list")).size(), 0);
}

void tst_RepeatedAdd::whatWasRemovedSinceIsNotMadeAgain()
{
    const QJsonObject domain{{QStringLiteral("name"), QStringLiteral("example.com")}};
    const QJsonObject params = with(domain, id, newChosenId());
    QVERIFY(ask(QStringLiteral("domain.add"), params).ok());
    QVERIFY(ask(QStringLiteral("domain.remove"), domain).ok());
    const auto again = ask(QStringLiteral("domain.add"), params);
    QCOMPARE(again.error().kind, ErrorKind::Conflict);
    QCOMPARE(itemsOf(QStringLiteral("domain.list")).size(), 0);
}

void tst_RepeatedAdd::aRouteThatAnotherSetSinceIsAConflict()
{
    const auto admin = m_fixture->as(QStringLiteral("anna"), Role::Admin);
    const QJsonObject params = with(routeTo(25), id, newChosenId());
    QVERIFY(ask(QStringLiteral("route.set"), params).ok());
    const auto theirs = admin->call(QStringLiteral("route.set"), routeTo(26));
    QVERIFY2(theirs.ok(), theirs.ok() ? "" : qPrintable(theirs.error().text));
    const auto again = ask(QStringLiteral("route.set"), params);
    QCOMPARE(again.error().kind, ErrorKind::Conflict);
    QCOMPARE(again.error().data[u"current"].toObject(),
             theirs->value(QStringLiteral("route")).toObject());
}

void tst_RepeatedAdd::aPasswordThatTheServerMadeIsMadeAnew()
{
    const QString method = QStringLiteral("user.add");
    const QString name = QStringLiteral("name");
    const QString password = QStringLiteral("password");
    const QJsonObject params{{name, QStringLiteral("erp")}, {id, newChosenId()}};
    QSet<QString> made;
    for (int i = 1; i <= 3; ++i) {
        const auto answer = ask(method, params);
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().text));
        QCOMPARE(answer->value(QStringLiteral("user"))[u"revision"].toInt(), i);
        made.insert(answer->value(password).toString());
        QCOMPARE(made.size(), i);
        const QString newest = answer->value(password).toString();
        for (const QString &text : std::as_const(made))
            QCOMPARE(m_fixture->opens(QStringLiteral("erp"), text), text == newest);
    }
    QCOMPARE(itemsOf(QStringLiteral("user.list")).size(), 1);
    // Once it has another password, that one stays.
    QVERIFY(ask(QStringLiteral("user.set-password"),
                {{name, QStringLiteral("erp")}, {password, ControlFixture::password}})
                .ok());
    QCOMPARE(ask(method, params).error().kind, ErrorKind::Conflict);
    QVERIFY(m_fixture->opens(QStringLiteral("erp"), ControlFixture::password));
}

QTEST_GUILESS_MAIN(tst_RepeatedAdd)
#include "tst_RepeatedAdd.moc"
