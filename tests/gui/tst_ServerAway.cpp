// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LineField.h"
#include "tests/gui/support/LossyWire.h"
#include "tests/gui/support/ServerConsole.h"

#include <QJsonArray>
#include <QLabel>

using namespace postern;
using postern::test::LossyWire;
using postern::test::ServerConsole;

/// A real posternd goes away in the middle of work, and comes back: nothing typed is lost, nothing
/// is saved twice.
class tst_ServerAway : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void savesWhatWasTypedBeforeTheServerWasKilled();
    void savesByItselfWhatWasSavedWhileTheServerWasAway();
    void savesNothingThatWasDiscardedWhileTheServerWasAway();
    void savesOnceWhenTheAnswerIsLost();
    void savesOnceWhenTheServerIsKilledBeforeItAnswers();
    void keepsWhatIsTypedWhileSaveWaits();
    void editsOnceWhenTheAnswerIsLost();

private:
    void openThroughWire();
    void fillNewEntry();
    void kill();
    void startAgain();
    [[nodiscard]] QJsonArray stored();
    [[nodiscard]] QJsonObject storedEntry();
    [[nodiscard]] int auditRows(const QString &action);
    [[nodiscard]] bool isAway();
    [[nodiscard]] QString said() { return m_console->find<QLabel>("connectionLabel")->text(); }

    static constexpr int patienceMs = 20000;
    const QString m_address = QStringLiteral("192.0.2.5");
    const QString m_words = QStringLiteral("Typed before the end");
    std::unique_ptr<ServerConsole> m_console;
    std::unique_ptr<LossyWire> m_wire;
};

void tst_ServerAway::init()
{
    m_console = std::make_unique<ServerConsole>();
}

void tst_ServerAway::cleanup()
{
    m_console.reset();
    m_wire.reset();
}

void tst_ServerAway::openThroughWire()
{
    m_wire = std::make_unique<LossyWire>();
    m_console->server().start();
    QTRY_VERIFY_WITH_TIMEOUT(m_console->server().isUp(), patienceMs);
    m_wire->setServerPort(m_console->server().port(QStringLiteral("control")));
    QVERIFY(m_console->openOverTls(QStringLiteral("security"), Role::Admin, m_wire->port()));
}

void tst_ServerAway::fillNewEntry()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_console->rowOf(QStringLiteral("127.0.0.1")) >= 0, patienceMs);
    m_console->click("newButton");
    m_console->type("addressLineEdit", m_address);
    m_console->type("descriptionLineEdit", m_words);
    m_console->click("smtpToggle");
}

bool tst_ServerAway::isAway()
{
    return said().startsWith(QStringLiteral("Reconnecting to gate.example.com"))
           && m_console->textOf("messageLabel").startsWith(QStringLiteral("The connection is lost"))
           && m_console->isShown("connectionButton");
}

void tst_ServerAway::kill()
{
    m_console->server().keepControlPort();
    m_console->server().kill();
    QTRY_VERIFY2_WITH_TIMEOUT(isAway(), qPrintable(said()), patienceMs);
}

void tst_ServerAway::startAgain()
{
    m_console->server().start();
    QTRY_VERIFY2_WITH_TIMEOUT(m_console->server().isUp(), m_console->server().log().constData(),
                              patienceMs);
    if (m_wire != nullptr)
        m_wire->setServerPort(m_console->server().port(QStringLiteral("control")));
    QTRY_COMPARE_WITH_TIMEOUT(said(), QStringLiteral("Connected to gate.example.com"), patienceMs);
}

QJsonArray tst_ServerAway::stored()
{
    QJsonArray found;
    const QJsonArray items = m_console->ask(QStringLiteral("whitelist.list"))[u"items"].toArray();
    for (const QJsonValue &item : items) {
        if (!item[u"builtIn"].toBool())
            found.append(item);
    }
    return found;
}

QJsonObject tst_ServerAway::storedEntry()
{
    const QJsonArray entries = stored();
    return entries.size() == 1 ? entries.first().toObject() : QJsonObject();
}

int tst_ServerAway::auditRows(const QString &action)
{
    int count = 0;
    const QJsonArray rows = m_console->ask(QStringLiteral("audit.list"))[u"items"].toArray();
    for (const QJsonValue &row : rows)
        count += row[u"action"].toString() == action ? 1 : 0;
    return count;
}

void tst_ServerAway::savesWhatWasTypedBeforeTheServerWasKilled()
{
    QVERIFY(m_console->openOverTls(QStringLiteral("security"), Role::Admin));
    fillNewEntry();
    kill();
    QCOMPARE(m_console->find<LineField>("addressLineEdit")->text(), m_address);
    startAgain();
    QTRY_COMPARE(m_console->textOf("messageLabel"), QStringLiteral("The connection is back."));
    m_console->click("saveButton");
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window().dialogs().isOpen(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->rowOf(m_address) >= 0, patienceMs);
    QCOMPARE(stored().size(), 1);
    QCOMPARE(storedEntry()[u"description"].toString(), m_words);
    QCOMPARE(storedEntry()[u"changedBy"].toString(), QStringLiteral("otto"));
}

