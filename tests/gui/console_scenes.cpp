// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/AdministratorsPage.h"
#include "app/console/pages/DomainsPage.h"
#include "app/console/pages/QueuePage.h"
#include "app/console/pages/RoutesPage.h"
#include "app/console/pages/UsersPage.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/Effect.h"
#include "tests/gui/start_scenes.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTranslator>

using namespace postern;
using namespace postern::test;

namespace
{

/// The other pages, so that rail and navigation are as they are in the program.
void addOtherPages(ConsoleFixture &console)
{
    const PageContext context{console.theme(), console.connection(), console.window().dialogs(),
                              [] { return ConsoleFixture::now; }};
    MainWindow &window = console.window();
    window.addSettingsPage(QStringLiteral("domains"), QStringLiteral("domains"),
                           new DomainsPage(context));
    window.addSettingsPage(QStringLiteral("routes"), QStringLiteral("routes"),
                           new RoutesPage(context));
    window.addSettingsPage(QStringLiteral("users"), QStringLiteral("user"), new UsersPage(context));
    window.addSettingsPage(QStringLiteral("administrators"), QStringLiteral("administrators"),
                           new AdministratorsPage(context));
    window.addRailPage(QStringLiteral("queue"), QStringLiteral("queue"), new QueuePage(context));
}

bool openFilled(ConsoleFixture &console)
{
    console.fillAsPictured();
    addOtherPages(console);
    return console.open();
}

void drawList(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    if (!openFilled(console))
        return;
    shot.save(console, QStringLiteral("01-whitelist"));
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("10.20.0.0/16"));
    console.type("descriptionLineEdit", QStringLiteral("Plant 2, all machines"));
    console.click("smtpToggle");
    console.click("smtp-auth-bypassToggle");
    console.find("addressLineEdit")->setFocus();
    QTest::qWait(400); // the preview's answer
    shot.save(console, QStringLiteral("03-new-entry"));
    console.click("saveButton");
    QTest::qWait(200); // the answer to Save
    console.clickCell(console.rowOf(QStringLiteral("10.1.0.0/16")), 0);
    console.clickCell(console.rowOf(QStringLiteral("192.0.2.64/28")), 0);
    const int lyon = console.rowOf(QStringLiteral("198.51.100.20-198.51.100.35"));
    const QRect cell = console.table().visualRect(console.rows().index(lyon, 1));
    QTest::mouseMove(console.table().viewport(), cell.center() - QPoint(40, 0));
    shot.save(console, QStringLiteral("02-ticked"));
}

void drawError(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    if (!openFilled(console))
        return;
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("10.0.0.1/8"));
    console.type("descriptionLineEdit", QStringLiteral("Label printer, hall 3"));
    console.click("smtp-auth-bypassToggle");
    console.find("addressLineEdit")->setFocus();
    shot.save(console, QStringLiteral("04-new-entry-error"));
    console.type("addressLineEdit", QStringLiteral("10.0.0.0/8"));
    console.find("addressLineEdit")->setFocus();
    shot.save(console, QStringLiteral("04b-very-wide"));
}

void drawLeaving(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    if (!openFilled(console))
        return;
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("10.1.2.0/25"));
    console.key(Qt::Key_Escape);
    console.find("cancelButton")->setFocus(Qt::TabFocusReason);
    shot.save(console, QStringLiteral("04d-leaving"));
}

void drawSwitchedOff(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    const QString address = QStringLiteral("10.1.7.7");
    console.whitelist().put(address, QStringLiteral("Scanner in store"), Service::Smtp,
                            ConsoleFixture::now, QStringLiteral("ana"));
    console.whitelist().setEnabled(address, false);
    if (!openFilled(console))
        return;
    shot.save(console, QStringLiteral("01d-switched-off"));
    console.openRow(address);
    shot.save(console, QStringLiteral("03d-switched-off"));
    console.click("switchEntryButton");
    QTest::qWait(400); // the preview's answer
    shot.save(console, QStringLiteral("03e-switching-on"));
}

void drawConflict(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    if (!openFilled(console))
        return;
    const QString erp = QStringLiteral("192.0.2.10");
    console.clickCell(console.rowOf(erp), WhitelistModel::addressColumn);
    console.type("descriptionLineEdit", QStringLiteral("ERP, test system"));
    console.whitelist().otherDescribes(erp, QStringLiteral("ERP server, building 2"));
    QTest::qWait(200); // the event
    shot.save(console, QStringLiteral("04c-conflict"));
}

void drawDelete(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    if (!openFilled(console))
        return;
    console.clickCell(console.rowOf(QStringLiteral("10.1.0.0/16")), 0);
    console.clickCell(console.rowOf(QStringLiteral("10.1.44.12")), 0);
    console.click("deleteButton");
    QTest::qWait(200); // the preview's answer
    shot.save(console, QStringLiteral("02b-delete"));
}

void drawEmpty(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    addOtherPages(console);
    if (!console.open())
        return;
    QTest::qWait(50); // lets the layout settle
    console.find("emptyStateButton")->setFocus(Qt::TabFocusReason);
    shot.save(console, QStringLiteral("05-empty"));
}

