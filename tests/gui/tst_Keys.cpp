// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/ListPage.h"
#include "app/console/widgets/NavigationItem.h"
#include "app/console/widgets/TabStrip.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardItemModel>

using namespace postern;
using postern::test::ConsoleFixture;

namespace
{

/// A page with three tabs, as Security will have.
class TabbedPage : public ListPage
{
public:
    explicit TabbedPage(const PageContext &context)
        : ListPage(context, QStringLiteral("tabbedPage"), QStringLiteral("Tabbed"),
                   new QStandardItemModel(0, 2, &context.dialogs),
                   {{ColumnKind::Box, 40}, {ColumnKind::Link, -1}},
                   {QStringLiteral("gate"),
                    QStringLiteral("Nothing here."),
                    QStringLiteral("Nothing found."),
                    {QStringLiteral("One"), QStringLiteral("Two"), QStringLiteral("Three")}})
    {}

    void refresh() override {}

protected:
    void newWanted() override {}
    void openWanted(const QString &) override {}
    void deleteWanted(const QStringList &) override {}
};

} // namespace

/// Keys that lead from page to page and through each.
class tst_Keys : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_console.reset(); }
    void altAndADigitLeadToEveryPage();
    void controlTabShowsTheNextTab();
    void tabLeadsThroughAPageAsTheEyeGoes();
    void enterInTheNavigationLeadsToThePage();
    void arrowsInTheNavigationStayThere();
    void tabEntersTheRailAtThePageThatIsShown();
    void whoComesByKeySeesTheRow();
    void whoComesByMouseSeesNoRing();
    void theRingComesBackFromADialog();
    void enterInTheFilterLeadsToTheList();
    void oneKeyUnticksHiddenRowsToo();
    void keysScrollALongDialog();
    void noKeyReachesAPageBehindADialog();
    void placesAreTabsToAScreenReader();

private:
    void addPage(const char *id, bool toRail);
    [[nodiscard]] QString shownPage() const
    {
        return m_console->window().currentPage()->objectName();
    }

    [[nodiscard]] QString focused() const
    {
        const QWidget *widget = QApplication::focusWidget();
        return widget == nullptr ? QString() : widget->objectName();
    }
    /// The list shows the ring of the keyboard in some row.
    [[nodiscard]] bool hasRing() const;

    std::unique_ptr<ConsoleFixture> m_console;
};

void tst_Keys::init()
{
    m_console = std::make_unique<ConsoleFixture>();
    addPage("second", false);
    addPage("queue", true);
    QVERIFY(m_console->open());
}

void tst_Keys::addPage(const char *id, bool toRail)
{
    MainWindow &window = m_console->window();
    auto *page = new TabbedPage({m_console->theme(), m_console->connection(), window.dialogs(),
                                 [] { return ConsoleFixture::now; }});
    const QString name = QString::fromLatin1(id);
    page->setObjectName(name);
    if (toRail)
        window.addRailPage(name, QStringLiteral("queue"), page);
    else
        window.addSettingsPage(name, QStringLiteral("domains"), page);
}

void tst_Keys::altAndADigitLeadToEveryPage()
{
    m_console->key(Qt::Key_1, Qt::AltModifier);
    QCOMPARE(shownPage(), QStringLiteral("queue"));
    m_console->key(Qt::Key_3, Qt::AltModifier);
    QCOMPARE(shownPage(), QStringLiteral("second"));
    m_console->key(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(shownPage(), QStringLiteral("whitelistPage"));
}

void tst_Keys::controlTabShowsTheNextTab()
{
    m_console->key(Qt::Key_3, Qt::AltModifier);
    auto *tabs = m_console->find<TabStrip>("tabStrip");
    QCOMPARE(tabs->count(), 3);
    QCOMPARE(tabs->currentIndex(), 0);
    m_console->key(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), 1);
    m_console->key(Qt::Key_Tab, Qt::ControlModifier);
    m_console->key(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), 0);
}

bool tst_Keys::hasRing() const
{
    const QImage seen = m_console->table().viewport()->grab().toImage();
    const QColor ring = m_console->theme().color(ColorRole::Focus);
    for (int y = 0; y < seen.height(); ++y) {
        if (seen.pixelColor(seen.width() / 2, y) == ring)
            return true;
    }
    return false;
}

