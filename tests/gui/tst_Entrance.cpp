// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/Fingerprint.h"
#include "app/connection/PairingLink.h"
#include "app/console/ConsoleApplication.h"
#include "app/console/MainWindow.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/widgets/FingerprintWell.h"
#include "app/console/widgets/LineField.h"
#include "tests/gui/support/Hands.h"
#include "tests/support/ServerProcess.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace postern;
using postern::test::Hands;

/// The way in, from the console's own start view to the pages of a real posternd.
class tst_Entrance : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void pairsByALinkAndMakesTheFirstAdministrator();
    void saysWhatIsWrongWithANewPassword();
    void saysBesideTheNameThatItIsTaken();
    void saysWhatIsWrongWithALink_data();
    void saysWhatIsWrongWithALink();
    void aUsedLinkIsRefusedBesideTheLink();
    void aLinkThatIsOverIsRefusedBesideTheLink();
    void aLinkWithAnotherKeySendsNothing();
    void aLinkToNobodySaysSo();
    void signsInToASavedServer();
    void forgetsASavedServer();
    void saysThatASavedServerIsNotThere();
    void asksAboutAChangedKey();
    void signsInByHostAndPort();

private:
    void startServer();
    void openConsole();
    void openPairing();
    [[nodiscard]] QString makeLink();
    void pairAs(const QString &name, const QString &link);
    void pasteAnsweredLink(const QString &link);
    void choosePassword();
    void changeServerKey();
    [[nodiscard]] QJsonObject ask(const QString &method, const QJsonObject &params = {});
    [[nodiscard]] QStringList administrators();
    [[nodiscard]] bool isAtWork() const { return m_console->window().isAtWork(); }
    [[nodiscard]] QString address() const;
    [[nodiscard]] QString keyIn(const char *well) const;

    static constexpr int patienceMs = 20000;
    const QString m_password = QStringLiteral("correct horse battery");
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ServerConnection> m_local;
    std::unique_ptr<ConsoleApplication> m_console;
    std::unique_ptr<Hands> m_hands;
};

void tst_Entrance::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ServerProcess>();
    startServer();
    openConsole();
}

void tst_Entrance::cleanup()
{
    m_hands.reset();
    m_console.reset();
    m_local.reset();
    m_server.reset();
    m_folder.reset();
}

void tst_Entrance::startServer()
{
    m_server->start();
    QTRY_VERIFY2_WITH_TIMEOUT(m_server->isUp(), m_server->log().constData(), patienceMs);
    m_server->keepControlPort();
    ServerProfile profile;
    profile.localSocketPath = m_server->dataFolder() + QStringLiteral("/control.sock");
    m_local = std::make_unique<ServerConnection>();
    m_local->connectTo(profile);
    QTRY_COMPARE_WITH_TIMEOUT(m_local->state(), ServerConnection::State::Connected, patienceMs);
}

void tst_Entrance::openConsole()
{
    m_hands.reset();
    m_console.reset();
    ConsoleOptions options;
    options.settingsFile = m_folder->filePath(QStringLiteral("servers.json"));
    options.colorScheme = ColorScheme::Light;
    m_console = std::make_unique<ConsoleApplication>(options);
    m_console->start();
    m_hands = std::make_unique<Hands>(m_console->window());
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
}

QJsonObject tst_Entrance::ask(const QString &method, const QJsonObject &params)
{
    std::optional<ServerConnection::Answer> got;
    QObject context;
    m_local->call(method, params, &context,
                  [&got](const ServerConnection::Answer &answer) { got = answer; });
    if (!QTest::qWaitFor([&got] { return got.has_value(); }, patienceMs) || !got->ok()) {
        QTest::qFail(qPrintable(got ? got->error().text : QStringLiteral("no answer")), __FILE__,
                     __LINE__);
        return {};
    }
    return got->value();
}

QString tst_Entrance::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_server->port(QStringLiteral("control")));
}

QString tst_Entrance::makeLink()
{
    return ask(QStringLiteral("pair.create"), {{QStringLiteral("host"), address()}})[u"link"]
        .toString();
}

