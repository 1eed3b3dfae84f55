// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ServerConfig.h"
#include "server/config/SetupCommand.h"
#include "tests/support/GoldenText.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace postern;
using namespace postern::config;
using postern::test::GoldenText;

class tst_ServerConfig : public QObject
{
    Q_OBJECT

private slots:
    void everyKeyHasADefault();
    void readsEverything();
    void refuses();
    void listenersWithoutANameGetOneEach();
    void laterErrorsHaveTheirPlace();
    void saysWhenTheFileIsNotThere();
    void theInstalledFileIsGood();
    void setupWritesWhatTheServerReads();
    void setupAsksWhatIsNotGiven();
    void setupRefusesABadAddress();
    void setupRefusesABadHostname();
    void setupLeavesAFileAlone();
};

void tst_ServerConfig::everyKeyHasADefault()
{
    const auto config = ServerConfig::parse("", QStringLiteral("f"));
    QVERIFY(config.ok());
    QCOMPARE(config.value().listeners.size(), 3);
    QCOMPARE(config.value().dataDir, defaultDataDir());
    QVERIFY(!config.value().hostname.isEmpty());
    for (const ListenerConfig &listener : config.value().listeners)
        QVERIFY(listener.address.address.isLoopback());
    QCOMPARE(config.value().control.first().toString(), QStringLiteral("127.0.0.1:2600"));
}

void tst_ServerConfig::readsEverything()
{
    const QByteArray text = R"(
data_dir = "/srv/postern"
hostname = "mx.example.com"
[database]
url = "postgresql://localhost/postern"
[control]
listen = ["0.0.0.0:2600", "[::1]:0"]
[tls]
certificate = "/c.pem"
key = "/k.pem"
[log]
file = "/var/log/postern.log"
level = "debug"
[[listener]]
name = "in"
address = "[::]:25"
role = "relay"
tls = "none"
[[listener]]
address = "127.0.0.1:465"
role = "submission"
tls = "implicit"
)";
    const auto parsed = ServerConfig::parse(text, QStringLiteral("f"));
    QVERIFY2(parsed.ok(), parsed.ok() ? "" : qPrintable(parsed.error().text));
    const ServerConfig &config = parsed.value();
    QCOMPARE(config.dataDir, QStringLiteral("/srv/postern"));
    QCOMPARE(config.databaseUrl, QStringLiteral("postgresql://localhost/postern"));
    QCOMPARE(config.control.size(), 2);
    QCOMPARE(config.control.at(1).toString(), QStringLiteral("[::1]:0"));
    QCOMPARE(config.certificate, QStringLiteral("/c.pem"));
    QCOMPARE(config.logLevel, QStringLiteral("debug"));
    QCOMPARE(config.listeners.size(), 2);
    QCOMPARE(config.listeners.at(0).address.toString(), QStringLiteral("[::]:25"));
    QCOMPARE(config.listeners.at(1).name, QStringLiteral("submission-465"));
    QCOMPARE(config.listeners.at(1).tls, QStringLiteral("implicit"));
}

