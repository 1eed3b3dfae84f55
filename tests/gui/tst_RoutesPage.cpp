// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LineField.h"
#include "app/console/widgets/LiveLine.h"
#include "tests/gui/support/ServerConsole.h"

#include <QJsonDocument>

using namespace postern;
using postern::test::ServerConsole;

namespace
{

const QString page = QStringLiteral("routes");
const QString allOthers = QStringLiteral("All other domains");

void setRoute(ServerConsole &console, const char *domain, const char *target)
{
    console.ask(QStringLiteral("route.set"),
                {{QStringLiteral("route"),
                  QJsonObject{{QStringLiteral("domain"), QString::fromLatin1(domain)},
                              {QStringLiteral("target"), QString::fromLatin1(target)}}}});
}

} // namespace

class tst_RoutesPage : public QObject
{
    Q_OBJECT

private slots:
    void makesADefaultRoute();
    void saysWhatTheTargetMeans_data();
    void saysWhatTheTargetMeans();
    void logsInAtASmarthost();
    void aPasswordStaysWithItsHost();
    void keepsTheServersWarningOnTheScreen();
    void editsARoute();
    void doesNotOverwriteAnothersChangeSilently();
    void deleteSaysWhereMailGoesThen();
    void anAuditorOnlyLooks();
};

void tst_RoutesPage::makesADefaultRoute()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    QTRY_VERIFY(console.isShown("emptyState"));
    console.click("newButton");
    QVERIFY(console.isShown("routeDialog"));
    QCOMPARE(console.nameless(), QStringList());
    console.type("targetLineEdit", QStringLiteral("smtp://127.0.0.1:2525"));
    QVERIFY(!console.isOn("saveButton")); // for which domain?
    console.click("defaultToggle");
    QVERIFY(!console.isOn("domainLineEdit"));
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(console.sees(allOthers));
    QCOMPARE(console.cell(allOthers, 2), QStringLiteral("smtp://127.0.0.1:2525"));
}

void tst_RoutesPage::saysWhatTheTargetMeans_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("smarthost") << "smtp://relay.example.com:25" << true;
    QTest::newRow("encrypted smarthost") << "smtps://relay.example.com" << true;
    QTest::newRow("mailbox") << "maildir:/var/mail/all" << true;
    QTest::newRow("no scheme") << "relay.example.com" << false;
    QTest::newRow("no such port") << "smtp://relay.example.com:99999" << false;
    QTest::newRow("relative") << "maildir:mail" << false;
}

void tst_RoutesPage::saysWhatTheTargetMeans()
{
    QFETCH(QString, target);
    QFETCH(bool, isRight);
    ServerConsole console;
    QVERIFY(console.open(page));
    console.click("newButton");
    console.type("domainLineEdit", QStringLiteral("example.com"));
    console.type("targetLineEdit", target);
    QVERIFY(!console.textOf("targetLineLabel").isEmpty());
    QCOMPARE(console.find<LineField>("targetLineEdit")->isInError(), !isRight);
    QCOMPARE(console.isOn("saveButton"), isRight);
}

void tst_RoutesPage::logsInAtASmarthost()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.click("newButton");
    console.click("defaultToggle");
    console.type("targetLineEdit", QStringLiteral("smtp://relay.example.com:587"));
    QVERIFY(console.isOn("saveButton")); // a smarthost that asks for no login
    console.type("userLineEdit", QStringLiteral("mary"));
    QVERIFY(!console.isOn("saveButton")); // her password would go to whoever answers
    QVERIFY(console.textOf("protectionLineLabel").contains(QStringLiteral("password")));
    console.click("verifyChoice");
    QVERIFY(!console.isShown("protectionLineLabel"));
    QVERIFY(!console.isOn("saveButton")); // which is still missing
    console.type("passwordLineEdit", QStringLiteral("open sesame"));
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QCOMPARE(console.cell(allOthers, 2), QStringLiteral("smtp://relay.example.com:587, as mary"));
    const QJsonObject stored = console.ask(QStringLiteral("route.list"))
                                   .value(QStringLiteral("items"))
                                   .toArray()
                                   .first()
                                   .toObject();
    QCOMPARE(stored.value(QStringLiteral("tls")).toString(), QStringLiteral("verify"));
    QVERIFY(!QJsonDocument(stored).toJson().contains("sesame"));
}