QStringList tst_Entrance::administrators()
{
    QStringList names;
    const QJsonArray items = ask(QStringLiteral("admin.list"))[u"items"].toArray();
    for (const QJsonValue &item : items)
        names.append(item[u"name"].toString());
    return names;
}

QString tst_Entrance::keyIn(const char *well) const
{
    return m_hands->isShown(well) ? m_hands->find<FingerprintWell>(well)->text() : QString();
}

void tst_Entrance::openPairing()
{
    m_hands->key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(m_hands->isShown("pairDialog"));
    QVERIFY(m_hands->find("linkField")->hasFocus());
}

void tst_Entrance::pasteAnsweredLink(const QString &link)
{
    m_hands->paste("linkField", link);
    QTRY_VERIFY2_WITH_TIMEOUT(
        m_hands->textOf("linkFieldLineLabel").endsWith(QStringLiteral("the key from this link.")),
        qPrintable(m_hands->textOf("linkFieldLineLabel")), patienceMs);
}

void tst_Entrance::choosePassword()
{
    QVERIFY(m_hands->isOn("goOnButton"));
    m_hands->key(Qt::Key_Return);
    QTRY_VERIFY(m_hands->isShown("passwordField"));
    m_hands->type("passwordField", m_password);
    m_hands->type("repeatField", m_password);
    m_hands->click("goOnButton");
}

void tst_Entrance::pairAs(const QString &name, const QString &link)
{
    openPairing();
    pasteAnsweredLink(link);
    m_hands->type("nameField", name);
    choosePassword();
    QTRY_VERIFY_WITH_TIMEOUT(isAtWork(), patienceMs);
}

void tst_Entrance::pairsByALinkAndMakesTheFirstAdministrator()
{
    const QString link = makeLink();
    QCOMPARE(administrators(), QStringList());
    QVERIFY(m_hands->textOf("emptyStateLabel").startsWith(QStringLiteral("No server is known")));
    m_hands->click("emptyStateButton");
    QTRY_VERIFY(m_hands->isShown("pairDialog"));
    pasteAnsweredLink(link);
    // The key is shown as the link and the server say it.
    const QString key = fingerprintText(PairingLink::parse(link)->fingerprint);
    QCOMPARE(keyIn("fingerprintWell"), key);
    QCOMPARE(QString(key).remove(u' '),
             ask(QStringLiteral("status.get"))[u"fingerprint"].toString().remove(u' ').toLower());
    QVERIFY(!m_hands->isOn("goOnButton")); // there is no name yet
    m_hands->type("nameField", QStringLiteral("anna"));
    choosePassword();
    QTRY_VERIFY_WITH_TIMEOUT(isAtWork(), patienceMs);
    QVERIFY(!m_console->window().dialogs().isOpen());
    QCOMPARE(m_hands->textOf("connectionLabel"), QStringLiteral("Connected to gate.example.com"));
    QCOMPARE(m_hands->textOf("administratorLabel"), QStringLiteral("anna, System Administrator"));
    QVERIFY(m_hands->isShown("whitelistPage"));
    QCOMPARE(administrators(), QStringList{QStringLiteral("anna")});
}

void tst_Entrance::saysWhatIsWrongWithANewPassword()
{
    openPairing();
    pasteAnsweredLink(makeLink());
    m_hands->type("nameField", QStringLiteral("anna"));
    m_hands->click("goOnButton");
    m_hands->type("passwordField", QStringLiteral("short"));
    m_hands->type("repeatField", QStringLiteral("short"));
    m_hands->click("goOnButton");
    QVERIFY(!m_hands->textOf("passwordFieldLineLabel").isEmpty());
    QVERIFY(m_hands->find("passwordField")->hasFocus());
    m_hands->type("passwordField", m_password);
    m_hands->type("repeatField", m_password + u'x');
    m_hands->click("goOnButton");
    QCOMPARE(m_hands->textOf("repeatFieldLineLabel"),
             QStringLiteral("The two passwords are not the same."));
    QCOMPARE(administrators(), QStringList());
}

