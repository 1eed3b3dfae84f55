// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/RelativeTime.h"
#include "app/console/widgets/Button.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/Effect.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QLineEdit>

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

/// An entry that takes no effect, as it is switched off or has ended: list, modal and message say
/// so; it can be switched on, and another one off.
class tst_SwitchedOffEntry : public QObject
{
    Q_OBJECT

private slots:
    void saysThatAnEntryIsSwitchedOff();
    void switchesAnEntryOn();
    void leavesAnEntryOff();
    void offersNoSwitchToWhoMayNot();
    void addsARemovedEntryAsItWas();
    void switchesAnEntryOff();
    void switchesOffWithoutConfirmingTheRange();
    void savesWhatIsTypedWithTheSwitch();
    void anOperatorSwitchesOffAndNothingElse();
    void anOperatorLosesNoSightOfAnothersChange();
    void anAuditorIsOfferedNoSwitch();
    void saysThatAnEntryHasEnded();
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
    QCOMPARE(console.textOf("entryStateNoteLabel"),
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
    QCOMPARE(console.textOf("entryStateNoteLabel"), QStringLiteral("Save switches this entry on."));
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
    QVERIFY(!console.isShown("entryStateNote"));
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
    QTRY_VERIFY(!console.isShown("entryStateNote"));
}

void tst_SwitchedOffEntry::offersNoSwitchToWhoMayNot()
{
    ConsoleFixture console;
    console.whitelist().setRole(Role::Operator);
    QVERIFY(openSwitchedOff(console));
    QVERIFY(console.textOf("entryStateNoteLabel").contains(QStringLiteral("switched off")));
    QVERIFY(!console.isShown("switchEntryButton"));
}

void tst_SwitchedOffEntry::addsARemovedEntryAsItWas()
{
    ConsoleFixture console;
    QVERIFY(openSwitchedOff(console));
    console.type("descriptionLineEdit", QStringLiteral("Mine"));
    console.whitelist().otherRemoves(inner);
    QTRY_VERIFY(console.textOf("messageLabel").startsWith(QStringLiteral("ben deleted")));
    QVERIFY(console.isShown("entryStateNote"));
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(!console.whitelist()
                 .lastParams(QStringLiteral("whitelist.add"))
                 .value(QStringLiteral("entry"))[u"enabled"]
                 .toBool(true));
}

void tst_SwitchedOffEntry::switchesAnEntryOff()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.openRow(inner);
    QVERIFY(!console.isShown("entryStateNote"));
    console.click("switchOffButton");
    QCOMPARE(console.textOf("entryStateNoteLabel"),
             QStringLiteral("Save switches this entry off."));
    QVERIFY(!console.isShown("switchOffButton"));
    QVERIFY(console.find("saveButton")->hasFocus());
    // What was pressed by mistake is taken back.
    console.click("switchEntryButton");
    QVERIFY(!console.isShown("entryStateNote"));
    console.click("switchOffButton");
    QVERIFY(console.whitelist().find(inner)->enabled);
    console.key(Qt::Key_Return);
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(!console.whitelist().find(inner)->enabled);
    QCOMPARE(console.textOf("messageLabel"),
             QStringLiteral("Saved. 10.1.44.12 is switched off and changes nothing until it is "
                            "switched on."));
}

void tst_SwitchedOffEntry::switchesOffWithoutConfirmingTheRange()
{
    const QString veryWide = QStringLiteral("10.0.0.0/8");
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.openRow(veryWide);
    QVERIFY(console.isShown("confirmLineEdit"));
    QVERIFY(!console.isOn("saveButton"));
    Effect effect;
    effect.kind = Effect::Kind::FallsToNone;
    effect.range = AddressRange::parse(veryWide).value();
    effect.lost = Service::SmtpAuthBypass;
    console.whitelist().answerPreview(
        {{QStringLiteral("effects"), control::toJson(QList<Effect>{effect})}});
    console.click("switchOffButton");
    QTRY_COMPARE(console.textOf("effectLineLabel"),
                 QStringLiteral("After this, no entry decides for 10.0.0.0/8: it will no longer "
                                "send without a login."));
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(!console.whitelist().find(veryWide)->enabled);
}

