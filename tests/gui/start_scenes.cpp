// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/start_scenes.h"

#include "app/console/start/AddressDialog.h"
#include "app/console/start/CertificateDialog.h"
#include "app/console/start/LoginDialog.h"
#include "app/console/start/PairDialog.h"
#include "app/console/start/StartView.h"

namespace postern::test
{

namespace
{

constexpr UtcMs oneDay = 24LL * 60 * 60 * 1000;

QByteArray key(const char *hex)
{
    return QByteArray::fromHex(hex);
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
    shot.fit(console);
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
    shot.save(console, scene);
}

} // namespace

void Shot::fit(ConsoleFixture &console) const
{
    const Theme &theme = console.theme();
    console.window().resize(theme.px(designedWindow.width()), theme.px(designedWindow.height()));
}

void Shot::save(ConsoleFixture &console, const QString &scene) const
{
    QTest::qWait(50); // lets the layout settle; nothing is asserted here
    QCoreApplication::processEvents();
    console.window().grab().save(folder.filePath(scene + suffix + QStringLiteral(".png")));
}

void drawChangedKey(const Shot &shot, const std::function<bool(ConsoleFixture &)> &open)
{
    ConsoleFixture console(shot.scheme, shot.fontPixels);
    shot.fit(console);
    if (!open(console))
        return;
    console.stopServer();
    console.server().setCertificate(TestCertificate::make());
    const bool isSeen =
        console.restartServer() && QTest::qWaitFor([&console] {
            return console.connection().state() == ServerConnection::State::CertificateChanged;
        });
    if (!isSeen)
        return;
    ServerProfile server;
    server.host = QStringLiteral("mx1.example.com");
    server.fingerprint = key("9f2c41d807be6a13c5509e2fd41b77803ae8156cb2f90d4761cc08ea5d37f29b");
    server.trustedSince = ConsoleFixture::now - 206 * oneDay;
    console.window().dialogs().open(new CertificateDialog(
        console.theme(), server,
        key("1b08e6f492d5470cee3170ab58c6f91da7042be34fd188650c9be23784e15a60"),
        ConsoleFixture::now));
    shot.save(console, QStringLiteral("06b-certificate-changed"));
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

} // namespace postern::test
