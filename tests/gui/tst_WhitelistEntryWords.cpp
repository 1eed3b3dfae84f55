// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LineField.h"
#include "app/console/widgets/LiveLine.h"
#include "app/console/widgets/ToggleRow.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/Effect.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

using namespace postern;
using postern::test::ConsoleFixture;

namespace
{

bool canSave(ConsoleFixture &console)
{
    return console.find("saveButton")->isEnabled();
}

QString meaning(ConsoleFixture &console)
{
    return console.textOf("meaningLineLabel");
}

bool openNew(ConsoleFixture &console)
{
    console.fillAsPictured();
    if (!console.open())
        return false;
    console.click("newButton");
    return console.isShown("whitelistEntryDialog");
}

} // namespace

/// What the dialog of a whitelist entry says to what is typed in it.
class tst_WhitelistEntryWords : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void saysWhatTheTextMeans_data();
    void saysWhatTheTextMeans();
    void correctsWithOneClick();
    void saysWhatTheChangeWillDo();
    void countsTheEffectsThatItDoesNotName_data();
    void countsTheEffectsThatItDoesNotName();
    void keepsTheGapBelowManyLines();
    void asksForAVeryWideRangeAgain();
    void makesOneLineOfPastedText();
    void refusesALongDescriptionBesideTheField();
    void keepsQuotesAndRightToLeftText();
    void hintsThatSmtpIsMissing();

private:
    /// Of whitelist.preview: so many effects of each kind, and so many that are only counted.
    [[nodiscard]] static QJsonObject answerWith(int changing, int inside, int more);
};

void tst_WhitelistEntryWords::saysWhatTheTextMeans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("one") << "192.0.2.5"
                         << "1 address";
    QTest::newRow("block") << "10.0.0.0/24"
                           << "256 addresses, 10.0.0.0 to 10.0.0.255";
    QTest::newRow("dash") << "192.0.2.20-192.0.2.35"
                          << "16 addresses, 192.0.2.20 to 192.0.2.35";
    QTest::newRow("wide") << "10.20.0.0/16"
                          << "Wide: 65,536 addresses, 10.20.0.0 to 10.20.255.255";
}

void tst_WhitelistEntryWords::saysWhatTheTextMeans()
{
    QFETCH(QString, text);
    QFETCH(QString, line);
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.type("addressLineEdit", text);
    QCOMPARE(meaning(console), line);
}

void tst_WhitelistEntryWords::correctsWithOneClick()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.type("addressLineEdit", QStringLiteral("10.0.0.1/8"));
    QCOMPARE(console.find<LiveLine>("meaningLine")->voice(), LiveLine::Voice::Error);
    QCOMPARE(meaning(console),
             QStringLiteral("10.0.0.1/8 has host bits set. Use 10.0.0.0/8 for the whole network or "
                            "10.0.0.1 for this one machine."));
    QVERIFY(console.find<LineField>("addressLineEdit")->isInError());
    console.click("correctionButton1");
    QCOMPARE(console.find<LineField>("addressLineEdit")->text(), QStringLiteral("10.0.0.1"));
    QVERIFY(!console.find<LineField>("addressLineEdit")->isInError());
    QVERIFY(!console.isShown("correctionButton0"));
}

void tst_WhitelistEntryWords::saysWhatTheChangeWillDo()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.type("addressLineEdit", QStringLiteral("10.1.7.7"));
    console.click("smtpToggle");
    QTRY_VERIFY(console.textOf("effectLineLabel").contains(QStringLiteral("10.1.0.0/16")));
    QVERIFY(console.textOf("effectLineLabel")
                .contains(QStringLiteral("no longer send without a login")));
    console.type("addressLineEdit", QStringLiteral("192.0.2.99"));
    QVERIFY(console.textOf("effectLineLabel").isEmpty());
}

void tst_WhitelistEntryWords::countsTheEffectsThatItDoesNotName_data()
{
    QTest::addColumn<int>("changing");
    QTest::addColumn<int>("inside");
    QTest::addColumn<int>("more");
    QTest::addColumn<int>("named");
    QTest::addColumn<QStringList>("counts");
    const auto row = [](const char *name, int changing, int inside, int more, int named,
                        const QStringList &counts) {
        QTest::newRow(name) << changing << inside << more << named << counts;
    };
    row("all are named", 4, 0, 0, 4, {});
    row("one too many", 5, 0, 0, 4, {QStringLiteral("And 1 more.")});
    row("one that changes nothing", 1, 1, 0, 1,
        {QStringLiteral("10.9.8.0 (Machine) lies inside and keeps its own entry: nothing changes "
                        "there.")});
    row("what changes nothing is counted", 1, 3, 0, 1,
        {QStringLiteral("Nothing changes for 3 narrower entries inside.")});
    row("more than the server names", 0, 20, 9976, 0,
        {QStringLiteral("Nothing changes for 9,996 narrower entries inside.")});
    row("all at once", 6, 20, 180, 4,
        {QStringLiteral("And 2 more."),
         QStringLiteral("Nothing changes for 200 narrower entries inside.")});
}

