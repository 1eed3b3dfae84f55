// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/StartedServer.h"
#include "tests/support/NetworkScriptPeer.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QtTest>

#include <csignal>
#include <sys/stat.h>

using postern::test::NetworkScriptPeer;
using postern::test::StartedServer;

/// posternd starts whatever was left behind, reloads and ends.
class tst_ServerStart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void startsWithADataFolderAlone();
    void startsAfterAKill();
    void startsWithoutItsLog();
    void endsCleanlyWhenAsked();
    void reloadsOnHangup();
    void passwordsInTheClearOnlyWhereItIsToldTo();
    void portInUse();
    void controlPortInUse();

private:
    std::unique_ptr<StartedServer> m_server;
};

void tst_ServerStart::init()
{
    m_server = std::make_unique<StartedServer>();
}

void tst_ServerStart::startsWithADataFolderAlone()
{
    // Its ports are fixed; two such tests at a time would meet on them, so they come from a file.
    const auto server = m_server->runUp({QStringLiteral("--config"), m_server->write({})});
    QVERIFY(server);
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(m_server->data()).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0700));
    QFile ports(m_server->data() + QStringLiteral("/ports.json"));
    QVERIFY(ports.open(QIODevice::ReadOnly));
    const QJsonObject object = QJsonDocument::fromJson(ports.readAll()).object();
    QVERIFY(object.value(QStringLiteral("relay")).toInt() > 0);
    QVERIFY(object.value(QStringLiteral("control")).toInt() > 0);
    server->kill();
    QVERIFY(server->waitForFinished(StartedServer::patienceMs));
}

void tst_ServerStart::startsAfterAKill()
{
    for (int i = 0; i < 3; ++i) {
        const auto server = m_server->runUp({QStringLiteral("--config"), m_server->write({})});
        QVERIFY(server);
        server->kill();
        QVERIFY(server->waitForFinished(StartedServer::patienceMs));
        QVERIFY(QFile::exists(m_server->data() + QStringLiteral("/ports.json")));
        QFile::remove(m_server->data() + QStringLiteral("/ports.json"));
    }
}

void tst_ServerStart::startsWithoutItsLog()
{
    const QString config = m_server->write("[log]\nfile = \"/no/such/folder/postern.log\"\n");
    const auto server = m_server->runUp({QStringLiteral("--config"), config});
    QVERIFY(server);
    server->terminate();
    QVERIFY(server->waitForFinished(StartedServer::patienceMs));
    QVERIFY(
        server->readAllStandardError().contains("/no/such/folder/postern.log cannot be opened"));
}

void tst_ServerStart::endsCleanlyWhenAsked()
{
    const auto server = m_server->runUp({QStringLiteral("--config"), m_server->write({})});
    QVERIFY(server);
    server->terminate();
    QVERIFY(server->waitForFinished(StartedServer::patienceMs));
    QCOMPARE(server->exitStatus(), QProcess::NormalExit);
    QCOMPARE(server->exitCode(), 0);
    QVERIFY(server->readAllStandardError().contains("state=stopped"));
    QVERIFY(!QFile::exists(m_server->data() + QStringLiteral("/ports.json")));
}

void tst_ServerStart::reloadsOnHangup()
{
    const QString log = m_server->path(QStringLiteral("log"));
    const QString config = m_server->write("[log]\nfile = \"" + log.toUtf8() + "\"\n");
    const auto server = m_server->runUp({QStringLiteral("--config"), config});
    QVERIFY(server);
    QVERIFY(QFile::rename(log, log + QStringLiteral(".1")));
    ::kill(pid_t(server->processId()), SIGHUP);
    QTRY_VERIFY(QFile::exists(log));
    server->terminate();
    QVERIFY(server->waitForFinished(StartedServer::patienceMs));
}

void tst_ServerStart::passwordsInTheClearOnlyWhereItIsToldTo()
{
    const QByteArray listener = "[[listener]]\naddress = \"127.0.0.1:0\"\nrole = \"submission\"\n";
    const auto server = m_server->runUp(
        {QStringLiteral("--config"),
         m_server->write(listener + "name = \"old\"\ntls = \"none\"\nauth_without_tls = true\n"
                         + listener + "name = \"mixed\"\nauth_without_tls = true\n" + listener
                         + "name = \"plain\"\n" + listener
                         + "name = \"off\"\nauth_without_tls = false\n" + listener
                         + "name = \"closed\"\ntls = \"implicit\"\nauth_without_tls = true\n")});
    QVERIFY(server);
    QFile secret(m_server->path(QStringLiteral("secret")));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.write("a long pass phrase\n");
    secret.close();
    QProcess adding;
    adding.start(QStringLiteral(POSTERN_BINARY_DIR "/bin/posternctl"),
                 {QStringLiteral("--data-dir"), m_server->data(), QStringLiteral("user"),
                  QStringLiteral("add"), QStringLiteral("mary"), QStringLiteral("--password-file"),
                  secret.fileName()});
    QVERIFY(adding.waitForFinished(StartedServer::patienceMs));
    QVERIFY2(adding.exitCode() == 0, adding.readAllStandardError().constData());

    QFile file(m_server->data() + QStringLiteral("/ports.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject ports = QJsonDocument::fromJson(file.readAll()).object();
    const QByteArray login =
        "AUTH PLAIN " + QByteArray("\0mary\0a long pass phrase", 24).toBase64();
    for (const char *name : {"old", "mixed", "plain", "off"}) {
        const bool isOffered = QByteArray(name) == "old" || QByteArray(name) == "mixed";
        NetworkScriptPeer peer(quint16(ports.value(QLatin1String(name)).toInt()));
        QVERIFY(peer.receiveReply().startsWith("220"));
        QCOMPARE(peer.command("EHLO client.test").contains("AUTH"), isOffered);
        QCOMPARE(peer.command(login).left(3), QByteArray(isOffered ? "235" : "503"));
        QCOMPARE(peer.command("MAIL FROM:<a@example.com>").left(3),
                 QByteArray(isOffered ? "250" : "530"));
    }
    server->terminate();
    QVERIFY(server->waitForFinished(StartedServer::patienceMs));
    const QByteArray log = server->readAllStandardError();
    QCOMPARE(log.count("Passwords may cross the network unencrypted"), 2);
    QVERIFY2(log.contains("unencrypted on listener old,")
                 && log.contains("unencrypted on listener mixed,"),
             log.constData());
}

void tst_ServerStart::portInUse()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(holder.serverPort());
    m_server->refuses(
        {QStringLiteral("--config"),
         m_server->write("[[listener]]\nname = \"relay\"\naddress = \"127.0.0.1:" + port + "\"\n")},
        QString::fromLatin1(port), QCoreApplication::applicationPid());
}

void tst_ServerStart::controlPortInUse()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(holder.serverPort());
    m_server->refuses({QStringLiteral("--config"),
                       m_server->write("[control]\nlisten = \"127.0.0.1:" + port + "\"\n")},
                      QString::fromLatin1(port), QCoreApplication::applicationPid());
}

QTEST_GUILESS_MAIN(tst_ServerStart)
#include "tst_ServerStart.moc"