void tst_ServerAway::savesByItselfWhatWasSavedWhileTheServerWasAway()
{
    QVERIFY(m_console->openOverTls(QStringLiteral("security"), Role::Admin));
    fillNewEntry();
    kill();
    m_console->click("saveButton");
    QVERIFY(m_console->window().dialogs().isOpen());
    startAgain();
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window().dialogs().isOpen(), patienceMs);
    QCOMPARE(stored().size(), 1);
    QCOMPARE(auditRows(QStringLiteral("whitelist.add")), 1);
}

void tst_ServerAway::savesNothingThatWasDiscardedWhileTheServerWasAway()
{
    QVERIFY(m_console->openOverTls(QStringLiteral("security"), Role::Admin));
    fillNewEntry();
    kill();
    m_console->click("saveButton");
    m_console->click("cancelButton");
    m_console->click("confirmButton");
    QTRY_VERIFY(!m_console->window().dialogs().isOpen());
    startAgain();
    // An answer to a later question of the same console comes after whatever it sent before.
    std::optional<ServerConnection::Answer> last;
    m_console->connection().call(
        QStringLiteral("status.get"), {}, m_console->window().centralWidget(),
        [&last](const ServerConnection::Answer &answer) { last = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(last.has_value(), patienceMs);
    QCOMPARE(stored(), QJsonArray());
    QCOMPARE(auditRows(QStringLiteral("whitelist.add")), 0);
}

void tst_ServerAway::savesOnceWhenTheAnswerIsLost()
{
    openThroughWire();
    fillNewEntry();
    m_wire->loseAnswers();
    m_console->click("saveButton");
    QTRY_COMPARE_WITH_TIMEOUT(stored().size(), 1, patienceMs);
    QVERIFY(m_console->window().dialogs().isOpen());
    const QJsonObject made = storedEntry();
    m_wire->cut();
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window().dialogs().isOpen(), patienceMs);
    QTRY_VERIFY(m_console->textOf("messageLabel").startsWith(QStringLiteral("Saved. 192.0.2.5")));
    QVERIFY(m_console->rowOf(m_address) >= 0);
    QCOMPARE(storedEntry(), made);
    QCOMPARE(auditRows(QStringLiteral("whitelist.add")), 1);
}

void tst_ServerAway::savesOnceWhenTheServerIsKilledBeforeItAnswers()
{
    openThroughWire();
    fillNewEntry();
    m_wire->loseAnswers();
    m_console->click("saveButton");
    QTRY_COMPARE_WITH_TIMEOUT(stored().size(), 1, patienceMs);
    m_console->server().keepControlPort();
    m_console->server().kill();
    m_wire->cut();
    QTRY_VERIFY2_WITH_TIMEOUT(isAway(), qPrintable(said()), patienceMs);
    startAgain();
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window().dialogs().isOpen(), patienceMs);
    QCOMPARE(stored().size(), 1);
    QCOMPARE(auditRows(QStringLiteral("whitelist.add")), 1);
}

void tst_ServerAway::keepsWhatIsTypedWhileSaveWaits()
{
    openThroughWire();
    fillNewEntry();
    m_wire->loseAnswers();
    m_console->click("saveButton");
    QTRY_COMPARE_WITH_TIMEOUT(stored().size(), 1, patienceMs);
    // Nobody is there for the repetition yet, and the person goes on typing.
    m_wire->setServerPort(1);
    m_wire->cut();
    QTRY_VERIFY2_WITH_TIMEOUT(isAway(), qPrintable(said()), patienceMs);
    m_console->type("descriptionLineEdit", QStringLiteral("Later words"));
    m_wire->setServerPort(m_console->server().port(QStringLiteral("control")));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_console->textOf("messageLabel").startsWith(QStringLiteral("Saved as it was")),
        patienceMs);
    QCOMPARE(storedEntry()[u"description"].toString(), m_words);
    m_console->click("saveButton");
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window().dialogs().isOpen(), patienceMs);
    QCOMPARE(stored().size(), 1);
    QCOMPARE(storedEntry()[u"description"].toString(), QStringLiteral("Later words"));
    QCOMPARE(auditRows(QStringLiteral("whitelist.add")), 1);
    QCOMPARE(auditRows(QStringLiteral("whitelist.update")), 1);
}

void tst_ServerAway::editsOnceWhenTheAnswerIsLost()
{
    openThroughWire();
    m_console->ask(QStringLiteral("whitelist.add"),
                   {{QStringLiteral("entry"), QJsonObject{{QStringLiteral("address"), m_address},
                                                          {QStringLiteral("services"),
                                                           QJsonArray{QStringLiteral("smtp")}}}}});
    QVERIFY(m_console->sees(m_address));
    m_console->openRow(m_address);
    m_console->type("descriptionLineEdit", m_words);
    m_wire->loseAnswers();
    m_console->click("saveButton");
    QTRY_COMPARE_WITH_TIMEOUT(storedEntry()[u"description"].toString(), m_words, patienceMs);
    m_wire->cut();
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window().dialogs().isOpen(), patienceMs);
    QCOMPARE(storedEntry()[u"revision"].toInt(), 2);
    QCOMPARE(auditRows(QStringLiteral("whitelist.update")), 1);
}

QTEST_MAIN(tst_ServerAway)
#include "tst_ServerAway.moc"
