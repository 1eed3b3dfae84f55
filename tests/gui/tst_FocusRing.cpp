// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/FocusRing.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QApplication>

using namespace postern;
using postern::test::ConsoleFixture;

/// The ring around a button is for the keyboard alone.
class tst_FocusRing : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_console.reset(); }
    void aClickedButtonHasNoRingAfterItsDialog();
    void aClickTakesTheRingOfTheKeyboardAway();

private:
    [[nodiscard]] QString focused() const { return QApplication::focusWidget()->objectName(); }

    std::unique_ptr<ConsoleFixture> m_console;
};

void tst_FocusRing::init()
{
    m_console = std::make_unique<ConsoleFixture>();
    QVERIFY(m_console->open());
}

void tst_FocusRing::aClickedButtonHasNoRingAfterItsDialog()
{
    const auto *ring = m_console->window().findChild<FocusRing *>();
    m_console->click("newButton");
    m_console->key(Qt::Key_Escape);
    QCOMPARE(focused(), QStringLiteral("newButton"));
    QVERIFY(!ring->isVisible());
    m_console->key(Qt::Key_Tab);
    m_console->key(Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(focused(), QStringLiteral("newButton"));
    QVERIFY(ring->isVisible());
    m_console->key(Qt::Key_Space);
    m_console->key(Qt::Key_Escape);
    QVERIFY(ring->isVisible());
}

void tst_FocusRing::aClickTakesTheRingOfTheKeyboardAway()
{
    const auto *ring = m_console->window().findChild<FocusRing *>();
    m_console->find("newButton")->setFocus(Qt::TabFocusReason);
    QVERIFY(ring->isVisible());
    m_console->click("newButton");
    QVERIFY(m_console->isShown("whitelistEntryDialog"));
    m_console->key(Qt::Key_Escape);
    QCOMPARE(focused(), QStringLiteral("newButton"));
    QVERIFY(!ring->isVisible());
}

QTEST_MAIN(tst_FocusRing)
#include "tst_FocusRing.moc"
