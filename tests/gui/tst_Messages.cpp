// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/DomainsPage.h"
#include "app/console/widgets/MessageBar.h"
#include "app/console/widgets/MessageStay.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QTimer>

using namespace postern;
using postern::test::ConsoleFixture;

namespace
{

const QString scanner = QStringLiteral("10.1.44.12");
const QString added = QStringLiteral("192.0.2.11");

} // namespace

/// How long the page's message stays: as long as it is true and of use, and no longer.
class tst_Messages : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_console.reset(); }
    void aConfirmationGoesAfterItsTime();
    void noTimePassesUnderThePointer();
    void noTimePassesWithTheKeyboardInTheBar();
    void anErrorStays();
    void anOfferStaysLongerAndGoesWhenItsRowIsShown();
    void aMessageGoesWhenItsEntryIsChanged();
    void aMessageGoesWhenItsEntryIsRemoved();
    void aMessageStaysWhenAnotherEntryIsChanged();
    void aConfirmationGoesWhenThePageIsLeft();
    void aConfirmationGoesWhenADialogOpens();
    void aFailedRefreshIsForgottenAfterAGoodOne();
    void anotherErrorOutlivesAGoodRefresh();

private:
    [[nodiscard]] QTimer &timer() const { return *m_bar->findChild<QTimer *>(m_timerName); }
    [[nodiscard]] QString said() const { return m_bar->text(); }
    void saveNew();
    void failToDelete();
    void refresh();

    const QString m_timerName = QStringLiteral("messageStayTimer");
    std::unique_ptr<ConsoleFixture> m_console;
    MessageBar *m_bar = nullptr;
};

void tst_Messages::init()
{
    m_console = std::make_unique<ConsoleFixture>();
    m_console->fillAsPictured();
    m_console->window().addSettingsPage(
        QStringLiteral("domains"), QStringLiteral("domains"),
        new DomainsPage({m_console->theme(), m_console->connection(), m_console->window().dialogs(),
                         [] { return ConsoleFixture::now; }}));
    QVERIFY(m_console->open());
    m_bar = m_console->page().messageBar();
}

void tst_Messages::saveNew()
{
    m_console->click("newButton");
    m_console->type("addressLineEdit", added);
    m_console->click("smtpToggle");
    m_console->click("saveButton");
    QTRY_VERIFY(!m_console->window().dialogs().isOpen());
    QVERIFY2(said().startsWith(QStringLiteral("Saved. 192.0.2.11")), qPrintable(said()));
}

void tst_Messages::failToDelete()
{
    m_console->whitelist().refuseNext(
        QStringLiteral("whitelist.remove"),
        Error{ErrorKind::Internal, QStringLiteral("Something broke.")});
    m_console->tick(scanner);
    m_console->click("deleteButton");
    m_console->click("confirmButton");
    QTRY_COMPARE(said(), QStringLiteral("Something broke."));
}

void tst_Messages::refresh()
{
    const auto asked = [this] {
        return m_console->server().methods().count(QStringLiteral("whitelist.list"));
    };
    const auto before = asked();
    m_console->table().setFocus();
    m_console->key(Qt::Key_F5);
    QTRY_VERIFY(asked() > before);
}

void tst_Messages::aConfirmationGoesAfterItsTime()
{
    saveNew();
    QVERIFY(timer().isActive());
    QCOMPARE(timer().interval(), MessageStay::briefMs);
    timer().start(0);
    QTRY_COMPARE(said(), QString());
    QVERIFY(!m_bar->isVisible());
}

void tst_Messages::noTimePassesUnderThePointer()
{
    saveNew();
    QTest::mouseMove(m_bar, m_bar->rect().center());
    QTRY_VERIFY(!timer().isActive());
    QVERIFY(m_bar->isVisible());
    QTest::mouseMove(&m_console->table());
    QTRY_VERIFY(timer().isActive());
    QVERIFY(timer().interval() <= MessageStay::briefMs);
}

void tst_Messages::noTimePassesWithTheKeyboardInTheBar()
{
    saveNew();
    m_console->find("closeMessageButton")->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(!timer().isActive());
    m_console->table().setFocus();
    QTRY_VERIFY(timer().isActive());
    m_console->find("closeMessageButton")->setFocus(Qt::TabFocusReason);
    m_console->key(Qt::Key_Space);
    QCOMPARE(said(), QString());
    QVERIFY(!timer().isActive());
}

