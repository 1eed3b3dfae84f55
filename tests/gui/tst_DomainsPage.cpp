// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LineField.h"
#include "app/console/widgets/LiveLine.h"
#include "tests/gui/support/ServerConsole.h"

using namespace postern;
using postern::test::ServerConsole;

namespace
{

const QString page = QStringLiteral("domains");

QJsonObject named(const char *name)
{
    return {{QStringLiteral("name"), QString::fromLatin1(name)}};
}

} // namespace

class tst_DomainsPage : public QObject
{
    Q_OBJECT

private slots:
    void saysThatNothingIsAccepted();
    void warnsBeforeItSaves();
    void refusesWhatIsNoDomain();
    void saysThatItIsThereAlreadyBesideTheField();
    void deleteAsksOnce();
    void showsWhatAnotherConsoleDoes();
    void anOperatorChangesNothing();
};

void tst_DomainsPage::saysThatNothingIsAccepted()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    QTRY_VERIFY(console.textOf("emptyStateLabel").startsWith(QStringLiteral("No domain is")));
    QCOMPARE(console.nameless(), QStringList());
    QVERIFY(console.isOn("newButton"));
    QVERIFY(!console.isOn("deleteButton"));
}

void tst_DomainsPage::warnsBeforeItSaves()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(console.isShown("domainDialog"));
    QCOMPARE(console.nameless(), QStringList());
    QVERIFY(console.find("domainLineEdit")->hasFocus());
    QVERIFY(!console.isOn("saveButton"));
    console.type("domainLineEdit", QStringLiteral("Example.COM."));
    QCOMPARE(console.find<LiveLine>("domainLine")->voice(), LiveLine::Voice::Warning);
    QCOMPARE(console.textOf("domainLineLabel"),
             QStringLiteral("Anyone may now send to example.com through this server."));
    console.key(Qt::Key_Return);
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(console.sees(QStringLiteral("example.com")));
    QVERIFY(console.textOf("messageLabel").contains(QStringLiteral("example.com")));
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("1 domain"));
}

void tst_DomainsPage::refusesWhatIsNoDomain()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.click("newButton");
    console.type("domainLineEdit", QStringLiteral("exa mple.com"));
    QCOMPARE(console.find<LiveLine>("domainLine")->voice(), LiveLine::Voice::Error);
    QVERIFY(console.find<LineField>("domainLineEdit")->isInError());
    QVERIFY(!console.isOn("saveButton"));
    // Something was typed: Escape asks, and the safe answer keeps it.
    console.key(Qt::Key_Escape);
    QVERIFY(console.isShown("discardQuestion"));
    console.key(Qt::Key_Return);
    QVERIFY(console.isShown("domainDialog"));
    QCOMPARE(console.find<LineField>("domainLineEdit")->text(), QStringLiteral("exa mple.com"));
}

void tst_DomainsPage::saysThatItIsThereAlreadyBesideTheField()
{
    ServerConsole console;
    // Two administrators, each with a request of its own.
    QVERIFY(console.openOverTls(page, Role::Admin));
    console.ask(QStringLiteral("domain.add"), named("example.com"));
    console.click("newButton");
    console.type("domainLineEdit", QStringLiteral("example.com"));
    console.click("saveButton");
    QTRY_VERIFY(console.find<LineField>("domainLineEdit")->isInError());
    QVERIFY(console.textOf("domainLineLabel").contains(QStringLiteral("already")));
}

void tst_DomainsPage::deleteAsksOnce()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.ask(QStringLiteral("domain.add"), named("example.com"));
    console.ask(QStringLiteral("domain.add"), named("example.net"));
    QVERIFY(console.sees(QStringLiteral("example.net")));
    console.tick(QStringLiteral("example.com"));
    console.click("deleteButton");
    QVERIFY(console.isShown("deleteQuestion"));
    QCOMPARE(console.find("deleteQuestion")->accessibleName(),
             QStringLiteral("Delete example.com?"));
    console.click("confirmButton");
    QTRY_COMPARE(console.rowOf(QStringLiteral("example.com")), -1);
    QVERIFY(console.rowOf(QStringLiteral("example.net")) >= 0);
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("Deleted example.com."));
    QVERIFY(!console.isOn("deleteButton"));
}

void tst_DomainsPage::showsWhatAnotherConsoleDoes()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.ask(QStringLiteral("domain.add"), named("example.com"));
    QVERIFY(console.sees(QStringLiteral("example.com")));
    console.ask(QStringLiteral("domain.remove"), named("example.com"));
    QTRY_COMPARE(console.rows().rowCount(), 0);
}

void tst_DomainsPage::anOperatorChangesNothing()
{
    ServerConsole console;
    QVERIFY(console.open(page, Role::Operator));
    console.ask(QStringLiteral("domain.add"), named("example.com"));
    QVERIFY(console.sees(QStringLiteral("example.com")));
    QVERIFY(!console.isShown("newButton"));
    QVERIFY(!console.isShown("deleteButton"));
    console.table().setFocus();
    console.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(!console.window().dialogs().isOpen());
}

QTEST_MAIN(tst_DomainsPage)
#include "tst_DomainsPage.moc"
