// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/WhitelistModel.h"
#include "tests/gui/support/ServerConsole.h"

#include <QJsonArray>

using namespace postern;
using postern::test::ServerConsole;

/// Two administrators, anna and ben, each with a console of one real posternd. What one does, the
/// other sees within a second, whatever is going on there.
class tst_TwoConsoles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showEachOthersChanges_data();
    void showEachOthersChanges();
    void seesAChangeOfATickedRow();
    void unticksARemovedRow();
    void seesAChangeBehindAFilter();
    void losesAFilteredRowThatIsRemoved();
    void losesARemovedRowThatIsFilteredOut();
    void updatesAnOpenDialogThatWasNotTouched();
    void asksWhichVersionWhenBothEdit();
    void asksAgainWhatAChangeDoesWhenTheListChanges();
    void saysThatAnEditedEntryWasDeleted();
    void tellsWhileDeletingThatItIsDeleted();
    void tellsWhileDeletingThatItIsChanged();
    void deletesNothingThatWasChangedMeanwhile();

private:
    void put(const QString &address, const QString &description);
    static void describe(ServerConsole &console, const QString &address, const QString &text);
    static void remove(ServerConsole &console, const QString &address);
    [[nodiscard]] static QString descriptionIn(const ServerConsole &console, const QString &address)
    {
        return console.cell(address, WhitelistModel::descriptionColumn);
    }
    [[nodiscard]] QString question() const
    {
        return m_anna->find("deleteQuestion")->accessibleDescription();
    }

    static constexpr int oneSecond = 1000; // from when the one who does it sees it done
    static constexpr int patienceMs = 30000;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ServerConsole> m_anna;
    std::unique_ptr<ServerConsole> m_ben;
    const QString m_erp = QStringLiteral("192.0.2.10");
    const QString m_shop = QStringLiteral("192.0.2.64/28");
    const QString m_words = QStringLiteral("Changed by ben");
};

void tst_TwoConsoles::init()
{
    const QString page = QStringLiteral("security");
    m_server = std::make_unique<ServerProcess>();
    m_anna = std::make_unique<ServerConsole>(*m_server);
    m_ben = std::make_unique<ServerConsole>(*m_server);
    QVERIFY(m_anna->openOverTls(page, Role::Admin, 0, QStringLiteral("anna")));
    QVERIFY(m_ben->openOverTls(page, Role::Admin, 0, QStringLiteral("ben")));
    put(m_erp, QStringLiteral("ERP server"));
    put(m_shop, QStringLiteral("Web shop"));
    QVERIFY(m_anna->sees(m_erp) && m_anna->sees(m_shop));
    QVERIFY(m_ben->sees(m_erp) && m_ben->sees(m_shop));
}

void tst_TwoConsoles::cleanup()
{
    m_ben.reset();
    m_anna.reset();
    m_server.reset();
}

void tst_TwoConsoles::put(const QString &address, const QString &description)
{
    const QJsonArray services{QStringLiteral("smtp"), QStringLiteral("smtp-auth-bypass")};
    m_anna->ask(QStringLiteral("whitelist.add"),
                {{QStringLiteral("entry"), QJsonObject{{QStringLiteral("address"), address},
                                                       {QStringLiteral("description"), description},
                                                       {QStringLiteral("services"), services}}}});
}

// By hand, until whoever does it sees it done.
void tst_TwoConsoles::describe(ServerConsole &console, const QString &address, const QString &text)
{
    console.openRow(address);
    console.type("descriptionLineEdit", text);
    console.click("saveButton");
    QTRY_VERIFY_WITH_TIMEOUT(!console.isShown("whitelistEntryDialog"), patienceMs);
    QCOMPARE(descriptionIn(console, address), text);
}

void tst_TwoConsoles::remove(ServerConsole &console, const QString &address)
{
    console.tick(address);
    console.click("deleteButton");
    QTRY_VERIFY(console.isOn("confirmButton"));
    console.click("confirmButton");
    QTRY_COMPARE_WITH_TIMEOUT(console.rowOf(address), -1, patienceMs);
}

void tst_TwoConsoles::showEachOthersChanges_data()
{
    QTest::addColumn<bool>("annaActs");
    QTest::newRow("anna acts, ben sees") << true;
    QTest::newRow("ben acts, anna sees") << false;
}

