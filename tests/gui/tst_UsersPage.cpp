// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LineField.h"
#include "app/console/widgets/ToggleRow.h"
#include "tests/gui/support/ServerConsole.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace postern;
using postern::test::ServerConsole;

namespace
{

const QString page = QStringLiteral("users");
const QString bob = QStringLiteral("bob");

void addBob(ServerConsole &console)
{
    console.ask(QStringLiteral("user.add"), {{QStringLiteral("name"), bob}});
}

} // namespace

class tst_UsersPage : public QObject
{
    Q_OBJECT

private slots:
    void showsAMadePasswordOnce();
    void takesATypedPassword();
    void refusesAShortPasswordAndAWrongName();
    void saysThatTheNameIsTakenBesideIt();
    void setsAnotherPassword();
    void disablesAndEnablesTickedOnes();
    void disablesOnlyWhatIsShown();
    void deletesTickedOnes();
    void anOperatorOnlyDisables();
};

void tst_UsersPage::showsAMadePasswordOnce()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    QTRY_VERIFY(console.isShown("emptyState"));
    console.click("newButton");
    QVERIFY(console.isShown("userDialog"));
    QCOMPARE(console.nameless(), QStringList());
    console.type("nameLineEdit", bob);
    console.click("saveButton");
    QTRY_VERIFY(console.isShown("passwordDialog"));
    QVERIFY(!console.isShown("userDialog"));
    QCOMPARE(console.nameless(), QStringList());
    const QString password = console.find<LineField>("madePasswordLineEdit")->text();
    QVERIFY(password.size() >= 16);
    QVERIFY(console.find("copyButton")->hasFocus());
    console.click("copyButton");
    QCOMPARE(QGuiApplication::clipboard()->text(), password);
    QVERIFY(!console.textOf("copiedLabel").isEmpty());
    console.key(Qt::Key_Escape);
    QVERIFY(!console.window().dialogs().isOpen());
    QVERIFY(console.sees(bob));
    QCOMPARE(console.cell(bob, 2), QStringLiteral("May send"));
    QCOMPARE(console.textOf("messageLabel"),
             QStringLiteral("Saved. bob may send with a login from now on."));
}

void tst_UsersPage::takesATypedPassword()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.click("newButton");
    QVERIFY(!console.isOn("passwordLineEdit"));
    console.click("makePasswordToggle");
    console.type("nameLineEdit", bob);
    QVERIFY(!console.isOn("saveButton"));
    console.type("passwordLineEdit", QStringLiteral("a long enough one"));
    console.key(Qt::Key_Return);
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(console.sees(bob));
}

void tst_UsersPage::refusesAShortPasswordAndAWrongName()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.click("newButton");
    console.click("makePasswordToggle");
    console.type("nameLineEdit", QStringLiteral("bob the builder"));
    QVERIFY(console.find<LineField>("nameLineEdit")->isInError());
    QVERIFY(!console.textOf("nameLineLabel").isEmpty());
    console.type("passwordLineEdit", QStringLiteral("short"));
    QVERIFY(console.find<LineField>("passwordLineEdit")->isInError());
    QVERIFY(!console.textOf("passwordLineLabel").isEmpty());
    QVERIFY(!console.isOn("saveButton"));
    console.type("nameLineEdit", bob);
    console.click("makePasswordToggle"); // the short one does not matter then
    QVERIFY(console.isOn("saveButton"));
}

void tst_UsersPage::saysThatTheNameIsTakenBesideIt()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    addBob(console);
    console.click("newButton");
    console.type("nameLineEdit", bob);
    console.click("saveButton");
    QTRY_VERIFY(console.find<LineField>("nameLineEdit")->isInError());
    QVERIFY(console.textOf("nameLineLabel").contains(QStringLiteral("taken")));
}

void tst_UsersPage::setsAnotherPassword()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    addBob(console);
    QVERIFY(console.sees(bob));
    console.openRow(bob);
    QVERIFY(console.isShown("userDialog"));
    QCOMPARE(console.textOf("stateLabel"), QStringLiteral("May send"));
    console.click("saveButton");
    QTRY_VERIFY(console.isShown("passwordDialog"));
    QVERIFY(!console.find<LineField>("madePasswordLineEdit")->text().isEmpty());
    console.key(Qt::Key_Escape);
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("Saved. bob has a new password."));
}

void tst_UsersPage::disablesAndEnablesTickedOnes()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    addBob(console);
    QVERIFY(console.sees(bob));
    QVERIFY(!console.isOn("disableButton"));
    console.tick(bob);
    console.click("disableButton");
    QTRY_COMPARE(console.cell(bob, 2), QStringLiteral("Switched off"));
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("bob is switched off."));
    console.click("enableButton");
    QTRY_COMPARE(console.cell(bob, 2), QStringLiteral("May send"));
}

void tst_UsersPage::disablesOnlyWhatIsShown()
{
    const QString printer = QStringLiteral("printer-3");
    ServerConsole console;
    QVERIFY(console.open(page));
    addBob(console);
    console.ask(QStringLiteral("user.add"), {{QStringLiteral("name"), printer}});
    QVERIFY(console.sees(printer));
    console.tick(bob);
    console.type("filterLineEdit", QStringLiteral("printer"));
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("1 ticked, hidden by the filter"));
    QVERIFY(!console.isOn("disableButton"));
    console.tick(printer);
    console.click("disableButton");
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("printer-3 is switched off."));
    console.type("filterLineEdit", {});
    QTRY_COMPARE(console.cell(printer, 2), QStringLiteral("Switched off"));
    QCOMPARE(console.cell(bob, 2), QStringLiteral("May send"));
    console.type("filterLineEdit", QStringLiteral("bob"));
    console.click("deleteButton");
    const QString told = console.find("deleteQuestion")->accessibleDescription();
    QVERIFY2(told.contains(QStringLiteral("The filter hides 1 of them: printer-3.")),
             qPrintable(told));
}

void tst_UsersPage::deletesTickedOnes()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    addBob(console);
    console.ask(QStringLiteral("user.add"),
                {{QStringLiteral("name"), QStringLiteral("printer-3")}});
    QVERIFY(console.sees(QStringLiteral("printer-3")));
    console.tick(bob);
    console.tick(QStringLiteral("printer-3"));
    console.click("deleteButton");
    QVERIFY(console.find("deleteQuestion")->accessibleDescription().contains(bob));
    console.click("confirmButton");
    QTRY_COMPARE(console.rows().rowCount(), 0);
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("Deleted 2 users."));
}

void tst_UsersPage::anOperatorOnlyDisables()
{
    ServerConsole console;
    QVERIFY(console.open(page, Role::Operator));
    addBob(console);
    QVERIFY(console.sees(bob));
    QVERIFY(!console.isShown("newButton"));
    QVERIFY(!console.isShown("deleteButton"));
    QVERIFY(!console.isShown("enableButton"));
    console.tick(bob);
    console.click("disableButton");
    QTRY_COMPARE(console.cell(bob, 2), QStringLiteral("Switched off"));
    console.openRow(bob);
    QVERIFY(console.isShown("userDialog"));
    QVERIFY(!console.isShown("saveButton"));
    QVERIFY(!console.isShown("passwordLineEdit"));
}

QTEST_MAIN(tst_UsersPage)
#include "tst_UsersPage.moc"
