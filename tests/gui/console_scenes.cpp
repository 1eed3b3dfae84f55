// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LineField.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTranslator>

using namespace postern;
using postern::test::ConsoleFixture;

namespace
{

/// One picture: which scene, how, and under which name.
struct Shot
{
    QDir folder;
    QString suffix;
    ColorScheme scheme = ColorScheme::Light;
    int fontPixels = 13;
};

void save(ConsoleFixture &console, const Shot &shot, const QString &scene)
{
    QTest::qWait(50); // lets the layout settle; nothing is asserted here
    QCoreApplication::processEvents();
    const QString file = shot.folder.filePath(scene + shot.suffix + QStringLiteral(".png"));
    console.window().grab().save(file);
}

bool openFilled(ConsoleFixture &console)
{
    console.fillAsPictured();
    return console.open();
}

void drawList(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    if (!openFilled(console))
        return;
    save(console, shot, QStringLiteral("01-whitelist"));
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("10.20.0.0/16"));
    console.type("descriptionLineEdit", QStringLiteral("Plant 2, all machines"));
    console.click("smtpToggle");
    console.click("smtp-auth-bypassToggle");
    console.find("addressLineEdit")->setFocus();
    QTest::qWait(400); // the preview's answer
    save(console, shot, QStringLiteral("03-new-entry"));
    console.click("saveButton");
    QTest::qWait(200); // the answer to Save
    console.clickCell(console.rowOf(QStringLiteral("10.1.0.0/16")), 0);
    console.clickCell(console.rowOf(QStringLiteral("192.0.2.64/28")), 0);
    const int lyon = console.rowOf(QStringLiteral("198.51.100.20-198.51.100.35"));
    const QRect cell = console.table().visualRect(console.rows().index(lyon, 1));
    QTest::mouseMove(console.table().viewport(), cell.center() - QPoint(40, 0));
    save(console, shot, QStringLiteral("02-ticked"));
}

void drawError(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    if (!openFilled(console))
        return;
    console.click("newButton");
    console.type("addressLineEdit", QStringLiteral("10.0.0.1/8"));
    console.type("descriptionLineEdit", QStringLiteral("Label printer, hall 3"));
    console.click("smtp-auth-bypassToggle");
    console.find("addressLineEdit")->setFocus();
    save(console, shot, QStringLiteral("04-new-entry-error"));
    console.type("addressLineEdit", QStringLiteral("10.0.0.0/8"));
    console.find("addressLineEdit")->setFocus();
    save(console, shot, QStringLiteral("04b-very-wide"));
}

void drawConflict(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    if (!openFilled(console))
        return;
    const QString erp = QStringLiteral("192.0.2.10");
    console.clickCell(console.rowOf(erp), WhitelistModel::addressColumn);
    console.type("descriptionLineEdit", QStringLiteral("ERP, test system"));
    console.whitelist().otherDescribes(erp, QStringLiteral("ERP server, building 2"));
    QTest::qWait(200); // the event
    save(console, shot, QStringLiteral("04c-conflict"));
}

void drawDelete(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    if (!openFilled(console))
        return;
    console.clickCell(console.rowOf(QStringLiteral("10.1.0.0/16")), 0);
    console.clickCell(console.rowOf(QStringLiteral("10.1.44.12")), 0);
    console.click("deleteButton");
    QTest::qWait(200); // the preview's answer
    save(console, shot, QStringLiteral("02b-delete"));
}

void drawEmpty(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    if (!console.open())
        return;
    QTest::qWait(50); // lets the layout settle
    console.find("emptyStateButton")->setFocus(Qt::TabFocusReason);
    save(console, shot, QStringLiteral("05-empty"));
}

void drawAll(const Shot &shot)
{
    drawList(shot);
    drawError(shot);
    drawConflict(shot);
    drawDelete(shot);
    drawEmpty(shot);
}

} // namespace

/// console_scenes FOLDER [TRANSLATION.qm]: pictures of the pages in light, dark and 200 %, and with
/// the translation if one is given.
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
    drawAll({folder, QStringLiteral("-light-200"), ColorScheme::Light, 26});
    QTranslator german;
    if (arguments.size() > 2 && german.load(arguments.at(2))) {
        QApplication::installTranslator(&german);
        QLocale::setDefault(QLocale(QLocale::German));
        drawAll({folder, QStringLiteral("-light-de"), ColorScheme::Light});
    }
    return 0;
}
