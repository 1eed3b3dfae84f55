// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ListHeader.h"
#include "app/console/widgets/Button.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QLocale>
#include <QScopeGuard>

using namespace postern;
using postern::test::ConsoleFixture;

namespace
{

bool isEnabled(ConsoleFixture &console, const char *name)
{
    return console.find(name)->isEnabled();
}

} // namespace

class tst_WhitelistPage : public QObject
{
    Q_OBJECT

private slots:
    void showsTheListSortedByAddress();
    void tickingOnlyEnablesDelete();
    void headBoxTicksWhatTheFilterShows();
    void ticksSurviveSortFilterAndRefresh();
    void keysTickAllFilterAndOpen();
    void builtInRowsHaveNoBox();
    void saysThatNothingMatches();
    void saysThatNothingIsListed();
    void marksTheSavedRow();
    void offersToShowASavedRowThatTheFilterHides();
    void readsTenThousandEntriesByPages();
    void anAuditorChangesNothing();
    void everyInteractiveWidgetHasNames();
};

void tst_WhitelistPage::showsTheListSortedByAddress()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    const QStringList expected{QStringLiteral("10.0.0.0/8"),
                               QStringLiteral("10.1.0.0/16"),
                               QStringLiteral("10.1.44.12"),
                               QStringLiteral("192.0.2.10"),
                               QStringLiteral("192.0.2.64/28"),
                               QStringLiteral("198.51.100.7"),
                               QStringLiteral("198.51.100.20-198.51.100.35"),
                               QStringLiteral("203.0.113.25"),
                               QStringLiteral("2001:db8:40::/64"),
                               QString(), // the head of the group
                               QStringLiteral("127.0.0.1"),
                               QStringLiteral("::1")};
    QCOMPARE(console.addresses(), expected);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("9 entries"));
    QCOMPARE(console.textOf("connectionLabel"), QStringLiteral("Connected to mx1.example.com"));
    QCOMPARE(console.textOf("lastChangeLabel"), QStringLiteral("Last change 12 min ago, ana"));

    // The other way round the built-in group still stands below.
    console.table().sortByColumn(WhitelistModel::addressColumn, Qt::DescendingOrder);
    QCOMPARE(console.addresses().constFirst(), QStringLiteral("2001:db8:40::/64"));
    QCOMPARE(console.addresses().constLast(), QStringLiteral("127.0.0.1"));
    QCOMPARE(console.rowOf(QString()), 9);
}

void tst_WhitelistPage::tickingOnlyEnablesDelete()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    QVERIFY(!isEnabled(console, "deleteButton"));
    console.clickCell(console.rowOf(QStringLiteral("10.1.0.0/16")), 0);
    QVERIFY(isEnabled(console, "deleteButton"));
    QVERIFY(!console.window().dialogs().isOpen());
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("1 of 9 ticked"));
    console.clickCell(console.rowOf(QStringLiteral("10.1.0.0/16")), 0);
    QVERIFY(!isEnabled(console, "deleteButton"));
    // Elsewhere a click only selects.
    console.clickCell(console.rowOf(QStringLiteral("10.1.0.0/16")), 3);
    QVERIFY(!isEnabled(console, "deleteButton"));
    QVERIFY(!console.window().dialogs().isOpen());
    QCOMPARE(console.table().currentIndex().row(), console.rowOf(QStringLiteral("10.1.0.0/16")));
}

void tst_WhitelistPage::headBoxTicksWhatTheFilterShows()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    auto *header = console.find<ListHeader>("listHeader");
    QTRY_VERIFY(header->hasBox());
    console.type("filterLineEdit", QStringLiteral("10."));
    QTRY_VERIFY(console.rows().rowCount() < 9);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(16, 16));
    QCOMPARE(header->boxState(), Qt::Checked);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("3 of 9 ticked"));
    console.type("filterLineEdit", {});
    QTRY_COMPARE(console.rows().rowCount(), 12);
    QTRY_COMPARE(header->boxState(), Qt::PartiallyChecked);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(16, 16));
    QCOMPARE(header->boxState(), Qt::Checked);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("9 of 9 ticked"));
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(16, 16));
    QCOMPARE(header->boxState(), Qt::Unchecked);
}

void tst_WhitelistPage::ticksSurviveSortFilterAndRefresh()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.clickCell(console.rowOf(QStringLiteral("192.0.2.10")), 0);
    console.table().sortByColumn(WhitelistModel::descriptionColumn, Qt::DescendingOrder);
    console.type("filterLineEdit", QStringLiteral("printers"));
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("1 ticked, hidden by the filter"));
    console.type("filterLineEdit", {});
    const auto before = console.server().methods().count(QStringLiteral("whitelist.list"));
    console.table().setFocus();
    console.key(Qt::Key_F5);
    QTRY_VERIFY(console.server().methods().count(QStringLiteral("whitelist.list")) > before);
    const QModelIndex box = console.rows().index(console.rowOf(QStringLiteral("192.0.2.10")), 0);
    QCOMPARE(box.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
}

