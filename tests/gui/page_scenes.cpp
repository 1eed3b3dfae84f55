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

/// How a round of pictures is taken.
struct Look
{
    QString suffix;
    ColorScheme scheme = ColorScheme::Light;
    int fontPixels = 13;
    QSize designedWindow{1280, 800};
};

/// One console on one server of its own; each draw...() leaves it without a dialog.
class PageScenes
{
public:
    PageScenes(QDir folder, Look look)
        : m_folder(std::move(folder)), m_look(std::move(look)),
          m_console(m_look.scheme, m_look.fontPixels)
    {
        Theme &theme = m_console.theme();
        m_console.window().resize(theme.px(m_look.designedWindow.width()),
                                  theme.px(m_look.designedWindow.height()));
    }

    void drawAll();

private:
    void save(const QString &scene);
    void show(const QString &page);
    void close() { m_console.window().dialogs().current()->finish(); }
    void fill();
    void drawEmpty();
    void drawQueue();
    void drawNew(const QString &page, const char *field, const QString &good, const QString &bad);
    /// Of its first row.
    void drawEdit(const QString &page);
    void drawPassword();
    void drawRefusal();
    void drawMany();

    QDir m_folder;
    Look m_look;
    ServerConsole m_console;
};

void PageScenes::save(const QString &scene)
{
    QTest::qWait(100); // lets the layout settle; nothing is asserted here
    m_console.window().grab().save(
        m_folder.filePath(scene + m_look.suffix + QStringLiteral(".png")));
}

void PageScenes::show(const QString &page)
{
    m_console.window().showPage(page);
    QTest::qWait(300); // the list's answer
}

void PageScenes::fill()
{
    const auto named = [](const char *name) {
        return QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)}};
    };
    m_console.ask(QStringLiteral("domain.add"), named("example.com"));
    m_console.ask(QStringLiteral("domain.add"), named("example.net"));
    m_console.ask(QStringLiteral("user.add"), named("erp"));
    m_console.ask(QStringLiteral("user.add"), named("web-shop"));
    m_console.ask(QStringLiteral("user.disable"), named("web-shop"));
    m_console.ask(QStringLiteral("admin.add"),
                  {{QStringLiteral("name"), QStringLiteral("ana")},
                   {QStringLiteral("password"), QStringLiteral("correct horse battery")},
                   {QStringLiteral("role"), QStringLiteral("admin")}});
}

void PageScenes::drawEmpty()
{
    for (const char *page : {"queue", "domains", "users", "administrators"}) {
        show(QString::fromLatin1(page));
        save(QString::fromLatin1(page) + QStringLiteral("-empty"));
    }
}

void PageScenes::drawQueue()
{
    show(QStringLiteral("queue"));
    save(QStringLiteral("queue"));
    const QString id = m_console.rows().index(0, 1).data().toString();
    m_console.openRow(id);
    QTest::qWait(300); // the answer
    save(QStringLiteral("queue-item"));
    close();
    m_console.tick(id);
    m_console.click("holdButton");
    QTest::qWait(300); // the answer
    save(QStringLiteral("queue-held"));
    m_console.type("filterLineEdit", QStringLiteral("nobody"));
    save(QStringLiteral("queue-hidden-tick"));
    m_console.click("deleteButton");
    save(QStringLiteral("queue-remove"));
    close();
    m_console.type("filterLineEdit", {});
}

void PageScenes::drawNew(const QString &page, const char *field, const QString &good,
                         const QString &bad)
{
    show(page);
    save(page);
    m_console.click("newButton");
    m_console.type(field, good);
    save(page + QStringLiteral("-new"));
    m_console.type(field, bad);
    save(page + QStringLiteral("-error"));
    close();
}

void PageScenes::drawEdit(const QString &page)
{
    show(page);
    m_console.openRow(m_console.rows().index(0, 1).data().toString());
    save(page + QStringLiteral("-edit"));
    close();
}