/// Long texts in a small window.
void drawCrowded(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    const QString range = QStringLiteral("2001:db8:ffff:ffff:ffff:ffff:ffff:ff01-"
                                         "2001:db8:ffff:ffff:ffff:ffff:ffff:fffe");
    console.whitelist().put(range, QStringLiteral("Printers of the second hall. ").repeated(17),
                            Service::Smtp | Service::SmtpAuthBypass, ConsoleFixture::now,
                            QStringLiteral("somebody-with-a-long-name"));
    if (!openFilled(console))
        return;
    Shot small = shot;
    small.designedWindow = {800, 600};
    small.fit(console);
    shot.save(console, QStringLiteral("01b-crowded"));
    console.openRow(range);
    shot.save(console, QStringLiteral("03b-crowded-entry"));
}

/// What the bar says: a failed refresh, and a saved row that the filter hides.
void drawMessages(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    if (!openFilled(console))
        return;
    console.whitelist().refuseNext(
        QStringLiteral("whitelist.list"),
        Error{ErrorKind::Unavailable, QStringLiteral("The server is busy. Try again later.")});
    console.key(Qt::Key_F5);
    QTest::qWait(200); // the refusal
    shot.save(console, QStringLiteral("02c-refresh-failed"));
    console.tick(QStringLiteral("192.0.2.10"));
    console.tick(QStringLiteral("10.1.0.0/16"));
    console.type("filterLineEdit", QStringLiteral("printers"));
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("10.1.7.7"));
    console.click("smtp-auth-bypassToggle");
    console.click("saveButton");
    QTest::qWait(300); // the answer to Save
    shot.save(console, QStringLiteral("02d-hidden"));
    console.click("deleteButton");
    QTest::qWait(200); // the preview's answer
    shot.save(console, QStringLiteral("02e-delete-hidden"));
}

/// Ten thousand entries, and more effects than are named.
void drawMany(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    for (int i = 0; i < 10000; ++i) {
        console.whitelist().put(QStringLiteral("172.%1.%2.1").arg(16 + i / 250).arg(i % 250),
                                QStringLiteral("Machine %1").arg(i), Service::Smtp,
                                ConsoleFixture::now, QStringLiteral("ana"));
    }
    if (!openFilled(console))
        return;
    shot.save(console, QStringLiteral("01c-many"));
    QList<Effect> effects;
    for (int i = 0; i < 20; ++i) {
        Effect effect;
        effect.kind = Effect::Kind::ExceptInside;
        effect.range = AddressRange::parse(QStringLiteral("172.16.0.0/12")).value();
        effect.otherRange = AddressRange::parse(QStringLiteral("172.16.%1.1").arg(i)).value();
        effect.otherDescription = QStringLiteral("Machine %1").arg(i);
        effects.append(effect);
    }
    console.whitelist().answerPreview({{QStringLiteral("effects"), control::toJson(effects)},
                                       {QStringLiteral("moreEffects"), 9980}});
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("172.16.0.0/12"));
    console.click("smtpToggle");
    QTest::qWait(400); // the preview's answer
    shot.save(console, QStringLiteral("03c-many-effects"));
}

void drawAll(const Shot &shot)
{
    drawStart(shot);
    drawCrowded(shot);
    drawChangedKey(shot, &openFilled);
    drawList(shot);
    drawError(shot);
    drawLeaving(shot);
    drawSwitchedOff(shot);
    drawConflict(shot);
    drawDelete(shot);
    drawMessages(shot);
    drawEmpty(shot);
}

} // namespace

/// console_scenes FOLDER [TRANSLATION.qm]: pictures of the pages in light and dark, both at 200 %
/// too, in a small window, and with the translation if one is given.
int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QStringList arguments = QApplication::arguments();
    const QDir folder(arguments.value(1, QStringLiteral("scenes")));
    folder.mkpath(QStringLiteral("."));
    drawAll({folder, QStringLiteral("-light"), ColorScheme::Light});
    drawAll({folder, QStringLiteral("-dark"), ColorScheme::Dark});
    drawAll({folder, QStringLiteral("-light-contrast"), ColorScheme::LightContrast});
    drawAll({folder, QStringLiteral("-dark-contrast"), ColorScheme::DarkContrast});
    drawAll({folder, QStringLiteral("-light-200"), ColorScheme::Light, 26});
    drawAll({folder, QStringLiteral("-dark-200"), ColorScheme::Dark, 26});
    drawMany({folder, QStringLiteral("-light"), ColorScheme::Light});
    const QSize small(800, 600);
    drawAll({folder, QStringLiteral("-dark-small"), ColorScheme::Dark, 13, small});
    QTranslator german;
    if (arguments.size() > 2 && german.load(arguments.at(2))) {
        QApplication::installTranslator(&german);
        QLocale::setDefault(QLocale(QLocale::German));
        drawAll({folder, QStringLiteral("-light-de"), ColorScheme::Light});
        drawAll({folder, QStringLiteral("-light-small-de"), ColorScheme::Light, 13, small});
        drawMany({folder, QStringLiteral("-light-de"), ColorScheme::Light});
    }
    return 0;
}
