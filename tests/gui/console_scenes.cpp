// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/AdministratorsPage.h"
#include "app/console/pages/DomainsPage.h"
#include "app/console/pages/QueuePage.h"
#include "app/console/pages/RoutesPage.h"
#include "app/console/pages/UsersPage.h"
#include "app/console/start/AddressDialog.h"
#include "app/console/start/CertificateDialog.h"
#include "app/console/start/LoginDialog.h"
#include "app/console/start/PairDialog.h"
#include "app/console/start/StartView.h"
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
    addOtherPages(console);
    if (!console.open())
        return;
    QTest::qWait(50); // lets the layout settle
    console.find("emptyStateButton")->setFocus(Qt::TabFocusReason);
    save(console, shot, QStringLiteral("05-empty"));
}

/// Long texts in a small window.
void drawCrowded(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    const QString range = QStringLiteral("2001:db8:ffff:ffff:ffff:ffff:ffff:ff01-"
                                         "2001:db8:ffff:ffff:ffff:ffff:ffff:fffe");
    console.whitelist().put(range, QStringLiteral("Printers of the second hall. ").repeated(17),
                            Service::Smtp | Service::SmtpAuthBypass, ConsoleFixture::now,
                            QStringLiteral("somebody-with-a-long-name"));
    if (!openFilled(console))
        return;
    console.window().resize(console.theme().px(800), console.theme().px(600));
    save(console, shot, QStringLiteral("01b-crowded"));
    console.openRow(range);
    save(console, shot, QStringLiteral("03b-crowded-entry"));
}

constexpr UtcMs oneDay = 24LL * 60 * 60 * 1000;

QByteArray key(const char *hex)
{
    return QByteArray::fromHex(hex);
}

void drawChangedKey(const Shot &shot)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    if (!openFilled(console))
        return;
    ServerProfile server;
    server.host = QStringLiteral("mx1.example.com");
    server.fingerprint = key("9f2c41d807be6a13c5509e2fd41b77803ae8156cb2f90d4761cc08ea5d37f29b");
    server.trustedSince = ConsoleFixture::now - 206 * oneDay;
    console.window().dialogs().open(new CertificateDialog(
        console.theme(), server,
        key("1b08e6f492d5470cee3170ab58c6f91da7042be34fd188650c9be23784e15a60"),
        ConsoleFixture::now));
    save(console, shot, QStringLiteral("06b-certificate-changed"));
}

ServerProfile savedServer(const char *host, const char *user, int daysAgo)
{
    ServerProfile profile;
    profile.host = QString::fromLatin1(host);
    profile.userName = QString::fromLatin1(user);
    profile.lastUsedAt = ConsoleFixture::now - daysAgo * oneDay;
    return profile;
}

/// Opens `dialog` over the list of servers, lets `act` fill it, and takes the picture.
void drawAtStart(const Shot &shot, const QString &scene,
                 const std::function<Dialog *(ConsoleFixture &)> &make,
                 const std::function<void(ConsoleFixture &)> &act)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    auto *view = new StartView(console.theme());
    view->setServers({savedServer("mx2.example.com", "ana", 1),
                      savedServer("relay.example.net", "ana", 21),
                      savedServer("lab.example.com", "admin", 208)},
                     ConsoleFixture::now);
    console.window().setStartView(view);
    console.window().setAtWork(false);
    if (!console.server().start())
        return;
    console.window().show();
    if (!QTest::qWaitForWindowActive(&console.window()))
        return;
    if (Dialog *dialog = make(console); dialog != nullptr) {
        console.window().dialogs().open(dialog);
        act(console);
    } else {
        view->takeFocus();
    }
    save(console, shot, scene);
}

void drawStart(const Shot &shot)
{
    const auto nothing = [](ConsoleFixture &) {};
    drawAtStart(
        shot, QStringLiteral("06-servers"), [](ConsoleFixture &) { return nullptr; }, nothing);
    drawAtStart(
        shot, QStringLiteral("06a-first-contact"),
        [](ConsoleFixture &console) {
            auto *dialog = new PairDialog(console.theme(), console.connection());
            dialog->setLink(console.pairingLink());
            return dialog;
        },
        [](ConsoleFixture &console) {
            QTest::qWait(300); // the server's answer
            console.type("nameField", QStringLiteral("ana"));
        });
    drawAtStart(
        shot, QStringLiteral("06c-link-wrong"),
        [](ConsoleFixture &console) {
            auto *dialog = new PairDialog(console.theme(), console.connection());
            dialog->setLink(QStringLiteral("postern://mx1.example.com"));
            return dialog;
        },
        nothing);
    drawAtStart(
        shot, QStringLiteral("06d-host-and-port"),
        [](ConsoleFixture &console) {
            auto *dialog = new AddressDialog(console.theme(), console.connection());
            ServerProfile profile;
            profile.host = QStringLiteral("127.0.0.1");
            profile.port = console.server().port();
            dialog->setAddress(profile);
            return dialog;
        },
        [](ConsoleFixture &console) {
            QTest::qWait(300); // the server's answer
            console.type("tailField", QStringLiteral("12345678"));
        });
    drawAtStart(
        shot, QStringLiteral("06e-sign-in"),
        [](ConsoleFixture &console) {
            return new LoginDialog(console.theme(), console.connection(), true);
        },
        nothing);
}

void drawAll(const Shot &shot)
{
    drawStart(shot);
    drawCrowded(shot);
    drawChangedKey(shot);
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
    drawAll({folder, QStringLiteral("-light-contrast"), ColorScheme::LightContrast});
    drawAll({folder, QStringLiteral("-dark-contrast"), ColorScheme::DarkContrast});
    drawAll({folder, QStringLiteral("-light-200"), ColorScheme::Light, 26});
    QTranslator german;
    if (arguments.size() > 2 && german.load(arguments.at(2))) {
        QApplication::installTranslator(&german);
        QLocale::setDefault(QLocale(QLocale::German));
        drawAll({folder, QStringLiteral("-light-de"), ColorScheme::Light});
    }
    return 0;
}