void PageScenes::drawPassword()
{
    show(QStringLiteral("users"));
    m_console.click("newButton");
    m_console.type("nameLineEdit", QStringLiteral("erp"));
    m_console.click("saveButton");
    QTest::qWait(300); // the refusal
    save(QStringLiteral("users-taken"));
    m_console.type("nameLineEdit", QStringLiteral("scanner-4"));
    m_console.click("saveButton");
    QTest::qWait(500); // the answer
    save(QStringLiteral("users-password"));
    close();
}

/// The last administrator is not deleted: the bar says so.
void PageScenes::drawRefusal()
{
    show(QStringLiteral("administrators"));
    m_console.tick(QStringLiteral("ana"));
    m_console.click("deleteButton");
    save(QStringLiteral("administrators-delete"));
    m_console.click("confirmButton");
    QTest::qWait(300); // the refusal
    save(QStringLiteral("administrators-refused"));
}

void PageScenes::drawMany()
{
    for (int i = 0; i < 198; ++i) {
        m_console.ask(QStringLiteral("domain.add"),
                      {{QStringLiteral("name"),
                        QStringLiteral("customer-%1.example").arg(i, 3, 10, QLatin1Char('0'))}});
    }
    show(QStringLiteral("domains"));
    save(QStringLiteral("domains-many"));
    m_console.key(Qt::Key_A, Qt::ControlModifier);
    m_console.type("filterLineEdit", QStringLiteral("example.net"));
    save(QStringLiteral("domains-many-hidden"));
    m_console.click("deleteButton");
    save(QStringLiteral("domains-many-delete"));
    close();
}

void PageScenes::drawAll()
{
    const QStringList recipients{QStringLiteral("boss@example.org"),
                                 QStringLiteral("a@example.org")};
    if (!m_console.server()
             .prepareRelay(QStringLiteral("127.0.0.2"), QStringLiteral("smtp://127.0.0.1:1"))
             .ok()
        || !m_console.open(QStringLiteral("queue")))
        return;
    drawEmpty();
    if (!m_console.sendMail(recipients))
        return;
    fill();
    QTest::qWait(1500); // the first attempt
    drawQueue();
    drawNew(QStringLiteral("domains"), "domainLineEdit", QStringLiteral("example.org"),
            QStringLiteral("not a domain"));
    drawNew(QStringLiteral("routes"), "targetLineEdit",
            QStringLiteral("smtp://smarthost.example.com:25"), QStringLiteral("smarthost"));
    drawNew(QStringLiteral("users"), "nameLineEdit", QStringLiteral("scanner-3"),
            QStringLiteral("bob the builder"));
    drawNew(QStringLiteral("administrators"), "nameLineEdit", QStringLiteral("ben"),
            QStringLiteral("ben the second"));
    drawEdit(QStringLiteral("routes"));
    drawEdit(QStringLiteral("users"));
    drawEdit(QStringLiteral("administrators"));
    drawPassword();
    drawRefusal();
    drawMany();
}

void draw(const QDir &folder, const Look &look)
{
    PageScenes(folder, look).drawAll();
}

} // namespace

/// page_scenes FOLDER: pictures of the pages but Security, on a real posternd, to be looked at: in
/// light and dark, at 200 %, in a small window, and in German.
int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QDir folder(QApplication::arguments().value(1, QStringLiteral("scenes")));
    folder.mkpath(QStringLiteral("."));
    const QSize small(800, 600);
    draw(folder, {QStringLiteral("-light")});
    draw(folder, {QStringLiteral("-dark"), ColorScheme::Dark});
    draw(folder, {QStringLiteral("-light-200"), ColorScheme::Light, 26});
    draw(folder, {QStringLiteral("-dark-small"), ColorScheme::Dark, 13, small});
    speak(QStringLiteral("de"));
    draw(folder, {QStringLiteral("-light-de")});
    draw(folder, {QStringLiteral("-light-small-de"), ColorScheme::Light, 13, small});
    return 0;
}