void tst_TwoConsoles::showEachOthersChanges()
{
    QFETCH(bool, annaActs);
    ServerConsole &actor = annaActs ? *m_anna : *m_ben;
    ServerConsole &watcher = annaActs ? *m_ben : *m_anna;
    const QString added = QStringLiteral("198.51.100.7");
    actor.click("newButton");
    actor.type("addressLineEdit", added);
    actor.type("descriptionLineEdit", QStringLiteral("Monitoring"));
    actor.click("smtpToggle");
    actor.click("saveButton");
    QTRY_VERIFY_WITH_TIMEOUT(actor.rowOf(added) >= 0, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(descriptionIn(watcher, added), QStringLiteral("Monitoring"),
                              oneSecond);
    describe(actor, m_erp, QStringLiteral("ERP server, building 2"));
    QTRY_COMPARE_WITH_TIMEOUT(descriptionIn(watcher, m_erp),
                              QStringLiteral("ERP server, building 2"), oneSecond);
    const QString by = annaActs ? QStringLiteral("anna") : QStringLiteral("ben");
    QVERIFY(watcher.cell(m_erp, WhitelistModel::changedColumn()).endsWith(by));
    QVERIFY(watcher.textOf("lastChangeLabel").endsWith(by));
    remove(actor, m_erp);
    QTRY_COMPARE_WITH_TIMEOUT(watcher.rowOf(m_erp), -1, oneSecond);
}

void tst_TwoConsoles::seesAChangeOfATickedRow()
{
    m_anna->tick(m_erp);
    describe(*m_ben, m_erp, m_words);
    QTRY_COMPARE_WITH_TIMEOUT(descriptionIn(*m_anna, m_erp), m_words, oneSecond);
    QCOMPARE(m_anna->textOf("countLabel"), QStringLiteral("1 of 2 ticked"));
    QVERIFY(m_anna->isOn("deleteButton"));
}

void tst_TwoConsoles::unticksARemovedRow()
{
    m_anna->tick(m_erp);
    QVERIFY(m_anna->isOn("deleteButton"));
    remove(*m_ben, m_erp);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->rowOf(m_erp), -1, oneSecond);
    QVERIFY(!m_anna->isOn("deleteButton"));
    QCOMPARE(m_anna->textOf("countLabel"), QStringLiteral("1 entry"));
}

void tst_TwoConsoles::seesAChangeBehindAFilter()
{
    m_anna->type("filterLineEdit", m_words);
    QTRY_COMPARE(m_anna->rowOf(m_erp), -1);
    describe(*m_ben, m_erp, m_words);
    QTRY_COMPARE_WITH_TIMEOUT(descriptionIn(*m_anna, m_erp), m_words, oneSecond);
    describe(*m_ben, m_erp, QStringLiteral("No match"));
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->rowOf(m_erp), -1, oneSecond);
}

void tst_TwoConsoles::losesAFilteredRowThatIsRemoved()
{
    m_anna->type("filterLineEdit", QStringLiteral("ERP"));
    QTRY_COMPARE(m_anna->textOf("countLabel"), QStringLiteral("1 of 2 shown"));
    remove(*m_ben, m_erp);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->rowOf(m_erp), -1, oneSecond);
    QVERIFY(m_anna->isShown("emptyStateLabel"));
}

void tst_TwoConsoles::losesARemovedRowThatIsFilteredOut()
{
    m_anna->type("filterLineEdit", QStringLiteral("Web"));
    QTRY_COMPARE(m_anna->textOf("countLabel"), QStringLiteral("1 of 2 shown"));
    remove(*m_ben, m_erp);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->textOf("countLabel"), QStringLiteral("1 entry"), oneSecond);
    m_anna->type("filterLineEdit", {});
    QTRY_COMPARE(m_anna->textOf("countLabel"), QStringLiteral("1 entry"));
    QCOMPARE(m_anna->rowOf(m_erp), -1);
    QVERIFY(m_anna->rowOf(m_shop) >= 0);
}

void tst_TwoConsoles::updatesAnOpenDialogThatWasNotTouched()
{
    m_anna->openRow(m_erp);
    describe(*m_ben, m_erp, m_words);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->textOf("descriptionLineEdit"), m_words, oneSecond);
    QVERIFY(m_anna->textOf("messageLabel").startsWith(QStringLiteral("ben changed")));
}

