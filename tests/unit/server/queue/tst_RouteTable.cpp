// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/RouteTable.h"

#include <QTest>

using namespace postern;
using namespace postern::queue;

class tst_RouteTable : public QObject
{
    Q_OBJECT

private slots:
    void find_data();
    void find();
    void withoutDefault();
};

namespace
{

Route route(const QString &domain, const QString &target)
{
    Route route = Route::parseTarget(target).value();
    route.domain = domain;
    return route;
}

} // namespace

void tst_RouteTable::find_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("target");
    const QString own = QStringLiteral("maildir:/var/mail/example");
    const QString other = QStringLiteral("smtp://relay.example.net:25");
    QTest::newRow("its domain") << QStringLiteral("a@example.com") << own;
    QTest::newRow("in any case") << QStringLiteral("a@EXAMPLE.Com") << own;
    QTest::newRow("another") << QStringLiteral("a@example.org") << other;
    QTest::newRow("a subdomain is another") << QStringLiteral("a@mail.example.com") << other;
    QTest::newRow("a longer name is another") << QStringLiteral("a@notexample.com") << other;
    QTest::newRow("an @ in the local part")
        << QStringLiteral("\"b@example.org\"@example.com") << own;
    QTest::newRow("a literal") << QStringLiteral("a@[192.0.2.1]") << other;
}

void tst_RouteTable::find()
{
    QFETCH(QString, address);
    QFETCH(QString, target);
    const RouteTable table(
        {route(QStringLiteral("example.com"), QStringLiteral("maildir:/var/mail/example")),
         route(QStringLiteral("default"), QStringLiteral("smtp://relay.example.net:25"))});
    const auto found = table.find(address);
    QVERIFY(found.has_value());
    QCOMPARE(found->target(), target);
}

void tst_RouteTable::withoutDefault()
{
    const RouteTable table(
        {route(QStringLiteral("example.com"), QStringLiteral("maildir:/var/mail/example"))});
    QVERIFY(table.find(u"a@example.com").has_value());
    QVERIFY(!table.find(u"a@example.org").has_value());
    QVERIFY(!RouteTable().find(u"a@example.com").has_value());
}

QTEST_GUILESS_MAIN(tst_RouteTable)
#include "tst_RouteTable.moc"