void tst_ServerConfig::refuses()
{
    const QList<QPair<const char *, QByteArray>> cases{
        {"unknown key", "hostname = \"a\"\nhost = \"a\"\n"},
        {"unknown table", "[smtp]\nsize = 1\n"},
        {"wrong type", "hostname = 3\n"},
        {"empty", "hostname = \"\"\n"},
        {"blanks in the hostname", "hostname = \"mx example\"\n"},
        {"quotes in the hostname", "hostname = \"\\\"mx\\\"\"\n"},
        {"not absolute", "data_dir = \"x\"\n"},
        {"no TOML", "\nhostname = \n"},
        {"twice", "hostname=\"a\"\nhostname=\"b\"\n"},
        {"NUL", QByteArray("\n[\0[", 4)},
        {"nameless list of tables", "\n[[\nrole = \"relay\"\n"},
        {"nameless table", "[ =\n"},
        {"a bracket inside a long text", "hostname = \"\"\"\n[ =\n\"\"\"\n"},
        {"a letter beyond ASCII as a key", "# ok\n\xEF\xBA\xBF = 1\n"},
        {"curly quotes", "hostname = \xE2\x80\x9Cmx\xE2\x80\x9D\n"},
        {"behind a misplaced quote", "hostname = -\"x\xEF\xBB\x9F\"\n"},
        {"in a quoted text", "# \xC3\xA9t\xC3\xA9\ndata_dir = '/srv/\xC3\xA9'\n"},
        {"behind a backslash", "data_dir = \"/srv/\\\xF0\x9F\x9A\xAA\"\n"},
        {"in Latin-1", "data_dir = \"/srv/\xE9\"\n"},
        {"a list closed by the other bracket", "hostname = [}\n"},
        {"a byte order mark", "\xEF\xBB\xBFhostname = 3\n"},
        {"a text that is not closed", "hostname = \"mx\n"},
        {"bad level", "[log]\nlevel = \"loud\"\n"},
        {"no port", "[control]\nlisten = \"127.0.0.1\"\n"},
        {"port too large", "[control]\nlisten = \"127.0.0.1:65536\"\n"},
        {"IPv6 without brackets", "[control]\nlisten = \"::1:25\"\n"},
        {"bad role", "[[listener]]\naddress = \"127.0.0.1:1\"\nrole = \"open\"\n"},
        {"bad listener key", "[[listener]]\naddress = \"127.0.0.1:1\"\nport = \"1\"\n"},
        {"a word for a switch",
         "[[listener]]\naddress = \"127.0.0.1:1\"\nauth_without_tls = \"yes\"\n"},
        {"a number for a switch",
         "[[listener]]\naddress = \"127.0.0.1:1\"\nauth_without_tls = 1\n"},
        {"a switch for a word", "[[listener]]\naddress = \"127.0.0.1:1\"\nrole = true\n"},
        {"no address", "[[listener]]\nname = \"x\"\n"},
        {"same name", "[[listener]]\nname = \"x\"\naddress = \"127.0.0.1:1\"\n"
                      "[[listener]]\nname = \"x\"\naddress = \"127.0.0.1:2\"\n"},
        {"the name of the control port",
         "[[listener]]\nname = \"control\"\naddress = \"127.0.0.1:1\"\n"},
        {"one bracket", "[listener]\nname = \"x\"\n"},
        {"half a pair", "[tls]\ncertificate = \"/c\"\n"},
        {"a text without quotes", "data_dir = /tmp\n"},
        {"an address without quotes", "[control] # consoles\nlisten = 127.0.0.1:2600 # all\n"},
        {"an IPv6 address without quotes", "[[listener]]\naddress = [::]:25\n"},
        {"a word without quotes", "hostname = mx\n"},
        {"a quote at the end alone", "data_dir = /tmp\"\n"},
        {"a truth", "hostname = true\n"},
        {"a date", "hostname = 2026-01-01\n"},
        {"a table twice", "[tls]\n[tls]\n"},
        {"a list that is not closed", "[control]\nlisten = [\"127.0.0.1:1\"\n\n"},
        {"no equals sign", "hostname \"mx\"\n"},
        {"same address",
         "[[listener]]\naddress = \"127.0.0.1:25\"\n[[listener]]\naddress = \"127.0.0.1:25\"\n"},
        {"the address of consoles",
         "[control]\nlisten = \"127.0.0.1:25\"\n[[listener]]\naddress = \"127.0.0.1:25\"\n"},
        {"the other half of a pair", "[tls]\nkey = \"/k\"\n"},
        {"a control address that is no text", "[control]\nlisten = 2600\n"},
    };
    GoldenText said(QStringLiteral("start/configuration.ref"));
    for (const auto &[name, text] : cases) {
        const auto config = ServerConfig::parse(text, QStringLiteral("f.toml"));
        QVERIFY2(!config.ok(), name);
        said.add(QString::fromLatin1(name) + QStringLiteral(": ") + config.error().text);
        QVERIFY2(config.error().text.endsWith(u'.'), name);
    }
    QCOMPARE(said.difference(), QString());
}

void tst_ServerConfig::listenersWithoutANameGetOneEach()
{
    const auto config = ServerConfig::parse(R"(
[[listener]]
address = "127.0.0.1:0"
[[listener]]
address = "127.0.0.1:0"
[[listener]]
address = "127.0.0.1:25"
[[listener]]
address = "[::1]:25"
[[listener]]
name = "relay-0"
address = "127.0.0.1:0"
)",
                                            QStringLiteral("f"));
    QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(config.error().text));
    QStringList names;
    for (const ListenerConfig &listener : config.value().listeners)
        names.append(listener.name);
    // The name that was written is the one that stays as it is.
    const QStringList expected{QStringLiteral("relay-0-2"), QStringLiteral("relay-0-3"),
                               QStringLiteral("relay-25"), QStringLiteral("relay-25-2"),
                               QStringLiteral("relay-0")};
    QCOMPARE(names, expected);
}

void tst_ServerConfig::laterErrorsHaveTheirPlace()
{
    const auto config =
        ServerConfig::parse("hostname = \"a\"\n[database]\nurl = \"x\"\n", QStringLiteral("f"));
    const Error error{ErrorKind::Invalid, QStringLiteral("That is wrong.")};
    QCOMPARE(config.value().errorAt(QStringLiteral("database.url"), error).text,
             QStringLiteral("f, line 3, key database.url: That is wrong."));
    QCOMPARE(config.value().errorAt(QStringLiteral("tls.key"), error).text, error.text);
}

