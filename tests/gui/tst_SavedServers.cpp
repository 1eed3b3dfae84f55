// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/Fingerprint.h"
#include "app/connection/PairingLink.h"
#include "tests/gui/support/EntranceTest.h"

using namespace postern;

/// The servers that the console knows: one that is forgotten, away, or has another key.
class tst_SavedServers : public test::EntranceTest
{
    Q_OBJECT

private slots:
    void forgetsASavedServer();
    void saysThatASavedServerIsNotThere();
    void asksAboutAChangedKey();

private:
    void changeServerKey();
};

void tst_SavedServers::changeServerKey()
{
    m_console->killServer();
    QVERIFY(QFile::remove(m_console->server().dataFolder() + QStringLiteral("/server.key")));
    QVERIFY(QFile::remove(m_console->server().dataFolder() + QStringLiteral("/server.crt")));
    m_console->startServer();
}

void tst_SavedServers::forgetsASavedServer()
{
    m_console->pairAs(QStringLiteral("anna"), m_console->makeLink());
    m_console->openConsole();
    m_console->click("removeButton0");
    QTRY_VERIFY(m_console->isShown("removeServerQuestion"));
    QCOMPARE(m_console->nameless(), QStringList());
    m_console->click("confirmButton");
    QTRY_VERIFY(m_console->isShown("emptyStateLabel"));
    m_console->openConsole();
    QVERIFY(!m_console->isShown("serverRow0"));
}

void tst_SavedServers::saysThatASavedServerIsNotThere()
{
    m_console->pairAs(QStringLiteral("anna"), m_console->makeLink());
    m_console->openConsole();
    m_console->server().kill();
    m_console->key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_console->textOf("startLineLabel").contains(QStringLiteral("127.0.0.1")), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_console->textOf("startLineLabel").startsWith(QStringLiteral("Connecting")), patienceMs);
    QVERIFY(!m_console->window().dialogs().isOpen());
    QCOMPARE(m_console->nameless(), QStringList());
    // It comes back, and the same button leads there.
    m_console->startServer();
    m_console->click("connectButton0");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isShown("loginDialog"), patienceMs);
}

void tst_SavedServers::asksAboutAChangedKey()
{
    const QString link = m_console->makeLink();
    const QString before = fingerprintText(PairingLink::parse(link)->fingerprint);
    m_console->pairAs(QStringLiteral("anna"), link);
    m_console->openConsole();
    changeServerKey();
    m_console->click("connectButton0");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isShown("certificateDialog"), patienceMs);
    QCOMPARE(m_console->keyIn("trustedWell"), before);
    const QString now = m_console->keyIn("shownWell");
    QVERIFY(!now.isEmpty() && now != before);
    QCOMPARE(m_console->nameless(), QStringList());
    // No is the answer of whoever does not look.
    QVERIFY(m_console->find("refuseButton")->hasFocus());
    QVERIFY(!m_console->isOn("trustButton"));
    m_console->key(Qt::Key_Return);
    QTRY_COMPARE(m_console->textOf("startLineLabel"),
                 QStringLiteral("Not connected to 127.0.0.1: its key has changed."));
    QVERIFY(!m_console->window().dialogs().isOpen());

    m_console->click("connectButton0");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isShown("certificateDialog"), patienceMs);
    m_console->type("tailField", QStringLiteral("0123 4567"));
    QVERIFY(!m_console->isOn("trustButton"));
    QVERIFY(m_console->textOf("tailFieldLineLabel").contains(QStringLiteral("not your server")));
    m_console->type("tailField", now.right(8));
    QVERIFY(m_console->isOn("trustButton"));
    m_console->click("trustButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isShown("loginDialog"), patienceMs);
    m_console->type("passwordField", m_console->password);
    m_console->key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isAtWork(), patienceMs);
    // From now on it is this key that is trusted.
    m_console->openConsole();
    m_console->click("connectButton0");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isShown("loginDialog"), patienceMs);
}

QTEST_MAIN(tst_SavedServers)
#include "tst_SavedServers.moc"
