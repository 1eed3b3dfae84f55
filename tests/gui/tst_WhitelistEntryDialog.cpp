// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/Dialog.h"
#include "app/console/widgets/LineField.h"
#include "app/console/widgets/ToggleRow.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QAccessible>
#include <QApplication>

using namespace postern;
using postern::test::ConsoleFixture;

namespace
{

bool canSave(ConsoleFixture &console)
{
    return console.find("saveButton")->isEnabled();
}

QString meaning(ConsoleFixture &console)
{
    return console.textOf("meaningLineLabel");
}

bool openNew(ConsoleFixture &console)
{
    console.fillAsPictured();
    if (!console.open())
        return false;
    console.click("newButton");
    return console.isShown("whitelistEntryDialog");
}

} // namespace

class tst_WhitelistEntryDialog : public QObject
{
    Q_OBJECT

private slots:
    void isADialogToScreenReaders();
    void savesOnlyWithAddressAndService();
    void asksAgainWhenTheListChanges();
    void takesBackARefusalThatIsOver();
    void asksOverTheModalInFullSight();
    void editsTheSameEntry();
    void asksBeforeDroppingChanges();
    void keepsTheKeyboardInside();
    void saysARefusalBesideTheField();
    void showsBothVersionsOnConflict();
    void losesNothingWhenTheServerGoes();
};

void tst_WhitelistEntryDialog::isADialogToScreenReaders()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    QAccessibleInterface *dialog =
        QAccessible::queryAccessibleInterface(console.find("whitelistEntryDialog"));
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->role(), QAccessible::Dialog);
    QCOMPARE(dialog->text(QAccessible::Name), QStringLiteral("New whitelist entry"));
    QAccessibleInterface *toggle =
        QAccessible::queryAccessibleInterface(console.find("smtpToggle"));
    QCOMPARE(toggle->role(), QAccessible::CheckBox);
    QVERIFY(!toggle->state().checked);
    QVERIFY(!toggle->text(QAccessible::Description).isEmpty());
}

void tst_WhitelistEntryDialog::savesOnlyWithAddressAndService()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    QVERIFY(console.find("addressLineEdit")->hasFocus());
    QVERIFY(!canSave(console));
    console.type("addressLineEdit", QStringLiteral("192.0.2.5"));
    QVERIFY(!canSave(console));
    console.click("smtpToggle");
    QVERIFY(canSave(console));
    console.type("addressLineEdit", QStringLiteral("192.0.2."));
    QVERIFY(!canSave(console));
    console.key(Qt::Key_Return); // Enter saves only if it can
    QVERIFY(console.window().dialogs().isOpen());
    console.type("addressLineEdit", QStringLiteral("192.0.2.5"));
    console.find("smtpToggle")->setFocus();
    console.key(Qt::Key_Space);
    QVERIFY(!canSave(console));
}

void tst_WhitelistEntryDialog::asksAgainWhenTheListChanges()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.type("addressLineEdit", QStringLiteral("10.1.7.7"));
    console.click("smtpToggle");
    const QString printers = QStringLiteral("10.1.0.0/16");
    const auto tellsOf = [&console](const QString &entry) {
        return console.textOf("effectLineLabel").contains(entry);
    };
    QTRY_VERIFY(tellsOf(printers));
    console.whitelist().otherSwitches(printers, false);
    QTRY_VERIFY(tellsOf(QStringLiteral("10.0.0.0/8")) && !tellsOf(printers));
    console.whitelist().otherSwitches(printers, true);
    QTRY_VERIFY(tellsOf(printers));
    // What happened while the server was away is asked about when it is back.
    console.stopServer();
    QTRY_VERIFY(
        console.textOf("messageLabel").startsWith(QStringLiteral("The connection is lost")));
    console.whitelist().setEnabled(printers, false);
    QVERIFY(console.restartServer());
    QTRY_VERIFY(tellsOf(QStringLiteral("10.0.0.0/8")) && !tellsOf(printers));
}

void tst_WhitelistEntryDialog::takesBackARefusalThatIsOver()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.type("addressLineEdit", QStringLiteral("10.1.0.0/17"));
    console.whitelist().refuseNext(
        QStringLiteral("whitelist.preview"),
        {ErrorKind::Refused, QStringLiteral("It crosses another."), QStringLiteral("address")});
    console.click("smtpToggle");
    QTRY_COMPARE(meaning(console), QStringLiteral("It crosses another."));
    console.whitelist().otherDescribes(QStringLiteral("192.0.2.10"), QStringLiteral("Changed"));
    QTRY_VERIFY(console.textOf("effectLineLabel").contains(QStringLiteral("10.1.0.0/16")));
    QVERIFY(meaning(console).contains(QStringLiteral("addresses")));
    QVERIFY(!console.find<LineField>("addressLineEdit")->isInError());
}

void tst_WhitelistEntryDialog::asksOverTheModalInFullSight()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    auto *modal = console.find<Dialog>("whitelistEntryDialog");
    console.type("addressLineEdit", QStringLiteral("192.0.2.5"));
    const auto seenAt = [&console](const QPoint &place) {
        return console.window().grab().toImage().pixelColor(place);
    };
    const QPoint ground = modal->mapTo(&console.window(), QPoint(modal->width() / 2, 5));
    const QColor before = seenAt(ground);
    console.key(Qt::Key_Escape);
    QVERIFY(console.isShown("discardQuestion"));
    auto *question = console.find<Dialog>("discardQuestion");
    QVERIFY(console.find("cancelButton")->hasFocus());
    // The modal lies under a scrim, which the question does not.
    const QPoint clear = question->mapTo(&console.window(), QPoint(question->width() / 2, 5));
    QVERIFY(seenAt(ground).lightness() < before.lightness());
    QCOMPARE(seenAt(clear), before);
    // Nothing of it is squeezed.
    const auto *title = question->findChild<QLabel *>(QStringLiteral("dialogTitleLabel"));
    QVERIFY(title->height() >= title->heightForWidth(title->width()));
    QCOMPARE(question->height(), question->sizeHint().height());
    console.key(Qt::Key_Return); // keeps on
    QVERIFY(!console.isShown("discardQuestion"));
    QCOMPARE(seenAt(ground), before);
    QVERIFY(console.find("addressLineEdit")->hasFocus());
}