void tst_Keys::tabLeadsThroughAPageAsTheEyeGoes()
{
    const QStringList expected{QStringLiteral("collapseNavigationButton"),
                               QStringLiteral("securityNavigationItem"),
                               QStringLiteral("tabStrip"),
                               QStringLiteral("newButton"),
                               QStringLiteral("filterLineEdit"),
                               QStringLiteral("listTable")};
    m_console->find("collapseNavigationButton")->setFocus(Qt::TabFocusReason);
    QStringList way{focused()};
    while (way.size() < expected.size()) {
        m_console->key(Qt::Key_Tab);
        way.append(focused());
    }
    QCOMPARE(way, expected);
    for (qsizetype back = expected.size() - 2; back >= 0; --back) {
        m_console->key(Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(focused(), expected.at(back));
    }
}

void tst_Keys::enterInTheNavigationLeadsToThePage()
{
    m_console->find("secondNavigationItem")->setFocus(Qt::TabFocusReason);
    m_console->key(Qt::Key_Return);
    QCOMPARE(shownPage(), QStringLiteral("second"));
    QCOMPARE(focused(), QStringLiteral("listTable"));
    m_console->find("queueRailItem")->setFocus(Qt::TabFocusReason);
    m_console->key(Qt::Key_Enter);
    QCOMPARE(shownPage(), QStringLiteral("queue"));
}

void tst_Keys::arrowsInTheNavigationStayThere()
{
    m_console->find("securityNavigationItem")->setFocus(Qt::TabFocusReason);
    m_console->key(Qt::Key_Down);
    QCOMPARE(shownPage(), QStringLiteral("second"));
    QCOMPARE(focused(), QStringLiteral("secondNavigationItem"));
    m_console->key(Qt::Key_Up);
    QCOMPARE(shownPage(), QStringLiteral("whitelistPage"));
    QCOMPARE(focused(), QStringLiteral("securityNavigationItem"));
}

void tst_Keys::tabEntersTheRailAtThePageThatIsShown()
{
    m_console->find("menuButton")->setFocus(Qt::TabFocusReason);
    m_console->key(Qt::Key_Tab);
    QCOMPARE(focused(), QStringLiteral("settingsRailItem"));
    m_console->key(Qt::Key_Up);
    QCOMPARE(focused(), QStringLiteral("queueRailItem"));
    QCOMPARE(shownPage(), QStringLiteral("queue"));
    m_console->click("settingsRailItem");
    m_console->find("menuButton")->setFocus(Qt::TabFocusReason);
    m_console->key(Qt::Key_Tab);
    QCOMPARE(focused(), QStringLiteral("settingsRailItem"));
}

void tst_Keys::whoComesByKeySeesTheRow()
{
    m_console->key(Qt::Key_1, Qt::AltModifier);
    m_console->key(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(shownPage(), QStringLiteral("whitelistPage"));
    QCOMPARE(focused(), QStringLiteral("listTable"));
    QVERIFY(hasRing());
}

void tst_Keys::whoComesByMouseSeesNoRing()
{
    m_console->click("queueRailItem");
    m_console->click("settingsRailItem");
    QCOMPARE(shownPage(), QStringLiteral("whitelistPage"));
    QCOMPARE(focused(), QStringLiteral("listTable"));
    QVERIFY(!hasRing());
}

void tst_Keys::theRingComesBackFromADialog()
{
    m_console->find("filterLineEdit")->setFocus();
    m_console->table().setFocus(Qt::TabFocusReason);
    QVERIFY(hasRing());
    m_console->key(Qt::Key_Return);
    QVERIFY(m_console->isShown("whitelistEntryDialog"));
    m_console->key(Qt::Key_Escape);
    QCOMPARE(focused(), QStringLiteral("listTable"));
    QVERIFY(hasRing());
}

void tst_Keys::enterInTheFilterLeadsToTheList()
{
    m_console->key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("::1"));
    m_console->key(Qt::Key_Return);
    QCOMPARE(focused(), QStringLiteral("listTable"));
    QVERIFY(hasRing());
    QVERIFY(!m_console->window().dialogs().isOpen());
}

void tst_Keys::oneKeyUnticksHiddenRowsToo()
{
    const QString address = QStringLiteral("192.0.2.1");
    m_console->whitelist().put(address, {}, Service::Smtp, ConsoleFixture::now,
                               QStringLiteral("ana"));
    m_console->key(Qt::Key_F5);
    QTRY_VERIFY(m_console->rowOf(address) >= 0);
    m_console->tick(address);
    m_console->type("filterLineEdit", QStringLiteral("nothing like it"));
    QVERIFY(m_console->isOn("deleteButton"));
    m_console->key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!m_console->isOn("deleteButton"));
}

void tst_Keys::keysScrollALongDialog()
{
    m_console->window().resize(800, 300);
    m_console->key(Qt::Key_F1);
    QVERIFY(m_console->isShown("shortcutsDialog"));
    auto *area = m_console->find("shortcutsDialog")->findChild<QScrollArea *>();
    QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
    QCOMPARE(area->verticalScrollBar()->value(), 0);
    m_console->key(Qt::Key_PageDown);
    QVERIFY(area->verticalScrollBar()->value() > 0);
    m_console->key(Qt::Key_End);
    QCOMPARE(area->verticalScrollBar()->value(), area->verticalScrollBar()->maximum());
    m_console->key(Qt::Key_Home);
    QCOMPARE(area->verticalScrollBar()->value(), 0);
}

void tst_Keys::noKeyReachesAPageBehindADialog()
{
    m_console->click("newButton");
    m_console->key(Qt::Key_1, Qt::AltModifier);
    QCOMPARE(shownPage(), QStringLiteral("whitelistPage"));
}

void tst_Keys::placesAreTabsToAScreenReader()
{
    for (const char *name : {"securityNavigationItem", "settingsRailItem"}) {
        QAccessibleInterface *item = QAccessible::queryAccessibleInterface(m_console->find(name));
        QVERIFY(item != nullptr);
        QCOMPARE(item->role(), QAccessible::PageTab);
        QVERIFY(item->state().selectable);
        QVERIFY(item->state().selected);
        QVERIFY(!item->text(QAccessible::Name).isEmpty());
    }
    auto *other =
        new NavigationItem(m_console->theme(), NavigationItem::Form::Pane, QStringLiteral("queue"),
                           QStringLiteral("Other"), &m_console->window());
    QAccessibleInterface *item = QAccessible::queryAccessibleInterface(other);
    QVERIFY(!item->state().selected);
    item->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(item->state().selected);
}

QTEST_MAIN(tst_Keys)
#include "tst_Keys.moc"
