// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/Dialog.h"
#include "app/console/list/FreshMark.h"
#include "app/console/start/AddressDialog.h"
#include "app/console/start/CertificateDialog.h"
#include "app/console/start/LoginDialog.h"
#include "app/console/start/PairDialog.h"
#include "app/console/start/StartView.h"
#include "app/console/widgets/Fade.h"
#include "app/console/widgets/StatusStrip.h"
#include "app/console/widgets/TabStrip.h"
#include "app/console/widgets/ThemedLabel.h"
#include "tests/gui/support/ConsoleFixture.h"
#include "tests/gui/support/Nameless.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QWindow>

using namespace postern;
using postern::test::ConsoleFixture;
using postern::test::nameless;

namespace
{

QStringList menuTexts(const QMenu &menu)
{
    QStringList texts;
    const auto actions = menu.actions();
    for (const QAction *action : actions) {
        texts.append(action->text() + u' ' + action->shortcut().toString());
        if (action->menu() != nullptr)
            texts += menuTexts(*action->menu());
    }
    return texts;
}

} // namespace

class tst_Looks : public QObject
{
    Q_OBJECT

private slots:
    void helpListsTheKeys();
    void everyKeyStandsInTheMenu();
    void menuTicksAndOpensTheCurrentRow();
    void theNextTabFollows();
    void wrappedLinesStandApart();
    void dialogFadesInAndTakesKeysAtOnce();
    void nothingFadesWithReducedMotion();
    void freshRowFades();
    void rowUnderThePointerHasABand();
    void statusButtonStaysReachable();
    void startDialogsHaveNames();
};

void tst_Looks::helpListsTheKeys()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.key(Qt::Key_F1);
    QVERIFY(console.isShown("shortcutsDialog"));
    QStringList lines;
    const auto labels = console.find("shortcutList")->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        lines.append(label->accessibleName());
    for (const char *line :
         {"Ctrl+N: New", "Del: Delete ticked", "Ctrl+F: Filter", "Space: Tick or untick",
          "Return: Open", "Ctrl+A: Tick all shown", "F5: Refresh", "F1: Keyboard shortcuts"}) {
        QVERIFY2(
            lines.contains(QString::fromLatin1(line)),
            qPrintable(QString::fromLatin1(line) + QStringLiteral(" not in ") + lines.join(u'|')));
    }
    QCOMPARE(nameless(console.window()), QStringList());
    console.key(Qt::Key_Escape);
    QTRY_VERIFY(!console.isShown("shortcutsDialog"));
}

void tst_Looks::everyKeyStandsInTheMenu()
{
    ConsoleFixture console;
    QVERIFY(console.open());
    const QString all = menuTexts(*console.window().menu()).join(u'|');
    for (const char *key : {"Ctrl+N", "Del", "Ctrl+F", "Space", "Return", "Ctrl+A", "F5", "F9",
                            "F10", "F1", "Ctrl+Q"}) {
        QVERIFY2(all.contains(QString::fromLatin1(key)), key);
    }
}

void tst_Looks::menuTicksAndOpensTheCurrentRow()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    console.clickCell(console.rowOf(QStringLiteral("192.0.2.10")),
                      WhitelistModel::descriptionColumn);
    const auto actions = console.page().pageActions();
    const auto trigger = [&actions](const char *text) {
        for (QAction *action : actions) {
            if (action->text().startsWith(QLatin1String(text)))
                action->trigger();
        }
    };
    trigger("Tick or untick");
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("1 of 9 ticked"));
    trigger("Tick all shown");
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("9 of 9 ticked"));
    trigger("Open");
    QVERIFY(console.isShown("whitelistEntryDialog"));
    QCOMPARE(console.find<Dialog>("whitelistEntryDialog")->accessibleName(),
             QStringLiteral("Edit 192.0.2.10"));
}

void tst_Looks::theNextTabFollows()
{
    const Theme theme(ColorScheme::Light, QFont());
    TabStrip tabs(theme);
    tabs.addTab(QStringLiteral("Whitelist"));
    tabs.addTab(QStringLiteral("Blacklist"));
    tabs.showNext();
    QCOMPARE(tabs.currentIndex(), 1);
    tabs.showNext();
    QCOMPARE(tabs.currentIndex(), 0);
}

void tst_Looks::wrappedLinesStandApart()
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(13);
    const Theme theme(ColorScheme::Light, font);
    ThemedLabel label(theme, TextStyle::Body, ColorRole::Text,
                      QStringLiteral("one two three four five six seven eight nine ten"));
    label.setWordWrap(true);
    QCOMPARE(label.heightForWidth(2000), 20);
    const int narrow = label.heightForWidth(120);
    QVERIFY(narrow >= 60);
    QCOMPARE(narrow % 20, 0);
}

