// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/EntranceTest.h"

using namespace postern;

/// The way in by name and password, to a saved server or by host and port.
class tst_EntranceByLogin : public test::EntranceTest
{
    Q_OBJECT

private slots:
    void signsInToASavedServer();
    void signsInByHostAndPort();
};

void tst_EntranceByLogin::signsInToASavedServer()
{
    m_console->pairAs(QStringLiteral("anna"), m_console->makeLink());
    m_console->openConsole();
    QVERIFY(!m_console->isAtWork());
    QVERIFY(m_console->find("connectButton0")->hasFocus());
    QCOMPARE(m_console->nameless(), QStringList());
    QCOMPARE(m_console->find("connectButton0")->accessibleName(),
             QStringLiteral("Connect to ") + m_console->address());
    m_console->click("serverRow0");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isShown("loginDialog"), patienceMs);
    QCOMPARE(m_console->textOf("nameField"), QStringLiteral("anna"));
    QCOMPARE(m_console->nameless(), QStringList());
    QVERIFY(m_console->find("passwordField")->hasFocus());
    m_console->type("passwordField", QStringLiteral("not the password"));
    m_console->key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->textOf("passwordFieldLineLabel"),
                              QStringLiteral("The name or the password is not right."), patienceMs);
    QVERIFY(!m_console->isAtWork());
    QVERIFY(m_console->find("passwordField")->hasFocus());
    m_console->type("passwordField", m_console->password);
    QCOMPARE(m_console->textOf("passwordFieldLineLabel"), QString());
    m_console->key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isAtWork(), patienceMs);
    QCOMPARE(m_console->textOf("administratorLabel"), QStringLiteral("anna, System Administrator"));
}

void tst_EntranceByLogin::signsInByHostAndPort()
{
    (void)m_console->ask(QStringLiteral("admin.add"),
                         {{QStringLiteral("name"), QStringLiteral("otto")},
                          {QStringLiteral("password"), m_console->password},
                          {QStringLiteral("role"), QStringLiteral("operator")}});
    m_console->openPairing();
    m_console->click("wayButton");
    QTRY_VERIFY(m_console->isShown("addressDialog"));
    QCOMPARE(m_console->nameless(), QStringList());
    m_console->type("hostField", QStringLiteral("127.0.0.1"));
    m_console->type("portField",
                    QString::number(m_console->server().port(QStringLiteral("control"))));
    m_console->key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->keyIn("fingerprintWell").isEmpty(), patienceMs);
    const QString key = m_console->keyIn("fingerprintWell");
    QVERIFY(!m_console->isOn("passwordField"));
    m_console->type("tailField", key.right(8));
    QVERIFY(m_console->isOn("passwordField"));
    QCOMPARE(m_console->nameless(), QStringList());
    m_console->type("nameField", QStringLiteral("otto"));
    m_console->type("passwordField", m_console->password);
    m_console->click("goOnButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isAtWork(), patienceMs);
    QCOMPARE(m_console->textOf("administratorLabel"), QStringLiteral("otto, Operator"));
}

QTEST_MAIN(tst_EntranceByLogin)
#include "tst_EntranceByLogin.moc"