void tst_Messages::anErrorStays()
{
    failToDelete();
    QVERIFY(!timer().isActive());
    m_console->click("newButton");
    m_console->key(Qt::Key_Escape);
    m_console->window().showPage(QStringLiteral("domains"));
    m_console->window().showPage(QStringLiteral("security"));
    QCOMPARE(said(), QStringLiteral("Something broke."));
    m_console->click("closeMessageButton");
    QCOMPARE(said(), QString());
}

void tst_Messages::anOfferStaysLongerAndGoesWhenItsRowIsShown()
{
    m_console->type("filterLineEdit", QStringLiteral("printers"));
    saveNew();
    QVERIFY2(said().endsWith(QStringLiteral("The filter hides it.")), qPrintable(said()));
    QVERIFY(timer().isActive());
    QCOMPARE(timer().interval(), MessageStay::offerMs);
    m_console->type("filterLineEdit", QStringLiteral("print"));
    QTest::qWait(0); // what a change of the rows leads to is done at the next turn of the loop
    QVERIFY2(said().endsWith(QStringLiteral("The filter hides it.")), qPrintable(said()));
    m_console->type("filterLineEdit", QStringLiteral("192.0.2"));
    QTRY_COMPARE(said(), QString());
    QVERIFY(m_console->rowOf(added) >= 0);
}

void tst_Messages::aMessageGoesWhenItsEntryIsChanged()
{
    saveNew();
    m_console->whitelist().otherDescribes(added, QStringLiteral("Changed by somebody else"));
    QTRY_COMPARE(said(), QString());
}

void tst_Messages::aMessageGoesWhenItsEntryIsRemoved()
{
    saveNew();
    m_console->server().sendEvent(QStringLiteral("whitelist.removed"),
                                  {{QStringLiteral("id"), m_console->whitelist().find(added)->id},
                                   {QStringLiteral("address"), added},
                                   {QStringLiteral("by"), QStringLiteral("ben")}});
    QTRY_COMPARE(said(), QString());
}

void tst_Messages::aMessageStaysWhenAnotherEntryIsChanged()
{
    saveNew();
    const QString words = QStringLiteral("Changed by somebody else");
    m_console->whitelist().otherDescribes(scanner, words);
    QTRY_COMPARE(m_console->cell(scanner, WhitelistModel::descriptionColumn), words);
    QTest::qWait(0); // what a change of the rows leads to is done at the next turn of the loop
    QVERIFY(!said().isEmpty());
}

void tst_Messages::aConfirmationGoesWhenThePageIsLeft()
{
    saveNew();
    m_console->window().showPage(QStringLiteral("domains"));
    m_console->window().showPage(QStringLiteral("security"));
    QCOMPARE(said(), QString());
}

void tst_Messages::aConfirmationGoesWhenADialogOpens()
{
    saveNew();
    m_console->openRow(scanner);
    QVERIFY(m_console->isShown("whitelistEntryDialog"));
    QCOMPARE(said(), QString());
    m_console->key(Qt::Key_Escape);
    QCOMPARE(said(), QString());
}

void tst_Messages::aFailedRefreshIsForgottenAfterAGoodOne()
{
    m_console->whitelist().refuseNext(
        QStringLiteral("whitelist.list"),
        Error{ErrorKind::Unavailable, QStringLiteral("The server is busy.")});
    refresh();
    QTRY_COMPARE(said(), QStringLiteral("The server is busy."));
    QVERIFY(!timer().isActive());
    refresh();
    QTRY_COMPARE(said(), QString());
}

void tst_Messages::anotherErrorOutlivesAGoodRefresh()
{
    m_console->whitelist().refuseNext(
        QStringLiteral("whitelist.list"),
        Error{ErrorKind::Unavailable, QStringLiteral("The server is busy.")});
    refresh();
    QTRY_COMPARE(said(), QStringLiteral("The server is busy."));
    failToDelete();
    const QString words = QStringLiteral("Changed by somebody else");
    m_console->whitelist().otherDescribes(scanner, words);
    refresh();
    QTRY_COMPARE(m_console->cell(scanner, WhitelistModel::descriptionColumn), words);
    QCOMPARE(said(), QStringLiteral("Something broke."));
}

QTEST_MAIN(tst_Messages)
#include "tst_Messages.moc"
