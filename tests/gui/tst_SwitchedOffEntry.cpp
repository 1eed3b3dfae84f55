// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/Button.h"
#include "tests/gui/support/ConsoleFixture.h"

using namespace postern;
using postern::test::ConsoleFixture;

namespace
{

const QString inner = QStringLiteral("10.1.44.12"); // inside 10.1.0.0/16

bool openSwitchedOff(ConsoleFixture &console)
{
    console.fillAsPictured();
    console.whitelist().setEnabled(inner, false);
    if (!console.open())
        return false;
    console.openRow(inner);
    return console.isShown("whitelistEntryDialog");
}

} // namespace

/// An entry that is switched off: list, modal and message say so, and it can be switched on.
class tst_SwitchedOffEntry : public QObject
{
    Q_OBJECT

private slots:
    void saysThatAnEntryIsSwitchedOff();
    void switchesAnEntryOn();
    void leavesAnEntryOff();
    void offersNoSwitchToWhoMayNot();
    void addsARemovedEntryAsItWas();
};

void tst_SwitchedOffEntry::saysThatAnEntryIsSwitchedOff()
{
    ConsoleFixture console;
    QVERIFY(openSwitchedOff(console));
    const auto marks = console.rows()
                           .index(console.rowOf(inner), WhitelistModel::descriptionColumn)
                           .data(ListRole::Marks)
                           .value<QList<ListMark>>();
    QCOMPARE(marks.constFirst().text, QStringLiteral("switched off"));
    QCOMPARE(console.textOf("enabledNoteLabel"),
             QStringLiteral("This entry is switched off. Nothing in it takes effect until it is "
                            "switched on."));
    console.click("console-loginToggle");
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(!console.whitelist().find(inner)->enabled);
    QCOMPARE(console.textOf("messageLabel"),
             QStringLiteral("Saved. 10.1.44.12 is switched off and changes nothing until it is "
                            "switched on."));
}

void tst_SwitchedOffEntry::switchesAnEntryOn()
{
    ConsoleFixture console;
    QVERIFY(openSwitchedOff(console));
    const qint64 revision = console.whitelist().find(inner)->revision;
    QVERIFY(!console.isShown("effectLine"));
    console.click("switchEntryButton");
    QCOMPARE(console.textOf("enabledNoteLabel"), QStringLiteral("Save switches this entry on."));
    // What that will do is said before it is done.
    QTRY_VERIFY(console.textOf("effectLineLabel").contains(QStringLiteral("10.1.0.0/16")));
    QVERIFY(!console.whitelist().find(inner)->enabled);
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(console.whitelist().find(inner)->enabled);
    QCOMPARE(console.whitelist()
                 .lastParams(QStringLiteral("whitelist.update"))
                 .value(QStringLiteral("entry"))[u"revision"]
                 .toInteger(),
             revision);
    QVERIFY(!console.textOf("messageLabel").contains(QStringLiteral("switched off")));
    console.openRow(inner);
    QVERIFY(!console.isShown("enabledNote"));
}

void tst_SwitchedOffEntry::leavesAnEntryOff()
{
    ConsoleFixture console;
    QVERIFY(openSwitchedOff(console));
    console.click("switchEntryButton");
    QCOMPARE(console.find<Button>("switchEntryButton")->text(), QStringLiteral("Leave it off"));
    console.click("switchEntryButton");
    QCOMPARE(console.find<Button>("switchEntryButton")->text(), QStringLiteral("Switch on"));
    console.key(Qt::Key_Escape); // nothing is changed, so nothing is asked
    QVERIFY(!console.window().dialogs().isOpen());
    console.openRow(inner);
    console.whitelist().otherSwitches(inner, true);
    QTRY_VERIFY(!console.isShown("enabledNote"));
}

void tst_SwitchedOffEntry::offersNoSwitchToWhoMayNot()
{
    ConsoleFixture console;
    console.whitelist().setRole(Role::Operator);
    QVERIFY(openSwitchedOff(console));
    QVERIFY(console.textOf("enabledNoteLabel").contains(QStringLiteral("switched off")));
    QVERIFY(!console.isShown("switchEntryButton"));
}

void tst_SwitchedOffEntry::addsARemovedEntryAsItWas()
{
    ConsoleFixture console;
    QVERIFY(openSwitchedOff(console));
    console.type("descriptionLineEdit", QStringLiteral("Mine"));
    console.whitelist().otherRemoves(inner);
    QTRY_VERIFY(console.textOf("messageLabel").startsWith(QStringLiteral("ben deleted")));
    QVERIFY(console.isShown("enabledNote"));
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(!console.whitelist()
                 .lastParams(QStringLiteral("whitelist.add"))
                 .value(QStringLiteral("entry"))[u"enabled"]
                 .toBool(true));
}

QTEST_MAIN(tst_SwitchedOffEntry)
#include "tst_SwitchedOffEntry.moc"