void tst_WhitelistPage::keysTickAllFilterAndOpen()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.table().setFocus();
    console.key(Qt::Key_Home);
    console.key(Qt::Key_Space);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("1 of 9 ticked"));
    console.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("9 of 9 ticked"));
    console.key(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(console.find("filterLineEdit")->hasFocus());
    console.table().setFocus();
    console.key(Qt::Key_Return);
    QVERIFY(console.isShown("whitelistEntryDialog"));
    QCOMPARE(console.find("whitelistEntryDialog")->accessibleName(),
             QStringLiteral("Edit 10.0.0.0/8"));
    console.key(Qt::Key_Escape);
    QVERIFY(!console.window().dialogs().isOpen());
    console.key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(console.window().dialogs().isOpen());
    QCOMPARE(console.find("whitelistEntryDialog")->accessibleName(),
             QStringLiteral("New whitelist entry"));
    console.key(Qt::Key_Escape);
    console.table().setFocus();
    console.key(Qt::Key_Delete);
    QTRY_VERIFY(console.isShown("deleteQuestion"));
}

void tst_WhitelistPage::builtInRowsHaveNoBox()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    const int row = console.rowOf(QStringLiteral("127.0.0.1"));
    QVERIFY(!console.rows().index(row, 0).data(Qt::CheckStateRole).isValid());
    console.clickCell(row, 0);
    QVERIFY(!isEnabled(console, "deleteButton"));
    console.clickCell(row, WhitelistModel::addressColumn);
    QVERIFY(console.isShown("whitelistEntryDialog"));
}

void tst_WhitelistPage::saysThatNothingMatches()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.type("filterLineEdit", QStringLiteral("no such thing"));
    QTRY_COMPARE(console.textOf("emptyStateLabel"), QStringLiteral("No entry matches the filter."));
    QTest::qWait(0); // the empty state is laid out at the next turn of the loop
    console.click("emptyStateButton");
    QCOMPARE(console.rows().rowCount(), 12);
    QVERIFY(!console.isShown("emptyState"));
}

void tst_WhitelistPage::saysThatNothingIsListed()
{
    ConsoleFixture console;
    QVERIFY(console.open());
    QTRY_COMPARE(console.textOf("emptyStateLabel"),
                 QStringLiteral("No address may send without a login yet."));
    QVERIFY(!console.find<ListHeader>("listHeader")->hasBox());
    QVERIFY(console.rowOf(QStringLiteral("127.0.0.1")) > 0);
    QTest::qWait(0); // the empty state is laid out at the next turn of the loop
    console.click("emptyStateButton");
    QVERIFY(console.isShown("whitelistEntryDialog"));
}

void tst_WhitelistPage::marksTheSavedRow()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("192.0.2.11"));
    console.click("smtp-auth-bypassToggle");
    console.key(Qt::Key_Return);
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QTRY_COMPARE(console.textOf("messageLabel"),
                 QStringLiteral("Saved. 192.0.2.11 may send without a login from now on."));
    QCOMPARE(console.table().currentIndex().row(), console.rowOf(QStringLiteral("192.0.2.11")));
}

void tst_WhitelistPage::offersToShowASavedRowThatTheFilterHides()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.type("filterLineEdit", QStringLiteral("printers"));
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("192.0.2.11"));
    console.click("smtpToggle");
    console.click("saveButton");
    QTRY_VERIFY(console.textOf("messageLabel").endsWith(QStringLiteral("The filter hides it.")));
    QCOMPARE(console.rowOf(QStringLiteral("192.0.2.11")), -1);
    console.click("messageActionButton");
    QVERIFY(console.rowOf(QStringLiteral("192.0.2.11")) >= 0);
}

void tst_WhitelistPage::readsTenThousandEntriesByPages()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const auto restore = qScopeGuard([&before] { QLocale::setDefault(before); });
    ConsoleFixture console;
    for (int i = 0; i < 10000; ++i) {
        console.whitelist().put(QStringLiteral("10.%1.%2.1").arg(i / 250).arg(i % 250),
                                QStringLiteral("Machine %1").arg(i), Service::Smtp,
                                ConsoleFixture::now, QStringLiteral("ana"));
    }
    console.whitelist().setPageSize(1000);
    QVERIFY(console.open());
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("10,000 entries"));
    QVERIFY(console.server().methods().count(QStringLiteral("whitelist.list")) >= 10);
    console.type("filterLineEdit", QStringLiteral("10.39.249.1"));
    QTRY_COMPARE(console.rowOf(QStringLiteral("10.39.249.1")), 0);
    console.type("filterLineEdit", QString());
    console.table().setFocus();
    console.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("10,000 of 10,000 ticked"));
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    console.key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("10.000 entries"));
}

void tst_WhitelistPage::anAuditorChangesNothing()
{
    ConsoleFixture console;
    console.fillAsPictured();
    console.whitelist().setRole(Role::Auditor);
    QVERIFY(console.open());
    QVERIFY(!console.isShown("newButton"));
    QVERIFY(!console.isShown("deleteButton"));
    console.clickCell(console.rowOf(QStringLiteral("192.0.2.10")), WhitelistModel::addressColumn);
    QVERIFY(console.isShown("whitelistEntryDialog"));
    QVERIFY(!console.isShown("saveButton"));
}

void tst_WhitelistPage::everyInteractiveWidgetHasNames()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.click("newButton");
    QStringList nameless;
    const auto widgets = console.window().findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || widget->inherits("QScrollArea")
            || widget->inherits("QMenu"))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isSaid = !widget->accessibleName().isEmpty()
                            || (button != nullptr && !button->text().isEmpty())
                            || widget->inherits("QTabBar") || widget->inherits("QHeaderView")
                            || !widget->isVisible();
        if (widget->objectName().isEmpty() || !isSaid)
            nameless.append(QString::fromLatin1(widget->metaObject()->className()) + u' '
                            + widget->objectName());
    }
    QCOMPARE(nameless, QStringList());
}

QTEST_MAIN(tst_WhitelistPage)
#include "tst_WhitelistPage.moc"
