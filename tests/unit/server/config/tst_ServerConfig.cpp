// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ServerConfig.h"
#include "server/config/SetupCommand.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace postern;
using namespace postern::config;

class tst_ServerConfig : public QObject
{
    Q_OBJECT

private slots:
    void everyKeyHasADefault();
    void readsEverything();
    void refuses_data();
    void refuses();
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

void tst_ServerConfig::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("begin");
    const auto row = [](const char *name, const char *text, const char *begin) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(begin);
    };
    row("unknown key", "hostname = \"a\"\nhost = \"a\"\n", "f.toml, line 2, key host: there is no");
    row("unknown table", "[smtp]\nsize = 1\n", "f.toml, line 2, key smtp.size: there is no");
    row("wrong type", "hostname = 3\n", "f.toml, line 1, key hostname: the value must be a text");
    row("empty", "hostname = \"\"\n", "f.toml, line 1, key hostname: the value must be one text");
    row("blanks in the hostname", "hostname = \"mx example\"\n",
        "f.toml, line 1, key hostname: \"mx example\" is no host name");
    row("quotes in the hostname", "hostname = \"\\\"mx\\\"\"\n",
        "f.toml, line 1, key hostname: \"\"mx\"\" is no host name");
    row("not absolute", "data_dir = \"x\"\n", "f.toml, line 1, key data_dir: the path must begin");
    row("no TOML", "\nhostname = \n", "f.toml, line 2: this is not TOML:");
    row("twice", "hostname=\"a\"\nhostname=\"b\"\n", "f.toml, line 2: this is not TOML:");
    QTest::newRow("NUL") << QByteArray("\n[\0[", 4)
                         << QStringLiteral("f.toml, line 2: there is a control character");
    row("nameless list of tables", "\n[[\nrole = \"relay\"\n",
        "f.toml, line 2: a table's name is missing");
    row("nameless table", "[ =\n", "f.toml, line 1: a table's name is missing");
    row("a bracket inside a long text", "hostname = \"\"\"\n[ =\n\"\"\"\n",
        "f.toml, line 1, key hostname: ");
    row("a letter beyond ASCII as a key", "# ok\n\xEF\xBA\xBF = 1\n",
        "f.toml, line 2: there is a letter beyond ASCII (U+FEBF) outside of a comment; ");
    row("curly quotes", "hostname = \xE2\x80\x9Cmx\xE2\x80\x9D\n",
        "f.toml, line 1: there is a letter beyond ASCII (U+201C) outside of a comment; ");
    row("behind a misplaced quote", "hostname = -\"x\xEF\xBB\x9F\"\n",
        "f.toml, line 1: there is a letter beyond ASCII (U+FEDF) outside of a comment; ");
    row("in a quoted text", "# \xC3\xA9t\xC3\xA9\ndata_dir = '/srv/\xC3\xA9'\n",
        "f.toml, line 2: there is a letter beyond ASCII (U+00E9) outside of a comment; quotes must "
        "be plain ones, as in key = \"value\", and between them this letter is written as "
        "\\u00E9.");
    row("behind a backslash", "data_dir = \"/srv/\\\xF0\x9F\x9A\xAA\"\n",
        "f.toml, line 1: there is a letter beyond ASCII (U+1F6AA) outside of a comment; quotes "
        "must "
        "be plain ones, as in key = \"value\", and between them this letter is written as "
        "\\U0001F6AA.");
    row("in Latin-1", "data_dir = \"/srv/\xE9\"\n", "f.toml, line 1: the file is not in UTF-8; ");
    row("a list closed by the other bracket", "hostname = [}\n",
        "f.toml: this is not TOML; write ");
    row("a byte order mark", "\xEF\xBB\xBFhostname = 3\n", "f.toml, line 1, key hostname: ");
    row("a text that is not closed", "hostname = \"mx\n", "f.toml, line 1: this is not TOML:");
    row("bad level", "[log]\nlevel = \"loud\"\n",
        "f.toml, line 2, key log.level: the value must be one of \"error\"");
    row("no port", "[control]\nlisten = \"127.0.0.1\"\n",
        "f.toml, line 2, key control.listen: \"127.0.0.1\" is no address with a port");
    row("port too large", "[control]\nlisten = \"127.0.0.1:65536\"\n",
        "f.toml, line 2, key control.listen: \"127.0.0.1:65536\" is no");
    row("IPv6 without brackets", "[control]\nlisten = \"::1:25\"\n",
        "f.toml, line 2, key control.listen: \"::1:25\" is no");
    row("bad role", "[[listener]]\naddress = \"127.0.0.1:1\"\nrole = \"open\"\n",
        "f.toml, line 3, key listener.role: the value must be one of");
    row("bad listener key", "[[listener]]\naddress = \"127.0.0.1:1\"\nport = \"1\"\n",
        "f.toml, line 3, key listener.port: a listener has no such key");
    row("no address", "[[listener]]\nname = \"x\"\n",
        "f.toml, line 2: [[listener]] has no address");
    row("same name",
        "[[listener]]\nname = \"x\"\naddress = \"127.0.0.1:1\"\n"
        "[[listener]]\nname = \"x\"\naddress = \"127.0.0.1:2\"\n",
        "f.toml, line 5: [[listener]] has the name of another one, \"x\"");
    row("the name of the control port",
        "[[listener]]\nname = \"control\"\naddress = \"127.0.0.1:1\"\n",
        "f.toml, line 2: [[listener]] has the name");
    row("one bracket", "[listener]\nname = \"x\"\n",
        "f.toml, line 2, key listener.name: listeners are written as [[listener]]");
    row("half a pair", "[tls]\ncertificate = \"/c\"\n", "f.toml: tls.certificate and tls.key go");
}

void tst_ServerConfig::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, begin);
    const auto config = ServerConfig::parse(text, QStringLiteral("f.toml"));
    QVERIFY(!config.ok());
    QVERIFY2(config.error().text.startsWith(begin), qPrintable(config.error().text));
    QVERIFY(config.error().text.endsWith(u'.'));
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