void tst_Looks::dialogFadesInAndTakesKeysAtOnce()
{
    ConsoleFixture console;
    console.theme().setReducedMotion(false);
    QVERIFY(console.open());
    console.click("newButton");
    QVERIFY(Fade::isRunning(&console.window().dialogs()));
    console.key(Qt::Key_1);
    QCOMPARE(console.find<QLineEdit>("addressLineEdit")->text(), QStringLiteral("1"));
    QTRY_VERIFY(!Fade::isRunning(&console.window().dialogs()));
    QVERIFY(console.window().dialogs().graphicsEffect() == nullptr);
}

void tst_Looks::nothingFadesWithReducedMotion()
{
    ConsoleFixture console;
    QVERIFY(console.open());
    console.click("newButton");
    QVERIFY(!Fade::isRunning(&console.window().dialogs()));
}

void tst_Looks::freshRowFades()
{
    const Theme theme(ColorScheme::Light, QFont());
    FreshMark mark(theme, nullptr);
    mark.mark(QStringLiteral("a"));
    QCOMPARE(mark.strengthOf(QStringLiteral("a")), 1.0);
    QCOMPARE(mark.strengthOf(QStringLiteral("b")), 0.0);
    bool wasBetween = false;
    connect(&mark, &FreshMark::changed, this, [&mark, &wasBetween] {
        const double strength = mark.strengthOf(QStringLiteral("a"));
        wasBetween = wasBetween || (strength > 0.0 && strength < 1.0);
    });
    QTRY_COMPARE_WITH_TIMEOUT(mark.strengthOf(QStringLiteral("a")), 0.0, 20000);
    QVERIFY(wasBetween);
}

void tst_Looks::statusButtonStaysReachable()
{
    ConsoleFixture console;
    QVERIFY(console.open());
    console.click("newButton");
    QWidget *strip = console.find("statusStrip");
    const QPoint middle = strip->mapTo(&console.window(), strip->rect().center());
    QVERIFY(console.window().dialogs().isAncestorOf(console.window().childAt(middle)));
    console.stopServer();
    QTRY_VERIFY(console.isShown("connectionButton"));
    QWidget *button = console.find("connectionButton");
    QTRY_COMPARE(
        console.window().childAt(button->mapTo(&console.window(), button->rect().center())),
        button);
}

void tst_Looks::startDialogsHaveNames()
{
    ConsoleFixture console;
    auto *view = new StartView(console.theme());
    ServerProfile saved;
    saved.host = QStringLiteral("mx1.example.com");
    view->setServers({saved}, ConsoleFixture::now);
    console.window().setStartView(view);
    console.window().setAtWork(false);
    console.window().show();
    QVERIFY(QTest::qWaitForWindowActive(&console.window()));
    QCOMPARE(nameless(console.window()), QStringList());
    saved.fingerprint = QByteArray(32, '\1');
    const QByteArray other(32, '\2');
    Theme &theme = console.theme();
    ServerConnection &connection = console.connection();
    const QList<Dialog *> dialogs{new PairDialog(theme, connection),
                                  new AddressDialog(theme, connection),
                                  new LoginDialog(theme, connection, true),
                                  new CertificateDialog(theme, saved, other, ConsoleFixture::now)};
    for (Dialog *dialog : dialogs) {
        console.window().dialogs().open(dialog);
        QVERIFY(!dialog->accessibleName().isEmpty());
        QCOMPARE(nameless(console.window()), QStringList());
        dialog->finish();
    }
}

void tst_Looks::rowUnderThePointerHasABand()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    const QModelIndex cell = console.rows().index(1, 2);
    const QRect place = console.table().visualRect(cell);
    QWidget *ground = console.table().viewport();
    const QPoint point = ground->mapTo(&console.window(), place.center());
    QTest::mouseMove(console.window().windowHandle(), point);
    const auto colorAt = [ground](const QPoint &at) {
        return ground->grab().toImage().pixelColor(at);
    };
    QTRY_COMPARE(colorAt({place.right() - 2, place.top() + 2}),
                 console.theme().color(ColorRole::Hover));
    QCOMPARE(colorAt({place.right() - 2, place.bottom() + 3}),
             console.theme().color(ColorRole::Base));
}

QTEST_MAIN(tst_Looks)
#include "tst_Looks.moc"
