// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/ChoiceRow.h"
#include "app/console/widgets/LineField.h"
#include "tests/gui/support/ServerConsole.h"

#include <QAccessible>

using namespace postern;
using postern::test::ServerConsole;

namespace
{

const QString page = QStringLiteral("administrators");
const QString ana = QStringLiteral("ana");
const QString password = QStringLiteral("a long enough one");

void add(ServerConsole &console, const QString &name, const char *role)
{
    console.ask(QStringLiteral("admin.add"), {{QStringLiteral("name"), name},
                                              {QStringLiteral("password"), password},
                                              {QStringLiteral("role"), QString::fromLatin1(role)}});
}

} // namespace

class tst_AdministratorsPage : public QObject
{
    Q_OBJECT

private slots:
    void addsOneWithARole();
    void rolesAreRadioButtonsForKeysAndScreenReaders();
    void changesRoleAndPassword();
    void saysBesideTheRolesThatTheLastAdminStays();
    void saysInTheBarThatTheLastAdminStays();
    void deletesOne();
    void anAuditorSetsTheOwnPasswordOnly();
};

void tst_AdministratorsPage::addsOneWithARole()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.click("newButton");
    QVERIFY(console.isShown("administratorDialog"));
    QCOMPARE(console.nameless(), QStringList());
    console.type("nameLineEdit", ana);
    QVERIFY(!console.isOn("saveButton"));
    console.type("passwordLineEdit", password);
    QVERIFY(console.find<ChoiceRow>("auditorChoice")->isChecked()); // the least of them
    console.click("operatorChoice");
    QVERIFY(!console.find<ChoiceRow>("auditorChoice")->isChecked());
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(console.sees(ana));
    QCOMPARE(console.cell(ana, 2), roleLabel(Role::Operator));
}

void tst_AdministratorsPage::rolesAreRadioButtonsForKeysAndScreenReaders()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    console.click("newButton");
    auto *choice = console.find<ChoiceRow>("auditorChoice");
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(choice);
    QCOMPARE(interface->role(), QAccessible::RadioButton);
    QVERIFY(!interface->text(QAccessible::Description).isEmpty());
    choice->setFocus();
    console.key(Qt::Key_Down);
    QVERIFY(console.find<ChoiceRow>("operatorChoice")->isChecked());
}

void tst_AdministratorsPage::changesRoleAndPassword()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    add(console, ana, "auditor");
    QVERIFY(console.sees(ana));
    console.openRow(ana);
    QVERIFY(console.isShown("administratorDialog"));
    QVERIFY(!console.isOn("saveButton")); // nothing is changed yet
    console.click("adminChoice");
    console.type("passwordLineEdit", QStringLiteral("another long one"));
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QTRY_COMPARE(console.cell(ana, 2), roleLabel(Role::Admin));
}

void tst_AdministratorsPage::saysBesideTheRolesThatTheLastAdminStays()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    add(console, ana, "admin");
    QVERIFY(console.sees(ana));
    console.openRow(ana);
    console.click("auditorChoice");
    console.click("saveButton");
    QTRY_VERIFY(console.textOf("roleLineLabel").contains(QStringLiteral("last")));
    QVERIFY(console.isShown("administratorDialog"));
    QCOMPARE(console.cell(ana, 2), roleLabel(Role::Admin));
}

void tst_AdministratorsPage::saysInTheBarThatTheLastAdminStays()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    add(console, ana, "admin");
    QVERIFY(console.sees(ana));
    console.tick(ana);
    console.click("deleteButton");
    console.click("confirmButton");
    QTRY_VERIFY(console.textOf("messageLabel").contains(QStringLiteral("last")));
    QVERIFY(console.rowOf(ana) >= 0);
}

void tst_AdministratorsPage::deletesOne()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    add(console, ana, "auditor");
    QVERIFY(console.sees(ana));
    console.tick(ana);
    console.click("deleteButton");
    QVERIFY(console.isShown("deleteQuestion"));
    console.key(Qt::Key_Return); // Enter presses the safe answer
    QVERIFY(!console.window().dialogs().isOpen());
    QVERIFY(console.rowOf(ana) >= 0);
    console.click("deleteButton");
    console.click("confirmButton");
    QTRY_COMPARE(console.rowOf(ana), -1);
}

void tst_AdministratorsPage::anAuditorSetsTheOwnPasswordOnly()
{
    ServerConsole console;
    QVERIFY(console.open(page, Role::Auditor));
    add(console, ana, "admin");
    QVERIFY(console.sees(ana));
    QVERIFY(!console.isShown("newButton"));
    console.openRow(ana);
    QVERIFY(!console.isShown("saveButton"));
    QVERIFY(!console.isShown("passwordLineEdit"));
    console.key(Qt::Key_Escape);
    console.openRow(QStringLiteral("otto"));
    QVERIFY(!console.isOn("adminChoice"));
    console.type("passwordLineEdit", QStringLiteral("another long one"));
    QVERIFY(console.isOn("saveButton"));
    console.click("saveButton");
    // The session ends with its password.
    QTRY_VERIFY(console.connection().state() != ServerConnection::State::Connected);
}

QTEST_MAIN(tst_AdministratorsPage)
#include "tst_AdministratorsPage.moc"
