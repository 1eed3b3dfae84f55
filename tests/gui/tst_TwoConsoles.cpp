// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LineField.h"
#include "tests/gui/support/ConsoleFixture.h"

using namespace postern;
using postern::test::ConsoleFixture;

/// What another administrator does is seen within a second, whatever is going on here.
class tst_TwoConsoles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_console.reset(); }
    void seesANewEntry();
    void seesAChangeOfATickedRow();
    void unticksARemovedRow();
    void seesAChangeBehindAFilter();
    void updatesAnOpenDialogThatWasNotTouched();
    void saysThatAnEditedEntryWasDeleted();
    void tellsWhileDeleting();
    void deletesNothingThatWasChangedMeanwhile();

private:
    [[nodiscard]] QString descriptionOf(const QString &address);

    static constexpr int oneSecond = 1000;
    std::unique_ptr<ConsoleFixture> m_console;
    const QString m_erp = QStringLiteral("192.0.2.10");
};

void tst_TwoConsoles::init()
{
    m_console = std::make_unique<ConsoleFixture>();
    m_console->fillAsPictured();
    QVERIFY(m_console->open());
}

QString tst_TwoConsoles::descriptionOf(const QString &address)
{
    const int row = m_console->rowOf(address);
    return m_console->rows().index(row, WhitelistModel::descriptionColumn).data().toString();
}

void tst_TwoConsoles::seesANewEntry()
{
    m_console->whitelist().otherAdds(QStringLiteral("192.0.2.99"), QStringLiteral("New"),
                                     Service::Smtp);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->rowOf(QStringLiteral("192.0.2.99")) > 0, oneSecond);
}

void tst_TwoConsoles::seesAChangeOfATickedRow()
{
    m_console->clickCell(m_console->rowOf(m_erp), 0);
    m_console->whitelist().otherDescribes(m_erp, QStringLiteral("Changed"));
    QTRY_COMPARE_WITH_TIMEOUT(descriptionOf(m_erp), QStringLiteral("Changed"), oneSecond);
    QCOMPARE(m_console->textOf("countLabel"), QStringLiteral("1 of 9 ticked"));
}

void tst_TwoConsoles::unticksARemovedRow()
{
    m_console->clickCell(m_console->rowOf(m_erp), 0);
    m_console->whitelist().otherRemoves(m_erp);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->rowOf(m_erp), -1, oneSecond);
    QVERIFY(!m_console->find("deleteButton")->isEnabled());
}

void tst_TwoConsoles::seesAChangeBehindAFilter()
{
    m_console->type("filterLineEdit", QStringLiteral("special word"));
    QTRY_COMPARE(m_console->rowOf(m_erp), -1);
    m_console->whitelist().otherDescribes(m_erp, QStringLiteral("A special word"));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->rowOf(m_erp) >= 0, oneSecond);
}

void tst_TwoConsoles::updatesAnOpenDialogThatWasNotTouched()
{
    m_console->clickCell(m_console->rowOf(m_erp), WhitelistModel::addressColumn);
    m_console->whitelist().otherDescribes(m_erp, QStringLiteral("Changed"));
    QTRY_COMPARE_WITH_TIMEOUT(m_console->find<LineField>("descriptionLineEdit")->text(),
                              QStringLiteral("Changed"), oneSecond);
    QVERIFY(m_console->textOf("messageLabel").startsWith(QStringLiteral("ben changed")));
}

void tst_TwoConsoles::saysThatAnEditedEntryWasDeleted()
{
    m_console->clickCell(m_console->rowOf(m_erp), WhitelistModel::addressColumn);
    m_console->type("descriptionLineEdit", QStringLiteral("Mine"));
    m_console->whitelist().otherRemoves(m_erp);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_console->textOf("messageLabel"),
        QStringLiteral("ben deleted this entry meanwhile. Save adds it again."), oneSecond);
    m_console->click("saveButton");
    QTRY_VERIFY(m_console->rowOf(m_erp) >= 0);
    QCOMPARE(descriptionOf(m_erp), QStringLiteral("Mine"));
}

void tst_TwoConsoles::tellsWhileDeleting()
{
    m_console->clickCell(m_console->rowOf(m_erp), 0);
    m_console->click("deleteButton");
    m_console->whitelist().otherRemoves(m_erp);
    QWidget *question = m_console->find("deleteQuestion");
    QTRY_VERIFY_WITH_TIMEOUT(
        question->accessibleDescription().contains(QStringLiteral("ben has already deleted")),
        oneSecond);
    m_console->click("confirmButton");
    QTRY_COMPARE(m_console->textOf("messageLabel"), QStringLiteral("They were deleted already."));
}

void tst_TwoConsoles::deletesNothingThatWasChangedMeanwhile()
{
    m_console->clickCell(m_console->rowOf(m_erp), 0);
    m_console->click("deleteButton");
    m_console->whitelist().otherDescribes(m_erp, QStringLiteral("Needed after all"));
    QTRY_COMPARE(descriptionOf(m_erp), QStringLiteral("Needed after all"));
    m_console->click("confirmButton");
    QTRY_VERIFY(
        m_console->textOf("messageLabel").startsWith(QStringLiteral("Nothing was deleted")));
    QVERIFY(m_console->rowOf(m_erp) >= 0);
}

QTEST_MAIN(tst_TwoConsoles)
#include "tst_TwoConsoles.moc"
