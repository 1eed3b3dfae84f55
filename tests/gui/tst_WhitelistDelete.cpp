// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/ConsoleFixture.h"

using namespace postern;
using postern::test::ConsoleFixture;

/// Deleting ticked entries: what is asked before, and what is gone afterwards.
class tst_WhitelistDelete : public QObject
{
    Q_OBJECT

private slots:
    void deleteNamesWhatGoesAndWhatFollows();
    void deleteNamesWhatTheFilterHides();
    void deleteOfAHiddenRowSaysThatItIsHidden();
    void deleteCanBeCancelled();
};

void tst_WhitelistDelete::deleteNamesWhatGoesAndWhatFollows()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.clickCell(console.rowOf(QStringLiteral("10.1.44.12")), 0);
    console.click("deleteButton");
    QVERIFY(console.isShown("deleteQuestion"));
    auto *question = console.find("deleteQuestion");
    QCOMPARE(question->accessibleName(), QStringLiteral("Delete 10.1.44.12?"));
    QTRY_VERIFY(question->accessibleDescription().contains(QStringLiteral("10.1.0.0/16")));
    QVERIFY(question->accessibleDescription().contains(QStringLiteral("for good")));
    QVERIFY(question->accessibleDescription().contains(QStringLiteral("Scanner, goods receipt")));
    console.click("confirmButton");
    QTRY_COMPARE(console.rowOf(QStringLiteral("10.1.44.12")), -1);
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("Deleted 10.1.44.12."));
    QVERIFY(console.whitelist().find(QStringLiteral("10.1.44.12")) == nullptr);
    QVERIFY(!console.isOn("deleteButton"));
}

void tst_WhitelistDelete::deleteNamesWhatTheFilterHides()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.tick(QStringLiteral("192.0.2.10"));
    console.tick(QStringLiteral("10.1.0.0/16"));
    console.type("filterLineEdit", QStringLiteral("printers"));
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("2 of 9 ticked, 1 hidden by the filter"));
    console.click("deleteButton");
    const QString told = console.find("deleteQuestion")->accessibleDescription();
    QVERIFY2(told.contains(QStringLiteral("The filter hides 1 of them: 192.0.2.10 (ERP server).")),
             qPrintable(told));
    console.click("confirmButton");
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("Deleted 2 entries."));
    QVERIFY(console.whitelist().find(QStringLiteral("192.0.2.10")) == nullptr);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("0 of 7 shown"));
}

void tst_WhitelistDelete::deleteOfAHiddenRowSaysThatItIsHidden()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.tick(QStringLiteral("192.0.2.10"));
    console.type("filterLineEdit", QStringLiteral("printers"));
    console.table().setFocus();
    console.key(Qt::Key_Delete);
    QTRY_VERIFY(console.isShown("deleteQuestion"));
    const QString told = console.find("deleteQuestion")->accessibleDescription();
    QVERIFY2(told.contains(QStringLiteral("The filter hides it.")), qPrintable(told));
    console.key(Qt::Key_Escape);
    console.type("filterLineEdit", {});
    console.click("deleteButton");
    QVERIFY(!console.find("deleteQuestion")
                 ->accessibleDescription()
                 .contains(QStringLiteral("filter")));
}

void tst_WhitelistDelete::deleteCanBeCancelled()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.clickCell(console.rowOf(QStringLiteral("10.1.44.12")), 0);
    console.click("deleteButton");
    // Enter presses the safe answer.
    console.key(Qt::Key_Return);
    QVERIFY(!console.window().dialogs().isOpen());
    QVERIFY(console.whitelist().find(QStringLiteral("10.1.44.12")) != nullptr);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("1 of 9 ticked"));
}

QTEST_MAIN(tst_WhitelistDelete)
#include "tst_WhitelistDelete.moc"