void tst_Entrance::saysBesideTheNameThatItIsTaken()
{
    (void)ask(QStringLiteral("admin.add"), {{QStringLiteral("name"), QStringLiteral("anna")},
                                            {QStringLiteral("password"), m_password},
                                            {QStringLiteral("role"), QStringLiteral("auditor")}});
    openPairing();
    pasteAnsweredLink(makeLink());
    m_hands->type("nameField", QStringLiteral("anna"));
    choosePassword();
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->textOf("nameFieldLineLabel").contains(QStringLiteral("anna")),
                             patienceMs);
    // The link is still good for another name.
    m_hands->type("nameField", QStringLiteral("berta"));
    m_hands->click("goOnButton");
    QTRY_VERIFY_WITH_TIMEOUT(isAtWork(), patienceMs);
    QVERIFY(administrators().contains(QStringLiteral("berta")));
}

void tst_Entrance::saysWhatIsWrongWithALink_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const QString digits = QStringLiteral("0123456789abcdef").repeated(4);
    QTest::newRow("nonsense")
        << "what I had for lunch"
        << "A pairing link begins with postern://; \"posternctl pair\" prints "
           "it on the server.";
    QTest::newRow("a web link") << "https://mx.example.com/"
                                << "A pairing link begins with postern://; \"posternctl pair\" "
                                   "prints it on the server.";
    QTest::newRow("no key") << "postern://mx.example.com:2600/#code=A-B"
                            << "The link's fingerprint is missing (#sha256=...); copy the whole "
                               "line.";
    QTest::newRow("half a key") << "postern://mx.example.com:2600/#sha256=0123&code=A-B"
                                << "The link's fingerprint is not 64 hexadecimal digits; copy the "
                                   "whole line.";
    QTest::newRow("no code") << QString(QStringLiteral("postern://mx.example.com:2600/#sha256=")
                                        + digits)
                             << "The link's one-time code is missing (code=...); copy the whole "
                                "line.";
}

void tst_Entrance::saysWhatIsWrongWithALink()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    openPairing();
    m_hands->type("nameField", QStringLiteral("anna"));
    m_hands->paste("linkField", text);
    QCOMPARE(m_hands->textOf("linkFieldLineLabel"), sentence);
    QVERIFY(m_hands->find<LineField>("linkField")->isInError());
    QVERIFY(!m_hands->isOn("goOnButton"));
    // A right link heals it.
    pasteAnsweredLink(makeLink());
    QVERIFY(!m_hands->find<LineField>("linkField")->isInError());
    QVERIFY(m_hands->isOn("goOnButton"));
}

void tst_Entrance::aUsedLinkIsRefusedBesideTheLink()
{
    const QString link = makeLink();
    pairAs(QStringLiteral("anna"), link);
    QFile::remove(m_folder->filePath(QStringLiteral("servers.json")));
    openConsole();
    openPairing();
    pasteAnsweredLink(link);
    m_hands->type("nameField", QStringLiteral("berta"));
    choosePassword();
    QTRY_VERIFY2_WITH_TIMEOUT(m_hands->textOf("linkFieldLineLabel")
                                  .startsWith(QStringLiteral("This pairing code is wrong, used")),
                              qPrintable(m_hands->textOf("repeatFieldLineLabel")), patienceMs);
    QVERIFY(m_hands->find<LineField>("linkField")->isInError());
    QCOMPARE(administrators(), QStringList{QStringLiteral("anna")});
    // Another link in its place, and what was chosen before still stands there.
    pasteAnsweredLink(makeLink());
    m_hands->click("goOnButton");
    QCOMPARE(m_hands->textOf("passwordField"), m_password);
    m_hands->click("goOnButton");
    QTRY_VERIFY_WITH_TIMEOUT(isAtWork(), patienceMs);
    QCOMPARE(administrators(), (QStringList{QStringLiteral("anna"), QStringLiteral("berta")}));
}