void tst_SwitchedOffEntry::savesWhatIsTypedWithTheSwitch()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.openRow(inner);
    console.type("descriptionLineEdit", QStringLiteral("Out of order"));
    console.click("switchOffButton");
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(!console.whitelist().find(inner)->enabled);
    QCOMPARE(console.whitelist().find(inner)->description, QStringLiteral("Out of order"));
}

void tst_SwitchedOffEntry::anOperatorSwitchesOffAndNothingElse()
{
    ConsoleFixture console;
    console.fillAsPictured();
    console.whitelist().setRole(Role::Operator);
    QVERIFY(console.open());
    console.openRow(inner);
    QVERIFY(!console.isShown("saveButton"));
    QCOMPARE(console.find<Button>("cancelButton")->text(), QStringLiteral("Close"));
    const qint64 revision = console.whitelist().find(inner)->revision;
    console.whitelist().refuseNext(
        QStringLiteral("whitelist.disable"),
        {ErrorKind::Forbidden, QStringLiteral("10.1.44.12 would gain by it.")});
    console.click("switchOffButton");
    console.click("saveButton");
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("10.1.44.12 would gain by it."));
    QVERIFY(console.whitelist().find(inner)->enabled);
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QVERIFY(!console.whitelist().find(inner)->enabled);
    const QJsonObject sent = console.whitelist().lastParams(QStringLiteral("whitelist.disable"));
    QCOMPARE(sent.value(QStringLiteral("revision")).toInteger(), revision);
    QVERIFY(console.whitelist().lastParams(QStringLiteral("whitelist.update")).isEmpty());
    console.openRow(inner);
    QVERIFY(!console.isShown("switchEntryButton"));
    QVERIFY(!console.isShown("switchOffButton"));
}

void tst_SwitchedOffEntry::anOperatorLosesNoSightOfAnothersChange()
{
    ConsoleFixture console;
    console.fillAsPictured();
    console.whitelist().setRole(Role::Operator);
    QVERIFY(console.open());
    console.openRow(inner);
    console.click("switchOffButton");
    console.whitelist().otherDescribes(inner, QStringLiteral("Theirs"));
    QTRY_VERIFY(console.textOf("messageLabel").startsWith(QStringLiteral("ben changed")));
    QCOMPARE(console.find<QLineEdit>("descriptionLineEdit")->text(), QStringLiteral("Theirs"));
    QVERIFY(!console.isShown("saveButton"));
    QVERIFY(console.isShown("switchOffButton"));
    console.whitelist().otherRemoves(inner);
    QTRY_COMPARE(console.textOf("messageLabel"),
                 QStringLiteral("ben deleted this entry just now."));
    QVERIFY(!console.isShown("switchOffButton"));
    console.key(Qt::Key_Escape);
    QVERIFY(!console.window().dialogs().isOpen());
}

void tst_SwitchedOffEntry::anAuditorIsOfferedNoSwitch()
{
    ConsoleFixture console;
    console.fillAsPictured();
    console.whitelist().setRole(Role::Auditor);
    QVERIFY(console.open());
    console.openRow(inner);
    QVERIFY(!console.isShown("switchOffButton"));
    QVERIFY(!console.isShown("saveButton"));
}

void tst_SwitchedOffEntry::saysThatAnEntryHasEnded()
{
    const UtcMs end = ConsoleFixture::now - 3600000;
    ConsoleFixture console;
    console.fillAsPictured();
    console.whitelist().setExpiry(inner, end);
    QVERIFY(console.open());
    const QModelIndex row = console.rows().index(console.rowOf(inner), 0);
    QVERIFY(row.data(ListRole::IsOff).toBool());
    const auto marks = row.siblingAtColumn(WhitelistModel::descriptionColumn)
                           .data(ListRole::Marks)
                           .value<QList<ListMark>>();
    QCOMPARE(marks.constFirst().text, QStringLiteral("expired"));
    console.openRow(inner);
    QCOMPARE(console.textOf("entryStateNoteLabel"),
             QStringLiteral("This entry ended on %1. Nothing in it takes effect any more, as if it "
                            "were not listed. posternctl can give it another end.")
                 .arg(exactTime(end)));
    QVERIFY(!console.isShown("switchEntryButton"));
    console.key(Qt::Key_Escape);
    console.openRow(QStringLiteral("10.1.0.0/16"));
    QVERIFY(!console.isShown("entryStateNote"));
}

QTEST_MAIN(tst_SwitchedOffEntry)
#include "tst_SwitchedOffEntry.moc"