void tst_WhitelistEntryDialog::editsTheSameEntry()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    const QString id = console.whitelist().find(QStringLiteral("192.0.2.10"))->id;
    console.clickCell(console.rowOf(QStringLiteral("192.0.2.10")), WhitelistModel::addressColumn);
    QCOMPARE(console.find<LineField>("addressLineEdit")->text(), QStringLiteral("192.0.2.10"));
    QCOMPARE(console.find<LineField>("addressLineEdit")->selectedText(),
             QStringLiteral("192.0.2.10"));
    QVERIFY(console.find<ToggleRow>("brute-forceToggle")->isChecked());
    console.type("addressLineEdit", QStringLiteral("192.0.2.0/27"));
    console.click("saveButton");
    QTRY_VERIFY(console.rowOf(QStringLiteral("192.0.2.0/27")) >= 0);
    QCOMPARE(console.rowOf(QStringLiteral("192.0.2.10")), -1);
    QCOMPARE(console.whitelist().find(QStringLiteral("192.0.2.0/27"))->id, id);
}

void tst_WhitelistEntryDialog::asksBeforeDroppingChanges()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.key(Qt::Key_Escape);
    QVERIFY(!console.window().dialogs().isOpen()); // nothing was typed
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("192.0.2.5"));
    console.key(Qt::Key_Escape);
    QVERIFY(console.isShown("discardQuestion"));
    console.key(Qt::Key_Escape);
    QVERIFY(!console.isShown("discardQuestion"));
    QCOMPARE(console.find<LineField>("addressLineEdit")->text(), QStringLiteral("192.0.2.5"));
    console.key(Qt::Key_Escape);
    console.click("confirmButton");
    QVERIFY(!console.window().dialogs().isOpen());
}

void tst_WhitelistEntryDialog::keepsTheKeyboardInside()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    QWidget *dialog = console.find("whitelistEntryDialog");
    QSet<QString> visited;
    for (int i = 0; i < 20; ++i) {
        console.key(Qt::Key_Tab);
        QWidget *focused = QApplication::focusWidget();
        QVERIFY(focused != nullptr && dialog->isAncestorOf(focused));
        visited.insert(focused->objectName());
    }
    QVERIFY(visited.contains(QStringLiteral("console-loginToggle")));
    QVERIFY(visited.contains(QStringLiteral("cancelButton")));
    // No key of the page works below it.
    console.key(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(
        console.window().findChildren<QWidget *>(QStringLiteral("whitelistEntryDialog")).size(), 1);
}

void tst_WhitelistEntryDialog::saysARefusalBesideTheField()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.type("addressLineEdit", QStringLiteral("192.0.2.10"));
    console.click("smtpToggle");
    console.click("saveButton");
    QTRY_COMPARE(meaning(console), QStringLiteral("192.0.2.10 is already listed."));
    QVERIFY(console.find<LineField>("addressLineEdit")->isInError());
    console.type("addressLineEdit", QStringLiteral("192.0.2.11"));
    QVERIFY(!console.find<LineField>("addressLineEdit")->isInError());
    console.whitelist().refuseNext(
        QStringLiteral("whitelist.add"),
        {ErrorKind::StorageFull, QStringLiteral("The disk is full; nothing was changed.")});
    console.click("saveButton");
    QTRY_COMPARE(console.textOf("messageLabel"),
                 QStringLiteral("The disk is full; nothing was changed."));
    QVERIFY(canSave(console));
}

void tst_WhitelistEntryDialog::showsBothVersionsOnConflict()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.clickCell(console.rowOf(QStringLiteral("192.0.2.10")), WhitelistModel::addressColumn);
    console.type("descriptionLineEdit", QStringLiteral("Mine"));
    console.whitelist().otherDescribes(QStringLiteral("192.0.2.10"), QStringLiteral("Theirs"));
    QTRY_VERIFY(console.isShown("conflictPanel"));
    QVERIFY(console.textOf("conflictSentenceLabel").startsWith(QStringLiteral("ben changed")));
    QVERIFY(!canSave(console));
    console.click("keepMineButton");
    QVERIFY(canSave(console));
    console.click("saveButton");
    QTRY_COMPARE(console.whitelist().find(QStringLiteral("192.0.2.10"))->description,
                 QStringLiteral("Mine"));
}

void tst_WhitelistEntryDialog::losesNothingWhenTheServerGoes()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.type("addressLineEdit", QStringLiteral("192.0.2.5"));
    console.type("descriptionLineEdit", QStringLiteral("Typed before the end"));
    console.click("smtpToggle");
    console.stopServer();
    QTRY_VERIFY(
        console.textOf("messageLabel").startsWith(QStringLiteral("The connection is lost")));
    QVERIFY(console.restartServer());
    QTRY_COMPARE(console.connection().state(), ServerConnection::State::Connected);
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QTRY_VERIFY(console.rowOf(QStringLiteral("192.0.2.5")) >= 0);
    QCOMPARE(console.whitelist().find(QStringLiteral("192.0.2.5"))->description,
             QStringLiteral("Typed before the end"));
}

QTEST_MAIN(tst_WhitelistEntryDialog)
#include "tst_WhitelistEntryDialog.moc"
