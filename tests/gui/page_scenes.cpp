// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/Language.h"
#include "app/console/dialogs/Dialog.h"
#include "tests/gui/support/ServerConsole.h"

#include <QApplication>
#include <QDir>

using namespace postern;
using postern::test::ServerConsole;

namespace
{

void save(ServerConsole &console, const QDir &folder, const QString &scene)
{
    QTest::qWait(100); // lets the layout settle; nothing is asserted here
    console.window().grab().save(folder.filePath(scene + QStringLiteral(".png")));
}

void fill(ServerConsole &console)
{
    const auto named = [](const char *name) {
        return QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)}};
    };
    console.ask(QStringLiteral("domain.add"), named("example.com"));
    console.ask(QStringLiteral("domain.add"), named("example.net"));
    console.ask(QStringLiteral("user.add"), named("erp"));
    console.ask(QStringLiteral("user.add"), named("web-shop"));
    console.ask(QStringLiteral("user.disable"), named("web-shop"));
    console.ask(QStringLiteral("admin.add"),
                {{QStringLiteral("name"), QStringLiteral("ana")},
                 {QStringLiteral("password"), QStringLiteral("correct horse battery")},
                 {QStringLiteral("role"), QStringLiteral("admin")}});
}

void drawDialogs(ServerConsole &console, const QDir &folder, const QString &suffix)
{
    const auto draw = [&](const char *page, const char *field, const char *text) {
        console.window().showPage(QString::fromLatin1(page));
        QTest::qWait(300); // the list's answer
        save(console, folder, QString::fromLatin1(page) + suffix);
        console.click("newButton");
        console.type(field, QString::fromLatin1(text));
        save(console, folder, QString::fromLatin1(page) + QStringLiteral("-new") + suffix);
        console.window().dialogs().current()->finish();
    };
    draw("domains", "domainLineEdit", "example.org");
    draw("routes", "targetLineEdit", "smtp://smarthost.example.com:25");
    draw("users", "nameLineEdit", "scanner-3");
    draw("administrators", "nameLineEdit", "ben the second");
}

void drawAll(const QDir &folder, const QString &suffix, ColorScheme scheme)
{
    ServerConsole console(scheme);
    if (!console.server()
             .prepareRelay(QStringLiteral("127.0.0.2"), QStringLiteral("smtp://127.0.0.1:1"))
             .ok()
        || !console.open(QStringLiteral("queue"))
        || !console.sendMail({QStringLiteral("boss@example.org"), QStringLiteral("a@example.org")}))
        return;
    fill(console);
    QTest::qWait(1500); // the first attempt
    save(console, folder, QStringLiteral("queue") + suffix);
    console.openRow(console.rows().index(0, 1).data().toString());
    QTest::qWait(300); // the answer
    save(console, folder, QStringLiteral("queue-item") + suffix);
    console.window().dialogs().current()->finish();
    drawDialogs(console, folder, suffix);
}

} // namespace

/// page_scenes FOLDER: pictures of the pages but Security, on a real posternd, to be looked at: in
/// light and dark, and in German.
int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QDir folder(QApplication::arguments().value(1, QStringLiteral("scenes")));
    folder.mkpath(QStringLiteral("."));
    drawAll(folder, QStringLiteral("-light"), ColorScheme::Light);
    drawAll(folder, QStringLiteral("-dark"), ColorScheme::Dark);
    speak(QStringLiteral("de"));
    drawAll(folder, QStringLiteral("-german"), ColorScheme::Light);
    return 0;
}