void tst_RoutesPage::aPasswordStaysWithItsHost()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.ask(QStringLiteral("route.set"),
                {{QStringLiteral("route"),
                  QJsonObject{{QStringLiteral("domain"), QStringLiteral("example.com")},
                              {QStringLiteral("target"), QStringLiteral("smtps://relay.example")},
                              {QStringLiteral("user"), QStringLiteral("mary")}}},
                 {QStringLiteral("password"), QStringLiteral("open sesame")}});
    QVERIFY(console.sees(QStringLiteral("example.com")));
    console.openRow(QStringLiteral("example.com"));
    QVERIFY(console.find<LineField>("passwordLineEdit")->text().isEmpty());
    QVERIFY(!console.isShown("mayChoice")); // smtps is always encrypted
    console.type("targetLineEdit", QStringLiteral("smtps://relay.example:4650"));
    QVERIFY(console.isOn("saveButton"));
    console.type("targetLineEdit", QStringLiteral("smtps://other.example"));
    QVERIFY(!console.isOn("saveButton"));
    QVERIFY(console.textOf("accessLineLabel").contains(QStringLiteral("other.example")));
    console.type("passwordLineEdit", QStringLiteral("another"));
    console.click("saveButton");
    QTRY_COMPARE(console.cell(QStringLiteral("example.com"), 2),
                 QStringLiteral("smtps://other.example:465, as mary"));
}

void tst_RoutesPage::keepsTheServersWarningOnTheScreen()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.click("newButton");
    console.type("domainLineEdit", QStringLiteral("example.com"));
    console.type("targetLineEdit", QStringLiteral("smtp://192.0.2.1:25"));
    console.click("saveButton");
    QTRY_COMPARE(console.find<LiveLine>("targetLine")->voice(), LiveLine::Voice::Warning);
    QVERIFY(console.textOf("targetLineLabel").contains(QStringLiteral("encrypted only if")));
    QVERIFY(!console.isShown("saveButton"));
    QVERIFY(console.sees(QStringLiteral("example.com")));
    console.key(Qt::Key_Return); // Close has the focus
    QVERIFY(!console.window().dialogs().isOpen());
}

void tst_RoutesPage::editsARoute()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    setRoute(console, "example.com", "smtp://127.0.0.1:25");
    QVERIFY(console.sees(QStringLiteral("example.com")));
    console.openRow(QStringLiteral("example.com"));
    QVERIFY(console.isShown("routeDialog"));
    QCOMPARE(console.find<LineField>("targetLineEdit")->text(),
             QStringLiteral("smtp://127.0.0.1:25"));
    console.type("targetLineEdit", QStringLiteral("maildir:/tmp/example"));
    console.key(Qt::Key_Return);
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QTRY_COMPARE(console.cell(QStringLiteral("example.com"), 2),
                 QStringLiteral("maildir:/tmp/example"));
}

void tst_RoutesPage::doesNotOverwriteAnothersChangeSilently()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    setRoute(console, "example.com", "smtp://127.0.0.1:25");
    QVERIFY(console.sees(QStringLiteral("example.com")));
    console.openRow(QStringLiteral("example.com"));
    setRoute(console, "example.com", "smtp://127.0.0.1:26");
    console.type("targetLineEdit", QStringLiteral("smtp://127.0.0.1:27"));
    console.click("saveButton");
    QTRY_VERIFY(console.textOf("targetLineLabel").contains(QStringLiteral("127.0.0.1:26")));
    QCOMPARE(console.cell(QStringLiteral("example.com"), 2), QStringLiteral("smtp://127.0.0.1:26"));
    console.click("saveButton");
    QTRY_COMPARE(console.cell(QStringLiteral("example.com"), 2),
                 QStringLiteral("smtp://127.0.0.1:27"));
}

void tst_RoutesPage::deleteSaysWhereMailGoesThen()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    setRoute(console, "default", "smtp://127.0.0.1:25");
    setRoute(console, "example.com", "smtp://127.0.0.1:26");
    QVERIFY(console.sees(QStringLiteral("example.com")));
    console.tick(QStringLiteral("example.com"));
    console.table().setFocus();
    console.key(Qt::Key_Delete);
    QTRY_VERIFY(console.isShown("deleteQuestion"));
    QVERIFY(console.find("deleteQuestion")
                ->accessibleDescription()
                .contains(QStringLiteral("default route")));
    console.click("confirmButton");
    QTRY_COMPARE(console.rowOf(QStringLiteral("example.com")), -1);
    QVERIFY(console.rowOf(allOthers) >= 0);
}

void tst_RoutesPage::anAuditorOnlyLooks()
{
    ServerConsole console;
    QVERIFY(console.open(page, Role::Auditor));
    setRoute(console, "example.com", "smtp://127.0.0.1:25");
    QVERIFY(console.sees(QStringLiteral("example.com")));
    QVERIFY(!console.isShown("newButton"));
    console.openRow(QStringLiteral("example.com"));
    QVERIFY(console.isShown("routeDialog"));
    QVERIFY(!console.isShown("saveButton"));
    QVERIFY(console.find<LineField>("targetLineEdit")->isReadOnly());
}

QTEST_MAIN(tst_RoutesPage)
#include "tst_RoutesPage.moc"
