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
    void saysWhatTheTextMeans_data();
    void saysWhatTheTextMeans();
    void correctsWithOneClick();
    void saysWhatTheChangeWillDo();
    void countsTheEffectsThatItDoesNotName_data();
    void countsTheEffectsThatItDoesNotName();
    void asksForAVeryWideRangeAgain();
    void makesOneLineOfPastedText();
    void refusesALongDescriptionBesideTheField();
    void keepsQuotesAndRightToLeftText();
    void hintsThatSmtpIsMissing();
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
    QVERIFY(meaning(console).contains(QStringLiteral("10.0.0.0/8")));
    QVERIFY(meaning(console).contains(QStringLiteral("10.0.0.1")));
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
    QTest::addColumn<int>("sent");
    QTest::addColumn<int>("more");
    QTest::addColumn<QString>("told");
    QTest::newRow("all are named") << 4 << 0 << QString();
    QTest::newRow("one too many") << 5 << 0 << QStringLiteral("And 1 more.");
    QTest::newRow("more than the server names") << 20 << 180 << QStringLiteral("And 196 more.");
    QTest::newRow("counted by the server alone") << 4 << 1 << QStringLiteral("And 1 more.");
}

void tst_WhitelistEntryWords::countsTheEffectsThatItDoesNotName()
{
    QFETCH(int, sent);
    QFETCH(int, more);
    QFETCH(QString, told);
    ConsoleFixture console;
    QVERIFY(openNew(console));
    QList<Effect> effects;
    for (int i = 0; i < sent; ++i) {
        Effect effect;
        effect.kind = Effect::Kind::ExceptInside;
        effect.range = AddressRange::parse(QStringLiteral("10.9.9.0/24")).value();
        effect.otherRange = AddressRange::parse(QStringLiteral("10.9.9.%1").arg(i)).value();
        effect.otherDescription = QStringLiteral("Machine");
        effects.append(effect);
    }
    QJsonObject answer{{QStringLiteral("effects"), control::toJson(effects)}};
    if (more > 0)
        answer.insert(QStringLiteral("moreEffects"), more);
    console.whitelist().answerPreview(answer);
    console.type("addressLineEdit", QStringLiteral("10.9.9.0/24"));
    console.click("smtpToggle");
    QTRY_VERIFY(console.textOf("effectLineLabel").contains(QStringLiteral("10.9.9.3 ")));
    QVERIFY(!console.textOf("effectLineLabel").contains(QStringLiteral("10.9.9.4 ")));
    const QString line = console.textOf("effectLineLabel");
    QCOMPARE(told.isEmpty() ? QString() : line.right(told.size()), told);
    QCOMPARE(line.contains(QStringLiteral("more")), !told.isEmpty());
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
             QStringLiteral("4000 characters; at most 500 fit. Shorten it by 3500."));
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