void tst_TwoConsoles::asksWhichVersionWhenBothEdit()
{
    m_anna->openRow(m_erp);
    m_anna->type("descriptionLineEdit", QStringLiteral("Mine"));
    describe(*m_ben, m_erp, m_words);
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->isShown("conflictPanel"), oneSecond);
    QCOMPARE(m_anna->textOf("descriptionLineEdit"), QStringLiteral("Mine"));
    QCOMPARE(descriptionIn(*m_anna, m_erp), m_words); // nothing is saved yet
}

void tst_TwoConsoles::asksAgainWhatAChangeDoesWhenTheListChanges()
{
    m_anna->click("newButton");
    m_anna->type("addressLineEdit", QStringLiteral("192.0.2.64/29"));
    m_anna->click("smtp-auth-bypassToggle");
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->textOf("effectLineLabel").contains(m_shop), patienceMs);
    const QString id = m_ben
                           ->ask(QStringLiteral("whitelist.get"),
                                 {{QStringLiteral("address"), m_shop}})[u"entry"][u"id"]
                           .toString();
    m_ben->ask(QStringLiteral("whitelist.disable"), {{QStringLiteral("id"), id}});
    QTRY_VERIFY_WITH_TIMEOUT(!m_anna->textOf("effectLineLabel").contains(m_shop), patienceMs);
    QVERIFY(m_anna->isShown("effectLine")); // it still says what this one does
    // Ben finds it switched off and switches it on again by hand.
    m_ben->openRow(m_shop);
    QTRY_VERIFY(m_ben->isShown("entryStateNote"));
    m_ben->click("switchEntryButton");
    m_ben->click("saveButton");
    QTRY_VERIFY_WITH_TIMEOUT(!m_ben->isShown("whitelistEntryDialog"), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->textOf("effectLineLabel").contains(m_shop), patienceMs);
}

void tst_TwoConsoles::saysThatAnEditedEntryWasDeleted()
{
    m_anna->openRow(m_erp);
    m_anna->type("descriptionLineEdit", QStringLiteral("Mine"));
    remove(*m_ben, m_erp);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_anna->textOf("messageLabel"),
        QStringLiteral("ben deleted this entry meanwhile. Save adds it again."), oneSecond);
    m_anna->click("saveButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->rowOf(m_erp) >= 0, patienceMs);
    QCOMPARE(descriptionIn(*m_anna, m_erp), QStringLiteral("Mine"));
    QTRY_COMPARE_WITH_TIMEOUT(descriptionIn(*m_ben, m_erp), QStringLiteral("Mine"), oneSecond);
}

void tst_TwoConsoles::tellsWhileDeletingThatItIsDeleted()
{
    m_anna->tick(m_erp);
    m_anna->click("deleteButton");
    remove(*m_ben, m_erp);
    QTRY_VERIFY_WITH_TIMEOUT(question().contains(QStringLiteral("ben has already deleted")),
                             oneSecond);
    m_anna->click("confirmButton");
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->textOf("messageLabel"),
                              QStringLiteral("They were deleted already."), patienceMs);
}

void tst_TwoConsoles::tellsWhileDeletingThatItIsChanged()
{
    m_anna->tick(m_erp);
    m_anna->click("deleteButton");
    describe(*m_ben, m_erp, m_words);
    QTRY_VERIFY_WITH_TIMEOUT(question().contains(QStringLiteral("ben changed 192.0.2.10")),
                             oneSecond);
}

void tst_TwoConsoles::deletesNothingThatWasChangedMeanwhile()
{
    m_anna->tick(m_erp);
    m_anna->click("deleteButton");
    describe(*m_ben, m_erp, m_words);
    m_anna->click("confirmButton");
    QTRY_VERIFY_WITH_TIMEOUT(
        m_anna->textOf("messageLabel").startsWith(QStringLiteral("Nothing was deleted")),
        patienceMs);
    QCOMPARE(descriptionIn(*m_anna, m_erp), m_words);
    QCOMPARE(descriptionIn(*m_ben, m_erp), m_words);
}

QTEST_MAIN(tst_TwoConsoles)
#include "tst_TwoConsoles.moc"