void tst_ServerConfig::saysWhenTheFileIsNotThere()
{
    const auto config = ServerConfig::load(QStringLiteral("/no/such/file.toml"));
    QVERIFY(!config.ok());
    QVERIFY(config.error().text.contains(QStringLiteral("/no/such/file.toml")));
}

void tst_ServerConfig::theInstalledFileIsGood()
{
    const auto config =
        ServerConfig::load(QStringLiteral(POSTERN_SOURCE_DIR "/packaging/postern.toml"));
    QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(config.error().text));
    QCOMPARE(config.value().listeners.first().address.port, quint16(25));
}

void tst_ServerConfig::setupWritesWhatTheServerReads()
{
    const QTemporaryDir folder;
    QString said;
    QTextStream input;
    QTextStream output(&said);
    SetupCommand::Options options;
    options.isAsking = false;
    options.listen = QStringLiteral("192.0.2.1:25");
    options.controlListen = QStringLiteral("[::1]:2600");
    options.hostname = QStringLiteral("MX.Example.com.");
    options.dataDir = QStringLiteral("/srv/\"quoted\" \\ \t \u00E9 \U0001F6AA name");
    options.file = folder.filePath(QStringLiteral("new/postern.toml"));
    QVERIFY(SetupCommand(input, output).run(options).ok());
    const auto config = ServerConfig::load(options.file);
    QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(config.error().text));
    QCOMPARE(config.value().hostname, QStringLiteral("mx.example.com"));
    QCOMPARE(config.value().dataDir, options.dataDir);
    QCOMPARE(config.value().listeners.at(1).address.toString(), QStringLiteral("192.0.2.1:587"));
    QCOMPARE(config.value().listeners.at(2).address.port, quint16(465));
    QCOMPARE(config.value().control.first().toString(), options.controlListen);
    QVERIFY2(said.contains(QStringLiteral("A firewall must pass TCP port 25, 587, 465")),
             qPrintable(said));
}

void tst_ServerConfig::setupAsksWhatIsNotGiven()
{
    const QTemporaryDir folder;
    QString said;
    QString typed = QStringLiteral("mx.example.com\n127.0.0.1:2525\n\n");
    QTextStream input(&typed);
    QTextStream output(&said);
    SetupCommand::Options options;
    options.file = folder.filePath(QStringLiteral("postern.toml"));
    QVERIFY(SetupCommand(input, output).run(options).ok());
    const auto config = ServerConfig::load(options.file);
    QCOMPARE(config.value().hostname, QStringLiteral("mx.example.com"));
    QCOMPARE(config.value().listeners.first().address.port, quint16(2525));
    QCOMPARE(config.value().control.first().toString(), QStringLiteral("127.0.0.1:2600"));
    QVERIFY(said.contains(QStringLiteral("Only this machine can connect")));
}

void tst_ServerConfig::setupRefusesABadAddress()
{
    const QTemporaryDir folder;
    QString said;
    QTextStream input;
    QTextStream output(&said);
    SetupCommand::Options options;
    options.isAsking = false;
    options.listen = QStringLiteral("25");
    options.file = folder.filePath(QStringLiteral("postern.toml"));
    QVERIFY(!SetupCommand(input, output).run(options).ok());
    QVERIFY(!QFile::exists(options.file));
}

void tst_ServerConfig::setupRefusesABadHostname()
{
    const QTemporaryDir folder;
    SetupCommand::Options options;
    options.file = folder.filePath(QStringLiteral("postern.toml"));
    options.hostname = QStringLiteral("mx example");
    QString said;
    QString typed;
    QTextStream input(&typed);
    QTextStream output(&said);
    const auto refused = SetupCommand(input, output).run(options);
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().text.startsWith(QStringLiteral("\"mx example\" is no host name")),
             qPrintable(refused.error().text));
    QVERIFY(!QFile::exists(options.file));
}

void tst_ServerConfig::setupLeavesAFileAlone()
{
    const QTemporaryDir folder;
    QString said;
    QTextStream input;
    QTextStream output(&said);
    SetupCommand::Options options;
    options.isAsking = false;
    options.file = folder.filePath(QStringLiteral("postern.toml"));
    QFile file(options.file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hostname = \"kept.example\"\n");
    file.close();
    const Result<void> done = SetupCommand(input, output).run(options);
    QVERIFY(!done.ok());
    QVERIFY2(done.error().text.contains(options.file), qPrintable(done.error().text));
    QCOMPARE(ServerConfig::load(options.file).value().hostname, QStringLiteral("kept.example"));
}

QTEST_GUILESS_MAIN(tst_ServerConfig)
#include "tst_ServerConfig.moc"
