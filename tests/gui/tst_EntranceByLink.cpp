// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/Fingerprint.h"
#include "app/connection/PairingLink.h"
#include "app/console/widgets/LineField.h"
#include "tests/gui/support/EntranceTest.h"

using namespace postern;

/// The way in by a pairing link, from the start view to the pages of a real posternd.
class tst_EntranceByLink : public test::EntranceTest
{
    Q_OBJECT

private slots:
    void pairsByALinkAndMakesTheFirstAdministrator();
    void saysWhatIsWrongWithANewPassword();
    void saysBesideTheNameThatItIsTaken();
    void saysWhatIsWrongWithALink_data();
    void saysWhatIsWrongWithALink();
    void aUsedLinkIsRefusedBesideTheLink();
    void aLinkThatIsOverIsRefusedBesideTheLink();
    void aLinkWithAnotherKeySendsNothing();
    void aLinkToNobodySaysSo();
};

void tst_EntranceByLink::pairsByALinkAndMakesTheFirstAdministrator()
{
    const QString link = m_console->makeLink();
    QCOMPARE(m_console->administrators(), QStringList());
    QVERIFY(m_console->textOf("emptyStateLabel").startsWith(QStringLiteral("No server is known")));
    QCOMPARE(m_console->nameless(), QStringList());
    m_console->click("emptyStateButton");
    QTRY_VERIFY(m_console->isShown("pairDialog"));
    m_console->pasteAnsweredLink(link);
    QCOMPARE(m_console->nameless(), QStringList());
    // The key is shown as the link and the server say it.
    const QString key = fingerprintText(PairingLink::parse(link)->fingerprint);
    QCOMPARE(m_console->keyIn("fingerprintWell"), key);
    QCOMPARE(QString(key).remove(u' '), m_console->ask(QStringLiteral("status.get"))[u"fingerprint"]
                                            .toString()
                                            .remove(u' ')
                                            .toLower());
    QVERIFY(!m_console->isOn("goOnButton")); // there is no name yet
    m_console->type("nameField", QStringLiteral("anna"));
    m_console->choosePassword();
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isAtWork(), patienceMs);
    QVERIFY(!m_console->window().dialogs().isOpen());
    QCOMPARE(m_console->textOf("connectionLabel"), QStringLiteral("Connected to gate.example.com"));
    QCOMPARE(m_console->textOf("administratorLabel"), QStringLiteral("anna, System Administrator"));
    QVERIFY(m_console->isShown("whitelistPage"));
    QCOMPARE(m_console->administrators(), QStringList{QStringLiteral("anna")});
}

void tst_EntranceByLink::saysWhatIsWrongWithANewPassword()
{
    m_console->openPairing();
    m_console->pasteAnsweredLink(m_console->makeLink());
    m_console->type("nameField", QStringLiteral("anna"));
    m_console->click("goOnButton");
    QCOMPARE(m_console->nameless(), QStringList());
    m_console->type("passwordField", QStringLiteral("short"));
    m_console->type("repeatField", QStringLiteral("short"));
    m_console->click("goOnButton");
    QVERIFY(!m_console->textOf("passwordFieldLineLabel").isEmpty());
    QVERIFY(m_console->find("passwordField")->hasFocus());
    m_console->type("passwordField", m_console->password);
    m_console->type("repeatField", m_console->password + u'x');
    m_console->click("goOnButton");
    QCOMPARE(m_console->textOf("repeatFieldLineLabel"),
             QStringLiteral("The two passwords are not the same."));
    QCOMPARE(m_console->administrators(), QStringList());
}

void tst_EntranceByLink::saysBesideTheNameThatItIsTaken()
{
    (void)m_console->ask(QStringLiteral("admin.add"),
                         {{QStringLiteral("name"), QStringLiteral("anna")},
                          {QStringLiteral("password"), m_console->password},
                          {QStringLiteral("role"), QStringLiteral("auditor")}});
    m_console->openPairing();
    m_console->pasteAnsweredLink(m_console->makeLink());
    m_console->type("nameField", QStringLiteral("anna"));
    m_console->choosePassword();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_console->textOf("nameFieldLineLabel").contains(QStringLiteral("anna")), patienceMs);
    // The link is still good for another name.
    m_console->type("nameField", QStringLiteral("berta"));
    m_console->click("goOnButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isAtWork(), patienceMs);
    QVERIFY(m_console->administrators().contains(QStringLiteral("berta")));
}

void tst_EntranceByLink::saysWhatIsWrongWithALink_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const QString digits = QStringLiteral("0123456789abcdef").repeated(4);
    QTest::newRow("nonsense")
        << "what I had for lunch"
        << "A pairing link begins with postern://; \"posternctl pair\" prints "
           "it on the server.";
    QTest::newRow("a web link") << "https://mx.example.com/"
                                << "A pairing link begins with postern://; \"posternctl pair\" "
                                   "prints it on the server.";
    QTest::newRow("no key") << "postern://mx.example.com:2600/#code=A-B"
                            << "The link's fingerprint is missing (#sha256=...); copy the whole "
                               "line.";
    QTest::newRow("half a key") << "postern://mx.example.com:2600/#sha256=0123&code=A-B"
                                << "The link's fingerprint is not 64 hexadecimal digits; copy the "
                                   "whole line.";
    QTest::newRow("no code") << QString(QStringLiteral("postern://mx.example.com:2600/#sha256=")
                                        + digits)
                             << "The link's one-time code is missing (code=...); copy the whole "
                                "line.";
}

