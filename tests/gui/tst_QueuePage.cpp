// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/ServerConsole.h"

#include <QLabel>

using namespace postern;
using postern::test::ServerConsole;

namespace
{

const QString page = QStringLiteral("queue");
const QString boss = QStringLiteral("boss@example.org");
constexpr int stateColumn = 4;

/// Nothing listens on the route's port: mail is deferred.
bool openWithMail(ServerConsole &console, Role role = Role::Admin)
{
    if (!console.server()
             .prepareRelay(QStringLiteral("127.0.0.2"), QStringLiteral("smtp://127.0.0.1:1"))
             .ok()
        || !console.open(page, role) || !console.sendMail({boss, QStringLiteral("a@example.org")}))
        return false;
    return QTest::qWaitFor(
        [&console] {
            return console.rows().rowCount() == 1
                   && console.rows()
                          .index(0, stateColumn)
                          .data()
                          .toString()
                          .startsWith(QStringLiteral("Deferred"));
        },
        20000);
}

QString state(ServerConsole &console)
{
    return console.rows().index(0, stateColumn).data().toString();
}

QString idOf(ServerConsole &console)
{
    return console.rows().index(0, 1).data().toString();
}

} // namespace

class tst_QueuePage : public QObject
{
    Q_OBJECT

private slots:
    void saysThatNothingWaits();
    void saysTheStateInWords();
    void filters();
    void holdsAndReleases();
    void holdsNothingThatTheFilterHides();
    void removesAfterAQuestion();
    void showsEveryAttemptInFull();
    void followsWhatHappensWhileAMessageIsOpen();
    void anAuditorOnlyLooks();
};

void tst_QueuePage::saysThatNothingWaits()
{
    ServerConsole console;
    QVERIFY(console.open(page));
    QTRY_VERIFY(console.textOf("emptyStateLabel").startsWith(QStringLiteral("Nothing waits")));
    QVERIFY(!console.isShown("newButton"));
    QVERIFY(!console.isOn("holdButton"));
    QCOMPARE(console.nameless(), QStringList());
}

void tst_QueuePage::saysTheStateInWords()
{
    ServerConsole console;
    QVERIFY(openWithMail(console));
    QVERIFY2(state(console).contains(QStringLiteral("next try")), qPrintable(state(console)));
    QCOMPARE(console.cell(idOf(console), 2), QStringLiteral("scan@example.com"));
    QVERIFY(console.cell(idOf(console), 3).contains(QStringLiteral("1 other")));
    QCOMPARE(console.textOf("countLabel"), QStringLiteral("1 message"));
}

void tst_QueuePage::filters()
{
    ServerConsole console;
    QVERIFY(openWithMail(console));
    console.key(Qt::Key_F, Qt::ControlModifier);
    console.type("filterLineEdit", QStringLiteral("nobody"));
    QTRY_COMPARE(console.rows().rowCount(), 0);
    console.type("filterLineEdit", QStringLiteral("a@example.org"));
    QTRY_COMPARE(console.rows().rowCount(), 1);
}

void tst_QueuePage::holdsAndReleases()
{
    ServerConsole console;
    QVERIFY(openWithMail(console));
    console.tick(idOf(console));
    console.click("holdButton");
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("2 recipients held."));
    QTRY_VERIFY(state(console).startsWith(QStringLiteral("Held")));
    console.click("releaseButton");
    QTRY_VERIFY(!state(console).startsWith(QStringLiteral("Held")));
    console.click("retryButton");
    QTRY_VERIFY(!console.textOf("messageLabel").contains(QStringLiteral("held")));
}

void tst_QueuePage::holdsNothingThatTheFilterHides()
{
    ServerConsole console;
    QVERIFY(openWithMail(console));
    const QString id = idOf(console);
    console.tick(id);
    console.type("filterLineEdit", QStringLiteral("nobody"));
    QTRY_COMPARE(console.textOf("countLabel"), QStringLiteral("1 ticked, hidden by the filter"));
    for (const char *name : {"holdButton", "releaseButton", "retryButton"})
        QVERIFY2(!console.isOn(name), name);
    console.click("deleteButton");
    const QString told = console.find("removeQuestion")->accessibleDescription();
    QVERIFY2(told.contains(QStringLiteral("The filter hides it.")), qPrintable(told));
    console.key(Qt::Key_Escape);
    console.type("filterLineEdit", {});
    QTRY_VERIFY(console.isOn("holdButton"));
}

void tst_QueuePage::removesAfterAQuestion()
{
    ServerConsole console;
    QVERIFY(openWithMail(console));
    console.tick(idOf(console));
    console.click("deleteButton");
    QVERIFY(console.isShown("removeQuestion"));
    console.key(Qt::Key_Escape);
    QCOMPARE(console.rows().rowCount(), 1);
    console.table().setFocus();
    console.key(Qt::Key_Delete);
    QTRY_VERIFY(console.isShown("removeQuestion"));
    console.click("confirmButton");
    QTRY_COMPARE(console.rows().rowCount(), 0);
    QTRY_COMPARE(console.textOf("messageLabel"), QStringLiteral("2 recipients removed."));
}

void tst_QueuePage::showsEveryAttemptInFull()
{
    ServerConsole console;
    QVERIFY(openWithMail(console));
    console.openRow(idOf(console));
    QVERIFY(console.isShown("queueItemDialog"));
    QTRY_COMPARE(console.textOf("senderLabel"), QStringLiteral("scan@example.com"));
    QCOMPARE(console.nameless(), QStringList());
    QVERIFY(console.textOf("clientLabel").startsWith(QStringLiteral("127.0.0.2")));
    QVERIFY(console.textOf("messageIdLabel").contains(QStringLiteral("1@printer.example.com")));
    QVERIFY(console.textOf("attemptLabel").contains(QStringLiteral("127.0.0.1")));
    QVERIFY(!console.textOf("replyLabel").isEmpty());
    QStringList recipients;
    for (const auto *label :
         console.window().findChildren<QLabel *>(QStringLiteral("recipientLabel")))
        recipients.append(label->text());
    QVERIFY(recipients.contains(boss));
    QCOMPARE(recipients.size(), 2);
    console.key(Qt::Key_Escape);
    QVERIFY(!console.window().dialogs().isOpen());
}

void tst_QueuePage::followsWhatHappensWhileAMessageIsOpen()
{
    ServerConsole console;
    QVERIFY(openWithMail(console));
    console.openRow(idOf(console));
    QTRY_VERIFY(!console.textOf("recipientStateLabel").isEmpty());
    console.ask(QStringLiteral("queue.hold"),
                {{QStringLiteral("filter"),
                  QJsonObject{{QStringLiteral("sender"), QStringLiteral("scan@example.com")}}},
                 {QStringLiteral("reason"), QStringLiteral("to be looked at")}});
    QTRY_COMPARE(console.textOf("recipientStateLabel"), QStringLiteral("Held: to be looked at"));
}

void tst_QueuePage::anAuditorOnlyLooks()
{
    ServerConsole console;
    QVERIFY(openWithMail(console, Role::Auditor));
    for (const char *name : {"holdButton", "releaseButton", "retryButton", "deleteButton"})
        QVERIFY2(!console.isShown(name), name);
    console.openRow(idOf(console));
    QTRY_VERIFY(!console.textOf("senderLabel").isEmpty());
}

QTEST_MAIN(tst_QueuePage)
#include "tst_QueuePage.moc"