void tst_Entrance::aLinkThatIsOverIsRefusedBesideTheLink()
{
    const QString link = makeLink();
    m_local.reset();
    m_server->kill();
    const Result<void> aged = m_server->prepare([](storage::Database &database) -> Result<void> {
        const auto changed =
            database.change(QStringLiteral("UPDATE pairing_code SET expires_at = 1"), {});
        return changed.ok() ? Result<void>() : Result<void>(changed.error());
    });
    QVERIFY(aged.ok());
    startServer();
    openPairing();
    pasteAnsweredLink(link);
    m_hands->type("nameField", QStringLiteral("anna"));
    choosePassword();
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->textOf("linkFieldLineLabel")
                                 .startsWith(QStringLiteral("This pairing code is wrong, used")),
                             patienceMs);
    QCOMPARE(administrators(), QStringList());
}

void tst_Entrance::aLinkWithAnotherKeySendsNothing()
{
    const QString link = makeLink();
    const QByteArray expected = PairingLink::parse(link)->fingerprint;
    const QString otherKey = QString::fromLatin1(QByteArray(32, '\x5a').toHex());
    openPairing();
    m_hands->type("nameField", QStringLiteral("anna"));
    m_hands->paste("linkField",
                   QString(link).replace(QString::fromLatin1(expected.toHex()), otherKey));
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->textOf("linkFieldLineLabel")
                                 .startsWith(QStringLiteral("127.0.0.1 answers with another key")),
                             patienceMs);
    QCOMPARE(keyIn("fingerprintWell"), fingerprintText(expected));
    QVERIFY(!m_hands->isOn("goOnButton"));
}

void tst_Entrance::aLinkToNobodySaysSo()
{
    const QString link = makeLink();
    m_local.reset();
    m_server->kill();
    openPairing();
    m_hands->type("nameField", QStringLiteral("anna"));
    m_hands->paste("linkField", link);
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->find<LineField>("linkField")->isInError(), patienceMs);
    QVERIFY2(m_hands->textOf("linkFieldLineLabel").contains(QStringLiteral("127.0.0.1")),
             qPrintable(m_hands->textOf("linkFieldLineLabel")));
    QVERIFY(!m_hands->isOn("goOnButton"));
}

void tst_Entrance::signsInToASavedServer()
{
    pairAs(QStringLiteral("anna"), makeLink());
    openConsole();
    QVERIFY(!isAtWork());
    QVERIFY(m_hands->find("connectButton0")->hasFocus());
    QCOMPARE(m_hands->find("connectButton0")->accessibleName(),
             QStringLiteral("Connect to ") + address());
    m_hands->click("serverRow0");
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->isShown("loginDialog"), patienceMs);
    QCOMPARE(m_hands->textOf("nameField"), QStringLiteral("anna"));
    QVERIFY(m_hands->find("passwordField")->hasFocus());
    m_hands->type("passwordField", QStringLiteral("not the password"));
    m_hands->key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_hands->textOf("passwordFieldLineLabel"),
                              QStringLiteral("The name or the password is not right."), patienceMs);
    QVERIFY(!isAtWork());
    QVERIFY(m_hands->find("passwordField")->hasFocus());
    m_hands->type("passwordField", m_password);
    QCOMPARE(m_hands->textOf("passwordFieldLineLabel"), QString());
    m_hands->key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(isAtWork(), patienceMs);
    QCOMPARE(m_hands->textOf("administratorLabel"), QStringLiteral("anna, System Administrator"));
}

void tst_Entrance::forgetsASavedServer()
{
    pairAs(QStringLiteral("anna"), makeLink());
    openConsole();
    m_hands->click("removeButton0");
    QTRY_VERIFY(m_hands->isShown("removeServerQuestion"));
    m_hands->click("confirmButton");
    QTRY_VERIFY(m_hands->isShown("emptyStateLabel"));
    openConsole();
    QVERIFY(!m_hands->isShown("serverRow0"));
}