void tst_EntranceByLink::saysWhatIsWrongWithALink()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    m_console->openPairing();
    m_console->type("nameField", QStringLiteral("anna"));
    m_console->paste("linkField", text);
    QCOMPARE(m_console->textOf("linkFieldLineLabel"), sentence);
    QVERIFY(m_console->find<LineField>("linkField")->isInError());
    QVERIFY(!m_console->isOn("goOnButton"));
    QCOMPARE(m_console->nameless(), QStringList());
    // A right link heals it.
    m_console->pasteAnsweredLink(m_console->makeLink());
    QVERIFY(!m_console->find<LineField>("linkField")->isInError());
    QVERIFY(m_console->isOn("goOnButton"));
}

void tst_EntranceByLink::aUsedLinkIsRefusedBesideTheLink()
{
    const QString link = m_console->makeLink();
    m_console->pairAs(QStringLiteral("anna"), link);
    m_console->forgetServers();
    m_console->openConsole();
    m_console->openPairing();
    m_console->pasteAnsweredLink(link);
    m_console->type("nameField", QStringLiteral("berta"));
    m_console->choosePassword();
    QTRY_VERIFY2_WITH_TIMEOUT(m_console->textOf("linkFieldLineLabel")
                                  .startsWith(QStringLiteral("This pairing code is wrong, used")),
                              qPrintable(m_console->textOf("repeatFieldLineLabel")), patienceMs);
    QVERIFY(m_console->find<LineField>("linkField")->isInError());
    QCOMPARE(m_console->administrators(), QStringList{QStringLiteral("anna")});
    // Another link in its place, and what was chosen before still stands there.
    m_console->pasteAnsweredLink(m_console->makeLink());
    m_console->click("goOnButton");
    QCOMPARE(m_console->textOf("passwordField"), m_console->password);
    m_console->click("goOnButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isAtWork(), patienceMs);
    QCOMPARE(m_console->administrators(),
             (QStringList{QStringLiteral("anna"), QStringLiteral("berta")}));
}

void tst_EntranceByLink::aLinkThatIsOverIsRefusedBesideTheLink()
{
    const QString link = m_console->makeLink();
    m_console->killServer();
    const Result<void> aged =
        m_console->server().prepare([](storage::Database &database) -> Result<void> {
            const auto changed =
                database.change(QStringLiteral("UPDATE pairing_code SET expires_at = 1"), {});
            return changed.ok() ? Result<void>() : Result<void>(changed.error());
        });
    QVERIFY(aged.ok());
    m_console->startServer();
    m_console->openPairing();
    m_console->pasteAnsweredLink(link);
    m_console->type("nameField", QStringLiteral("anna"));
    m_console->choosePassword();
    QTRY_VERIFY_WITH_TIMEOUT(m_console->textOf("linkFieldLineLabel")
                                 .startsWith(QStringLiteral("This pairing code is wrong, used")),
                             patienceMs);
    QCOMPARE(m_console->administrators(), QStringList());
}

void tst_EntranceByLink::aLinkWithAnotherKeySendsNothing()
{
    const QString link = m_console->makeLink();
    const QByteArray expected = PairingLink::parse(link)->fingerprint;
    const QString otherKey = QString::fromLatin1(QByteArray(32, '\x5a').toHex());
    m_console->openPairing();
    m_console->type("nameField", QStringLiteral("anna"));
    m_console->paste("linkField",
                     QString(link).replace(QString::fromLatin1(expected.toHex()), otherKey));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->textOf("linkFieldLineLabel")
                                 .startsWith(QStringLiteral("127.0.0.1 answers with another key")),
                             patienceMs);
    QCOMPARE(m_console->keyIn("fingerprintWell"), fingerprintText(expected));
    QVERIFY(!m_console->isOn("goOnButton"));
}

void tst_EntranceByLink::aLinkToNobodySaysSo()
{
    const QString link = m_console->makeLink();
    m_console->killServer();
    m_console->openPairing();
    m_console->type("nameField", QStringLiteral("anna"));
    m_console->paste("linkField", link);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->find<LineField>("linkField")->isInError(), patienceMs);
    QVERIFY2(m_console->textOf("linkFieldLineLabel").contains(QStringLiteral("127.0.0.1")),
             qPrintable(m_console->textOf("linkFieldLineLabel")));
    QVERIFY(!m_console->isOn("goOnButton"));
}

QTEST_MAIN(tst_EntranceByLink)
#include "tst_EntranceByLink.moc"
