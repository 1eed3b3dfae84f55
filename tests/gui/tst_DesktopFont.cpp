// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/Page.h"
#include "tests/gui/support/EntranceConsole.h"

#include <QApplication>
#include <QHeaderView>
#include <QTimer>

using namespace postern;
using postern::test::EntranceConsole;

/// The desktop's font changes while the console runs: every measure follows, and nothing typed is
/// lost.
class tst_DesktopFont : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void measuresFollow();
    void keepsWhatIsFilteredTickedAndSorted();
    void waitsForAnOpenDialog();
    void followsBeforeAnyServerIsKnown();

private:
    static void setFontSize(int pixels);
    [[nodiscard]] bool isMadeAnew() const { return &m_console->window() != m_before; }

    static constexpr int patienceMs = EntranceConsole::patienceMs;
    std::unique_ptr<EntranceConsole> m_console;
    const MainWindow *m_before = nullptr;
    QFont m_font;
};

void tst_DesktopFont::init()
{
    m_font = QApplication::font();
    setFontSize(13);
    m_console = std::make_unique<EntranceConsole>();
    m_console->startServer();
    m_console->openConsole();
    m_before = &m_console->window();
}

void tst_DesktopFont::cleanup()
{
    m_console.reset();
    QApplication::setFont(m_font);
}

void tst_DesktopFont::setFontSize(int pixels)
{
    QFont font = QApplication::font();
    font.setPixelSize(pixels);
    QApplication::setFont(font);
}

void tst_DesktopFont::measuresFollow()
{
    m_console->pairAs(QStringLiteral("anna"), m_console->makeLink());
    m_console->window().showPage(QStringLiteral("domains"));
    const int before = m_console->table().verticalHeader()->defaultSectionSize();
    setFontSize(26);
    QTRY_VERIFY(isMadeAnew());
    m_console->findWindow();
    QVERIFY(m_console->isAtWork());
    QCOMPARE(m_console->window().currentPageId(), QStringLiteral("domains"));
    QCOMPARE(m_console->table().verticalHeader()->defaultSectionSize(), 2 * before);
    QVERIFY(m_console->textOf("administratorLabel").startsWith(QStringLiteral("anna")));
    // Still at work, and with the same rights.
    QTRY_VERIFY(m_console->isShown("newButton"));
    m_console->window().showPage(QStringLiteral("security"));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->rowOf(QStringLiteral("127.0.0.1")) >= 0, patienceMs);
    QVERIFY(m_console->isShown("newButton"));
    m_console->window().showPage(QStringLiteral("queue"));
    QVERIFY(m_console->isShown("holdButton"));
}

void tst_DesktopFont::keepsWhatIsFilteredTickedAndSorted()
{
    for (const char *name : {"a.example", "b.example", "c.example"}) {
        m_console->ask(QStringLiteral("domain.add"),
                       {{QStringLiteral("name"), QString::fromLatin1(name)}});
    }
    m_console->pairAs(QStringLiteral("anna"), m_console->makeLink());
    m_console->window().showPage(QStringLiteral("domains"));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->rowOf(QStringLiteral("c.example")) >= 0, patienceMs);
    m_console->tick(QStringLiteral("a.example"));
    m_console->tick(QStringLiteral("c.example"));
    m_console->table().sortByColumn(1, Qt::DescendingOrder);
    m_console->type("filterLineEdit", QStringLiteral("example"));
    setFontSize(20);
    QTRY_VERIFY(isMadeAnew());
    m_console->findWindow();
    QCOMPARE(m_console->textOf("filterLineEdit"), QStringLiteral("example"));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_console->textOf("countLabel").startsWith(QStringLiteral("2 of 3 ticked")), patienceMs);
    QCOMPARE(m_console->rowOf(QStringLiteral("c.example")), 0);
    QVERIFY(m_console->isOn("deleteButton"));
}

void tst_DesktopFont::waitsForAnOpenDialog()
{
    m_console->pairAs(QStringLiteral("anna"), m_console->makeLink());
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isShown("newButton"), patienceMs);
    m_console->click("newButton");
    m_console->type("addressLineEdit", QStringLiteral("192.0.2.5"));
    setFontSize(20);
    bool isLater = false; // what the font started came before
    QTimer::singleShot(0, this, [&isLater] { isLater = true; });
    QTRY_VERIFY(isLater);
    QVERIFY(!isMadeAnew());
    QCOMPARE(m_console->textOf("addressLineEdit"), QStringLiteral("192.0.2.5"));
    m_console->click("smtpToggle");
    m_console->click("saveButton");
    QTRY_VERIFY_WITH_TIMEOUT(isMadeAnew(), patienceMs);
    m_console->findWindow();
    QTRY_VERIFY_WITH_TIMEOUT(m_console->rowOf(QStringLiteral("192.0.2.5")) >= 0, patienceMs);
}

void tst_DesktopFont::followsBeforeAnyServerIsKnown()
{
    setFontSize(20);
    QTRY_VERIFY(isMadeAnew());
    m_console->findWindow();
    QVERIFY(!m_console->isAtWork());
    m_console->click("emptyStateButton");
    QTRY_VERIFY(m_console->isShown("pairDialog"));
}

QTEST_MAIN(tst_DesktopFont)
#include "tst_DesktopFont.moc"
