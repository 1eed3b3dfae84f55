// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/RowHover.h"
#include "app/console/pages/ListPage.h"
#include "app/console/widgets/Fade.h"
#include "app/console/widgets/HoverFade.h"
#include "app/console/widgets/NavigationItem.h"
#include "app/console/widgets/TabStrip.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QAccessible>
#include <QPushButton>
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

/// Keys that lead from page to page, and movements that are over in time.
class tst_Keys : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_console.reset(); }
    void altAndADigitLeadToEveryPage();
    void controlTabShowsTheNextTab();
    void noKeyReachesAPageBehindADialog();
    void aDialogFadesAwayAndIsGone();
    void aDialogThatOpensWhileAnotherFadesStays();
    void hoverComesAndGoesInTime();
    void theBandOfARowComesAndGoesInTime();
    void placesAreTabsToAScreenReader();

private:
    void addPage(const char *id, bool toRail);
    [[nodiscard]] QString shownPage() const
    {
        return m_console->window().currentPage()->objectName();
    }

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

void tst_Keys::noKeyReachesAPageBehindADialog()
{
    m_console->click("newButton");
    m_console->key(Qt::Key_1, Qt::AltModifier);
    QCOMPARE(shownPage(), QStringLiteral("whitelistPage"));
}

void tst_Keys::aDialogFadesAwayAndIsGone()
{
    m_console->theme().setReducedMotion(false);
    DialogHost &host = m_console->window().dialogs();
    m_console->click("newButton");
    QTRY_VERIFY(!Fade::isRunning(&host));
    m_console->key(Qt::Key_Escape);
    QVERIFY(!host.isOpen());
    QVERIFY(host.isVisible());                            // on its way
    QVERIFY(!m_console->isShown("whitelistEntryDialog")); // only its picture is
    QTRY_VERIFY(!host.isVisible());
    QTRY_VERIFY(m_console->find("whitelistEntryDialog") == nullptr);
}

void tst_Keys::aDialogThatOpensWhileAnotherFadesStays()
{
    m_console->theme().setReducedMotion(false);
    DialogHost &host = m_console->window().dialogs();
    m_console->click("newButton");
    QTRY_VERIFY(!Fade::isRunning(&host));
    m_console->key(Qt::Key_Escape);
    m_console->key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(host.isOpen());
    QTRY_VERIFY(!Fade::isRunning(&host));
    QVERIFY(m_console->isShown("whitelistEntryDialog"));
    QVERIFY(m_console->find("addressLineEdit")->hasFocus());
}

void tst_Keys::theBandOfARowComesAndGoesInTime()
{
    RowHover hover(m_console->theme(), nullptr);
    QCOMPARE(hover.strengthOf(-1), 0.0);
    hover.moveTo(2);
    QCOMPARE(hover.strengthOf(2), 1.0); // with reduced motion at once
    hover.moveTo(3);
    QCOMPARE(hover.strengthOf(2), 0.0);
    m_console->theme().setReducedMotion(false);
    hover.moveTo(4);
    QCOMPARE(hover.strengthOf(3), 1.0);
    QCOMPARE(hover.strengthOf(4), 0.0);
    hover.moveTo(3); // back before it has faded
    QCOMPARE(hover.strengthOf(3), 1.0);
    hover.moveTo(-1);
    QTRY_COMPARE(hover.strengthOf(3), 0.0);
    QCOMPARE(hover.row(), -1);
}

void tst_Keys::hoverComesAndGoesInTime()
{
    QWidget holder;
    QPushButton button(&holder);
    HoverFade hover(m_console->theme(), button);
    holder.show();
    const auto send = [&button](QEvent::Type type) {
        QEvent event(type);
        QCoreApplication::sendEvent(&button, &event);
    };
    send(QEvent::Enter);
    QCOMPARE(hover.strength(), 1.0); // with reduced motion at once
    send(QEvent::Leave);
    QCOMPARE(hover.strength(), 0.0);
    m_console->theme().setReducedMotion(false);
    send(QEvent::Enter);
    QVERIFY(hover.strength() < 1.0);
    QTRY_COMPARE(hover.strength(), 1.0);
    QCOMPARE(hover.between(Qt::transparent, Qt::red), QColor(Qt::red));
    button.setEnabled(false);
    QCOMPARE(hover.strength(), 0.0);
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
