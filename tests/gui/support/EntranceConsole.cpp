// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/EntranceConsole.h"

#include "app/console/widgets/FingerprintWell.h"

#include <QJsonArray>

namespace postern::test
{

void EntranceConsole::startServer()
{
    m_server.start();
    QVERIFY2(m_local.connectTo(m_server), m_server.log().constData());
    m_server.keepControlPort();
}

void EntranceConsole::openConsole()
{
    m_console.reset();
    ConsoleOptions options;
    options.settingsFile = m_folder.filePath(QStringLiteral("servers.json"));
    options.colorScheme = ColorScheme::Light;
    m_console = std::make_unique<ConsoleApplication>(options);
    m_console->start();
    useWindow(m_console->window());
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
}

QString EntranceConsole::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_server.port(QStringLiteral("control")));
}

QString EntranceConsole::makeLink()
{
    return ask(QStringLiteral("pair.create"), {{QStringLiteral("host"), address()}})[u"link"]
        .toString();
}

QStringList EntranceConsole::administrators()
{
    QStringList names;
    const QJsonArray items = ask(QStringLiteral("admin.list"))[u"items"].toArray();
    for (const QJsonValue &item : items)
        names.append(item[u"name"].toString());
    return names;
}

QString EntranceConsole::keyIn(const char *well) const
{
    return isShown(well) ? find<FingerprintWell>(well)->text() : QString();
}

void EntranceConsole::openPairing()
{
    key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(isShown("pairDialog"));
    QVERIFY(find("linkField")->hasFocus());
}

void EntranceConsole::pasteAnsweredLink(const QString &link)
{
    paste("linkField", link);
    QTRY_VERIFY2_WITH_TIMEOUT(
        textOf("linkFieldLineLabel").endsWith(QStringLiteral("the key from this link.")),
        qPrintable(textOf("linkFieldLineLabel")), patienceMs);
}

void EntranceConsole::choosePassword()
{
    QVERIFY(isOn("goOnButton"));
    key(Qt::Key_Return);
    QTRY_VERIFY(isShown("passwordField"));
    type("passwordField", password);
    type("repeatField", password);
    click("goOnButton");
}

void EntranceConsole::pairAs(const QString &name, const QString &link)
{
    openPairing();
    pasteAnsweredLink(link);
    type("nameField", name);
    choosePassword();
    QTRY_VERIFY_WITH_TIMEOUT(isAtWork(), patienceMs);
}

void EntranceConsole::killServer()
{
    m_local.leave();
    m_server.kill();
}

} // namespace postern::test