QJsonObject tst_WhitelistEntryWords::answerWith(int changing, int inside, int more)
{
    QList<Effect> effects;
    for (int i = 0; i < inside + changing; ++i) {
        Effect effect;
        effect.kind = i < inside ? Effect::Kind::ExceptInside : Effect::Kind::Gains;
        const QString range = i < inside ? QStringLiteral("10.9.8.%1").arg(i)
                                         : QStringLiteral("10.9.9.%1").arg(i - inside);
        effect.range = AddressRange::parse(range).value();
        effect.otherRange = effect.range;
        effect.otherDescription = QStringLiteral("Machine");
        if (i >= inside)
            effect.gained = Service::Smtp;
        effects.append(effect);
    }
    QJsonObject answer{{QStringLiteral("effects"), control::toJson(effects)}};
    if (more > 0)
        answer.insert(QStringLiteral("moreEffects"), more);
    return answer;
}

void tst_WhitelistEntryWords::countsTheEffectsThatItDoesNotName()
{
    QFETCH(int, changing);
    QFETCH(int, inside);
    QFETCH(int, more);
    QFETCH(int, named);
    QFETCH(QStringList, counts);
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.whitelist().answerPreview(answerWith(changing, inside, more));
    console.type("addressLineEdit", QStringLiteral("10.9.9.0/24"));
    console.click("smtpToggle");
    QStringList expected;
    for (int i = 0; i < named; ++i)
        expected.append(QStringLiteral("10.9.9.%1 gains SMTP.").arg(i));
    QTRY_COMPARE(console.textOf("effectLineLabel"), (expected + counts).join(u'\n'));
}

void tst_WhitelistEntryWords::keepsTheGapBelowManyLines()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.whitelist().answerPreview(answerWith(6, 3, 0));
    console.type("addressLineEdit", QStringLiteral("10.9.9.0/24"));
    console.click("smtpToggle");
    QTRY_COMPARE(console.textOf("effectLineLabel").count(u'\n'), 5);
    const auto below = [&console](const char *name) {
        const QWidget *widget = console.find(name);
        return widget->mapTo(&console.window(), QPoint(0, widget->height())).y();
    };
    const QWidget *field = console.find("descriptionLineEdit");
    // The label, what is above and below it.
    QTRY_VERIFY(field->mapTo(&console.window(), QPoint()).y() - below("effectLine")
                >= console.theme().px(12 + 20 + 4));
}

void tst_WhitelistEntryWords::asksForAVeryWideRangeAgain()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.click("smtpToggle");
    console.type("addressLineEdit", QStringLiteral("172.16.0.0/12"));
    QVERIFY(meaning(console).startsWith(QStringLiteral("Very wide")));
    QVERIFY(!canSave(console));
    console.type("confirmLineEdit", QStringLiteral("172.16.0.0/13"));
    QVERIFY(!canSave(console));
    console.type("confirmLineEdit", QStringLiteral("172.16.0.0/12"));
    QVERIFY(canSave(console));
    console.click("saveButton");
    QTRY_VERIFY(!console.window().dialogs().isOpen());
    QCOMPARE(console.whitelist()
                 .lastParams(QStringLiteral("whitelist.add"))
                 .value(QStringLiteral("confirmWide"))
                 .toString(),
             QStringLiteral("172.16.0.0/12"));
}

void tst_WhitelistEntryWords::makesOneLineOfPastedText()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    QGuiApplication::clipboard()->setText(QStringLiteral("Printer\r\nhall 3\nleft\n"));
    auto *field = console.find<LineField>("descriptionLineEdit");
    QTest::mouseClick(field, Qt::LeftButton);
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(field->text(), QStringLiteral("Printer hall 3 left"));
}

void tst_WhitelistEntryWords::refusesALongDescriptionBesideTheField()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    console.type("addressLineEdit", QStringLiteral("192.0.2.5"));
    console.click("smtpToggle");
    auto *field = console.find<LineField>("descriptionLineEdit");
    field->setText(QString(4000, u'x'));
    QCOMPARE(field->text().size(), 4000); // not cut
    QCOMPARE(console.textOf("descriptionLineLabel"),
             QStringLiteral("4,000 characters; at most 500 fit. Shorten it by 3,500."));
    QVERIFY(!canSave(console));
    field->setText(QString(500, u'x'));
    QVERIFY(console.textOf("descriptionLineLabel").isEmpty());
    QVERIFY(canSave(console));
}

void tst_WhitelistEntryWords::keepsQuotesAndRightToLeftText()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    const QString text = QStringLiteral("\"Ruth's\" <b>\u05d3\u05e4\u05e1\u05ea</b> 'x' \\");
    console.type("addressLineEdit", QStringLiteral("192.0.2.5"));
    console.click("smtpToggle");
    console.find<LineField>("descriptionLineEdit")->setText(text);
    console.click("saveButton");
    QTRY_VERIFY(console.whitelist().find(QStringLiteral("192.0.2.5")) != nullptr);
    QCOMPARE(console.whitelist().find(QStringLiteral("192.0.2.5"))->description, text);
}

void tst_WhitelistEntryWords::hintsThatSmtpIsMissing()
{
    ConsoleFixture console;
    QVERIFY(openNew(console));
    auto *bypass = console.find<ToggleRow>("smtp-auth-bypassToggle");
    console.click("smtp-auth-bypassToggle");
    QCOMPARE(bypass->shownText(),
             QStringLiteral("Without SMTP beside it, connection limits of unlisted clients hold."));
    console.click("smtpToggle");
    QCOMPARE(bypass->shownText(),
             QStringLiteral("May send without a login, within the limits of the entry."));
}

QTEST_MAIN(tst_WhitelistEntryWords)
#include "tst_WhitelistEntryWords.moc"