void tst_Entrance::saysThatASavedServerIsNotThere()
{
    pairAs(QStringLiteral("anna"), makeLink());
    openConsole();
    m_server->kill();
    m_hands->key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_hands->textOf("startLineLabel").contains(QStringLiteral("127.0.0.1")), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_hands->textOf("startLineLabel").startsWith(QStringLiteral("Connecting")), patienceMs);
    QVERIFY(!m_console->window().dialogs().isOpen());
    // It comes back, and the same button leads there.
    startServer();
    m_hands->click("connectButton0");
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->isShown("loginDialog"), patienceMs);
}

void tst_Entrance::changeServerKey()
{
    m_local.reset();
    m_server->kill();
    QVERIFY(QFile::remove(m_server->dataFolder() + QStringLiteral("/server.key")));
    QVERIFY(QFile::remove(m_server->dataFolder() + QStringLiteral("/server.crt")));
    startServer();
}

void tst_Entrance::asksAboutAChangedKey()
{
    const QString link = makeLink();
    const QString before = fingerprintText(PairingLink::parse(link)->fingerprint);
    pairAs(QStringLiteral("anna"), link);
    openConsole();
    changeServerKey();
    m_hands->click("connectButton0");
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->isShown("certificateDialog"), patienceMs);
    QCOMPARE(keyIn("trustedWell"), before);
    const QString now = keyIn("shownWell");
    QVERIFY(!now.isEmpty() && now != before);
    // No is the answer of whoever does not look.
    QVERIFY(m_hands->find("refuseButton")->hasFocus());
    QVERIFY(!m_hands->isOn("trustButton"));
    m_hands->key(Qt::Key_Return);
    QTRY_COMPARE(m_hands->textOf("startLineLabel"),
                 QStringLiteral("Not connected to 127.0.0.1: its key has changed."));
    QVERIFY(!m_console->window().dialogs().isOpen());

    m_hands->click("connectButton0");
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->isShown("certificateDialog"), patienceMs);
    m_hands->type("tailField", QStringLiteral("0123 4567"));
    QVERIFY(!m_hands->isOn("trustButton"));
    QVERIFY(m_hands->textOf("tailFieldLineLabel").contains(QStringLiteral("not your server")));
    m_hands->type("tailField", now.right(8));
    QVERIFY(m_hands->isOn("trustButton"));
    m_hands->click("trustButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->isShown("loginDialog"), patienceMs);
    m_hands->type("passwordField", m_password);
    m_hands->key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(isAtWork(), patienceMs);
    // From now on it is this key that is trusted.
    openConsole();
    m_hands->click("connectButton0");
    QTRY_VERIFY_WITH_TIMEOUT(m_hands->isShown("loginDialog"), patienceMs);
}

void tst_Entrance::signsInByHostAndPort()
{
    (void)ask(QStringLiteral("admin.add"), {{QStringLiteral("name"), QStringLiteral("otto")},
                                            {QStringLiteral("password"), m_password},
                                            {QStringLiteral("role"), QStringLiteral("operator")}});
    openPairing();
    m_hands->click("wayButton");
    QTRY_VERIFY(m_hands->isShown("addressDialog"));
    m_hands->type("hostField", QStringLiteral("127.0.0.1"));
    m_hands->type("portField", QString::number(m_server->port(QStringLiteral("control"))));
    m_hands->key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!keyIn("fingerprintWell").isEmpty(), patienceMs);
    const QString key = keyIn("fingerprintWell");
    QVERIFY(!m_hands->isOn("passwordField"));
    m_hands->type("tailField", key.right(8));
    QVERIFY(m_hands->isOn("passwordField"));
    m_hands->type("nameField", QStringLiteral("otto"));
    m_hands->type("passwordField", m_password);
    m_hands->click("goOnButton");
    QTRY_VERIFY_WITH_TIMEOUT(isAtWork(), patienceMs);
    QCOMPARE(m_hands->textOf("administratorLabel"), QStringLiteral("otto, Operator"));
}

QTEST_MAIN(tst_Entrance)
#include "tst_Entrance.moc"
