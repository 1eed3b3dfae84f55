// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/RowHover.h"
#include "app/console/widgets/Fade.h"
#include "app/console/widgets/HoverFade.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QPushButton>

using namespace postern;
using postern::test::ConsoleFixture;

/// Movements that are over in time, and are none with reduced motion.
class tst_Movement : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_console.reset(); }
    void aDialogFadesAwayAndIsGone();
    void aDialogThatOpensWhileAnotherFadesStays();
    void hoverComesAndGoesInTime();
    void theBandOfARowComesAndGoesInTime();

private:
    std::unique_ptr<ConsoleFixture> m_console;
};

void tst_Movement::init()
{
    m_console = std::make_unique<ConsoleFixture>();
    QVERIFY(m_console->open());
}

void tst_Movement::aDialogFadesAwayAndIsGone()
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

void tst_Movement::aDialogThatOpensWhileAnotherFadesStays()
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

void tst_Movement::hoverComesAndGoesInTime()
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

void tst_Movement::theBandOfARowComesAndGoesInTime()
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

QTEST_MAIN(tst_Movement)
#include "tst_Movement.moc"
